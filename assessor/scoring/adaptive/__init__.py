"""Adaptive tests as plain maths: which item is next, and when it is enough.

`engine` knows a person so far and takes an answer, `choosing` picks the next item, `content` keeps to a blueprint,
`exposure` holds items back that are seen too often, `stopping` says when and why to end, `replay` runs it all on
answers that were given. Nothing here knows a clock, a store or a person.
"""
