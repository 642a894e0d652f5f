"""Rows as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from tasks_bank.deliverable import Row


def csv_file(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8 with a heading. Keys of a row that are no column are left out."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
