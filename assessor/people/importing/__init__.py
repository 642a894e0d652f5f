"""People from a table: which column is what, what is wrong with a row, and who is new. Nothing in a file is run.

`columns` matches headings, `checking` reads rows, `adding` writes those that are well. A row stands for itself: what is
wrong with one leaves that one out and no other; a file that is no table is refused whole.
"""
