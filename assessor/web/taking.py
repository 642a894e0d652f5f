"""How a sitting stands, as its page says it: how far it is, and how much time is left where there is a limit."""

import math
from dataclasses import dataclass

from assessor.sittings.dealing import Question
from assessor.sittings.form import make_form

_USUAL = {"author-judged": (16, 30), "piloted": (15, 30)}
_USUAL_KNOWN = (11, 16)
"""How many questions eight of ten people get (docs/validation.md): with difficulties as judged, and once known."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a sitting is, without a promise."""

    text: str
    usual: tuple[int, int]
    most: int


@dataclass(frozen=True, slots=True)
class Timing:
    """The time of a sitting with a limit."""

    left_s: int
    """At least 0."""
    words: str
    extra_percent: int
    """Of which so much is extra time."""


def how_far(question: Question) -> HowFar:
    """Return how far a sitting is; questions that are tried out come on top of those that count."""
    form = make_form(**question.sitting.form)
    extra = math.ceil(form.most / form.pilot_after) if question.sitting.pilots else 0
    fewest, most = form.fewest, form.most + extra
    low, high = (min(max(end, fewest), most) for end in _USUAL.get(question.stage, _USUAL_KNOWN))
    usually = f"usually {low} to {high}" if low < high else f"usually {high}"
    at_most = "" if high == most else f", at most {most}"
    return HowFar(f"Question {question.position}; {usually}{at_most}", (low, high), most)


def timing_of(question: Question, looked_s: float) -> Timing | None:
    """Return how much time is left after so many seconds on the open question; None without a limit."""
    form = make_form(**question.sitting.form)
    if form.minutes is None:
        return None
    left_s = max(0, round(60 * form.minutes * form.extra_time - question.spent_s - looked_s))
    return Timing(left_s, left_in_words(left_s), round(100 * (form.extra_time - 1)))


def left_in_words(left_s: int) -> str:
    """Return how much time is left, no more exactly than helps."""
    if left_s >= 2 * 60:
        return f"{math.ceil(left_s / 60)} minutes left"
    if left_s:
        return f"{math.ceil(left_s / 10) * 10} seconds left"
    return "The time is over. This answer is still taken; then the sitting ends."
