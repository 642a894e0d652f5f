"""Rows and words as the real files that lie on a company's drive, one format a file.

The same input gives the same bytes: no clock and no chance comes in.
`tasks_bank.reading` goes the other way, for answers.
"""
