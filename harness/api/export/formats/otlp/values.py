"""How OTLP/JSON writes values, ids and times: 64-bit numbers as text, ids as hex digits derived from our own."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NANO = 1_000_000_000


def attributes(known: Mapping[str, Any]) -> list[Json]:
    """Write attributes; one whose value is not known is left out."""
    return [{"key": key, "value": _value(value)} for key, value in known.items() if value is not None]


def trace_id(*parts: object) -> str:
    """Return the 32 hex digits of a trace, the same for the same parts."""
    return _digest(parts)[:32]


def span_id(*parts: object) -> str:
    """Return the 16 hex digits of a span, the same for the same parts."""
    return _digest(parts)[:16]


def unix_nano(began: datetime, seconds: float) -> str:
    """Return the nanoseconds from 1970 to so many seconds after a moment, as OTLP/JSON writes them."""
    # In whole numbers: as a float it would be off by a hundred nanoseconds, and a child could begin before its parent.
    whole = (began - _EPOCH) // timedelta(microseconds=1) * 1000
    return str(whole + round(seconds * _NANO))


def _value(value: Any) -> Json:  # noqa: ANN401 - any attribute
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    assert isinstance(value, Sequence)
    return {"arrayValue": {"values": [_value(one) for one in value]}}


def _digest(parts: tuple[object, ...]) -> str:
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()
