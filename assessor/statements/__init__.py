"""Statements to a learning record store (xAPI): what is said of a sitting, and what of it an organisation lets out.

The release rule stands before every result: whoever reads the record store is one of the organisation's owners, and
nobody more. Nothing in here talks to the network or to a queue; `assessor.jobs` does.
"""
