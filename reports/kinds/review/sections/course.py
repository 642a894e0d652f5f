"""The programme: version, days, breaks and changes, the plan of hours, prior learning."""

from collections.abc import Iterator

from reports.data import Fact, Facts, Section
from reports.kinds.review.rows import Programme, Review
from reports.programme.said import codes_said, facts_of, hours
from reports.words import day, sentence

TITLE = "The programme"
_NOT_TYPED = "not known: nobody has typed it in"


def build(review: Review) -> Section | None:
    """Say what the learner is on."""
    told = review.programme
    if told is None:
        return None
    return Section("programme", TITLE, (Facts((*facts_of(told.enrolled), *_turns(told), *_hours(told))),))


def _turns(told: Programme) -> Iterator[Fact]:
    said = "; ".join(f"{day(turn.on)}: {turn.what}" for turn in told.turns)
    yield Fact("Breaks and changes", said or "none")


def _hours(told: Programme) -> Iterator[Fact]:
    own = told.hours
    yield Fact("Off the job, the whole plan", _NOT_TYPED if own.whole_min is None else hours(own.whole_min))
    prior = sum(one.minutes for one in told.priors)
    less = f", {hours(prior)} of prior learning taken off" if prior else ""
    asked = _NOT_TYPED if own.asked_min is None else f"{hours(own.asked_min)}{less}"
    lacks = own.asked_min is not None and own.whole_min is not None and own.asked_min > own.whole_min
    short = f"; the plan lacks {hours((own.asked_min or 0) - (own.whole_min or 0))} of it" if lacks else ""
    yield Fact("Asked for by the rules", f"{asked}{short}")
    if own.uncounted_min:
        yield Fact("Not counted", f"{hours(own.uncounted_min)} on days of a break or before the start")
    for one in told.priors:
        codes = f" ({codes_said(one.codes)})" if one.codes else ""
        said = f"{hours(one.minutes)}{codes}, decided by {one.by}: {sentence(one.evidence)}"
        yield Fact(f"Prior learning, {day(one.on)}", said)
