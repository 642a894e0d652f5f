"""The assessor's tables, one a file: columns, keys and limits. No queries and no connections.

These modules do without ``from __future__ import annotations``: SQLModel reads the annotations when a class is made.
"""
