"""The seam by which reports are fed: what a reader may be told, as rows. Only this room imports reports.

`sources` is what all are read from, `kinds/` has one module a report, `asking` is the way in for commands and pages,
`making` turns rows into files. Nothing about a person's results gets past the release rule.
"""
