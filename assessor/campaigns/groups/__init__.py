"""Figures of groups: what they are, how sure, and which are never shown. Nothing about one person leaves this room.

`suppression` decides which groups are told of, `figures` reckons what is told, `publishing` makes both once for a
campaign that has ended, and every way out (page, file, API) reads that one row. docs/groups.md has the rule in words.
"""
