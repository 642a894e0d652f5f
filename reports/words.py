"""Numbers and names as text, the same on every page, in every table and in the terminal."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from harness.plan.level import Level

SCORE = "0 to 1"
"""The unit of a score."""
NANO = 10**9
MINUTE_S = 60
MS = 1000
HOUR_S = 3600

LEVELS = {
    Level.PROMPTING: "Prompting",
    Level.CONTEXT: "Context engineering",
    Level.ORCHESTRATION: "Orchestration",
}

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def score(value: float | None) -> str:
    """Say a score or a share of marks: ``0.42``."""
    return "not known" if value is None else f"{value:.2f}"


def signed(value: float | None) -> str:
    """Say a difference of scores with its sign: ``+0.12``."""
    return "not known" if value is None else f"{value:+.2f}"


def interval(value: float | None, low: float | None, high: float | None, *, sign: bool = False) -> str:
    """Say a number with its interval: ``0.42 (0.31 to 0.53)``; the number alone when there is none."""
    say = signed if sign else score
    return say(value) if low is None or high is None else f"{say(value)} ({say(low)} to {say(high)})"


def seconds(value: float | None) -> str:
    """Say a duration: ``0.4 s``, ``12 s``, ``3 min 20 s``, ``2 h 5 min``."""
    if value is None:
        return "not known"
    if value < 10:  # noqa: PLR2004 - below ten, a tenth still matters to a reader
        return f"{value:.1f} s"
    whole = round(value)
    if whole < MINUTE_S:
        return f"{whole} s"
    if whole < HOUR_S:
        return f"{whole // MINUTE_S} min {whole % MINUTE_S} s"
    return f"{whole // HOUR_S} h {whole % HOUR_S // MINUTE_S} min"


def duration(value: float | None) -> str:
    """Say how long one piece of work took: ``38 ms`` below a second, and above it as `seconds` does."""
    if value is None or round(value * MS) >= MS:
        return seconds(value)
    return "under 1 ms" if 0 < value < 1 / MS else f"{value * MS:.0f} ms"


def number(value: float) -> str:
    """Say a whole number with thousands separators: ``12,345``."""
    return f"{round(value):,}"


def mean(value: float | None) -> str:
    """Say a mean count: ``2.5``."""
    return "not known" if value is None else f"{value:,.1f}"


def count(many: int, one: str, more: str = "") -> str:
    """Say how many: ``1 case``, ``1,200 cases``."""
    return f"{many:,} {one if many == 1 else more or one + 's'}"


def money(nano_usd: float | None) -> str:
    """Say an amount: ``no charge`` for 0, ``unknown`` where there is no price, else dollars: ``$0.0123``."""
    if nano_usd is None:
        return "unknown"
    if nano_usd == 0:
        return "no charge"
    usd = nano_usd / NANO
    if usd < 0.0001:  # noqa: PLR2004 - the last digit that is printed
        return "under $0.0001"
    return f"${usd:,.4f}" if usd < 1 else f"${usd:,.2f}"


def p_value(value: float | None) -> str:
    """Say a p value: ``0.031``; very small ones as ``under 0.001``."""
    if value is None:
        return "not known"
    return "under 0.001" if value < 0.001 else f"{value:.3f}"  # noqa: PLR2004 - three digits are printed


def listed(items: Sequence[str]) -> str:
    """Join names as in a sentence: ``a, b and c``."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def numbers(values: Sequence[int], most: int = 24) -> str:
    """Say whole numbers: ``1 to 6`` when they follow one another, else one by one, bounded."""
    if len(values) > 2 and list(values) == list(range(values[0], values[-1] + 1)):  # noqa: PLR2004 - "1 to 2" is no gain
        return f"{values[0]} to {values[-1]}"
    rest = f" and {len(values) - most:,} more" if len(values) > most else ""
    return ", ".join(map(str, values[:most])) + rest if values else "none"


def day(on: date) -> str:
    """Say a date: ``3 October 2026``."""
    return f"{on.day} {on:%B %Y}"


def instant(text: str) -> str:
    """Say a moment given in ISO 8601: ``22 November 2026, 09:30 UTC``."""
    moment = datetime.fromisoformat(text).astimezone(UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = text.strip()
    return text and text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def visible(text: str) -> str:
    """Show characters that would steer a terminal or hide text, as ``<U+001B>``; line ends and tabs stay."""
    return _INVISIBLE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\r\n", "\n"))
