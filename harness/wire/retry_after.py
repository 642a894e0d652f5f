"""How long a service asks to wait before the next attempt."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that a reply's headers ask to wait, never below 0; None where they do not say so readably.

    `headers` are looked up in lower case. ``retry-after-ms`` is what both vendors add; ``retry-after`` is a number of
    seconds or a date (RFC 9110, 10.2.3).
    """
    for header, unit_s in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        number = _number(headers.get(header, ""))
        if number is not None:
            return max(0.0, number * unit_s)
    date = _date(headers.get("retry-after", ""))
    return None if date is None else max(0.0, (date - now).total_seconds())


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    # Of the three forms, the one of C's asctime names no zone; all are in UTC.
    return date if date.tzinfo else date.replace(tzinfo=UTC)
