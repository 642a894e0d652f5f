"""What follows the last answer: marks for answers in words, figures, the result, and results made again.

`measuring` makes figures of answers, `finishing` a result of figures and evidence, `marking` takes a person's marks,
`results` is the door. Nothing here asks a question.
"""
