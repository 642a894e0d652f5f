"""What the ledger itself adds up to, by SQL: the second method that exports are compared with."""

import sqlite3
from pathlib import Path

KINDS = ("input", "cache_read", "cache_write", "cache_write_1h", "output", "reasoning")
_COUNTED = """
    FROM call JOIN (SELECT id, MAX(attempt) AS last FROM trial GROUP BY id) AS counts
    ON call.trial_id = counts.id AND call.trial_attempt = counts.last
"""


def tokens(ledger: Path, *, counted: bool) -> dict[str, int]:
    """Add tokens up over all calls, or over those of the attempts that count."""
    columns = ", ".join(f"SUM({kind}_tokens)" for kind in KINDS)
    found = _one(ledger, f"SELECT {columns} {_COUNTED if counted else 'FROM call'}")
    return dict(zip(KINDS, map(int, found), strict=True))


def calls(ledger: Path, *, counted: bool) -> int:
    return int(_one(ledger, f"SELECT COUNT(*) {_COUNTED if counted else 'FROM call'}")[0])


def nano_usd(ledger: Path, *, counted: bool) -> int:
    """Add up the prices that are known."""
    return int(_one(ledger, f"SELECT SUM(nano_usd) {_COUNTED if counted else 'FROM call'}")[0])


def _one(ledger: Path, question: str) -> tuple[int, ...]:
    with sqlite3.connect(ledger) as connection:
        row: tuple[int, ...] = connection.execute(question).fetchone()
    connection.close()
    return row
