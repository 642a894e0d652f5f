"""How to read the pack: by which rules, what figures rest on, and whom it is for."""

from collections.abc import Iterator

from reports.data import Bullets, Fact, Facts, Note, Section
from reports.kinds.review.rows import Review
from reports.programme.said import ABILITY
from reports.words import day

TITLE = "How to read this"
_ANOTHERS = (
    "Results in this pack are open to the reader named below. Whoever gets the pack sees them too: ask the learner "
    "before it goes to the employer."
)
_OWN = "Results in this pack are your own. Whoever you give it to sees them too, and nothing else opens them."


def build(review: Review) -> Section:
    """State the rules."""
    facts = Facts((Fact("Made on", f"{day(review.made_on)}, for {review.reader}"), Fact("Results", review.why)))
    return Section("reading", TITLE, (*_handed_on(review), facts, Bullets(tuple(_rules(review)))))


def _handed_on(review: Review) -> Iterator[Note]:
    if review.found:
        yield Note("Before it is handed on", _OWN if review.is_own else _ANOTHERS, "caution")


def _rules(review: Review) -> Iterator[str]:
    if review.programme:
        yield f"Colour: {review.programme.judged.formula}"
        if review.programme.hours.rule:
            yield f"Hours off the job: {review.programme.hours.rule}"
    yield ABILITY
    yield "Areas are measured, codes of the standard are rated; neither is turned into the other."
