"""Diaries in the iCalendar format: events as CSV, by the office's clock; a whole day has no times."""

import csv
import io

from tasks_bank.reading.calendar_file import COLUMNS, events_in

SUFFIXES = (".ics",)


def read(data: bytes) -> str:
    """Return the events, in the order of their start. Raises ValueError where it is no calendar."""
    written = io.StringIO()
    lines = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    lines.writeheader()
    lines.writerows(sorted(events_in(data.decode("utf-8-sig", "replace")), key=lambda row: (row["date"], row["start"])))
    return written.getvalue()
