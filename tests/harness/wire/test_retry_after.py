from datetime import UTC, datetime

import pytest

from harness.wire.retry_after import retry_after_s

NOW = datetime(1994, 11, 6, 8, 49, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "1"}, 1.0),
        # The three forms of the same instant in RFC 9110, 5.6.7.
        ({"retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"}, 7.0),
        ({"retry-after": "Sunday, 06-Nov-94 08:49:37 GMT"}, 7.0),
        ({"retry-after": "Sun Nov  6 08:49:37 1994"}, 7.0),
    ],
)
def test_seconds_milliseconds_and_dates_are_understood(headers: dict[str, str], seconds: float) -> None:
    assert retry_after_s(headers, NOW) == seconds


@pytest.mark.parametrize("asked", ["-3", "Sun, 06 Nov 1994 08:49:00 GMT"])
def test_what_is_past_is_no_wait(asked: str) -> None:
    assert retry_after_s({"retry-after": asked}, NOW) == 0.0


@pytest.mark.parametrize(
    "asked", ["", "soon", "nan", "inf", "12 s", "Mon, 32 Nov 2026 10:00:00 GMT", "\x00", "9" * 400]
)
def test_nonsense_is_no_answer(asked: str) -> None:
    assert retry_after_s({"retry-after": asked}, NOW) is None


def test_no_header_is_no_answer() -> None:
    assert retry_after_s({}, NOW) is None
