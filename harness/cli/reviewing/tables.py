"""A person's side of a run as lines for a terminal. A speed-up is never written without the defects that go out."""

from collections.abc import Iterator, Sequence

from harness.api.reviewing.rows import ArmAttention, ArmExceptions, ClassCatch, Faster, Minutes, PersonSide, Rate
from harness.cli.text import count, money, share, table

_EXCEPTIONS = (
    "handed to a person",
    "due",
    "handed",
    "rightly",
    "precision",
    "recall",
    "coverage",
    "wrong of rest",
    "min/true",
)
_MINUTES = ("a job's minutes", "min", "95 %", "review", "speed-up, with defects shipped per 100 jobs", "break-even p")
_CATCHES = ("planted defects", "planted", "found", "share found", "min a row for 90 %")
EXCEPTIONS_NOTE = (
    "precision: Wilson's interval over items; the other shares: mean over cases, with a t interval from 4 cases on\n"
    "coverage: share of the lines that nobody was asked about; wrong of rest: share of those that are wrong or missing"
)
INTERVAL_NOTE = "intervals hold what was measured; what was entered or assumed is taken as it is"


def exception_lines(side: PersonSide, names: dict[str, str]) -> Iterator[str]:
    """Write how well each design chose what a person decides; nothing where the task hands nothing over."""
    if any(arm.due or arm.stated for arm in side.exceptions):
        yield table(_EXCEPTIONS, [_exceptions(arm, names[arm.arm]) for arm in side.exceptions])
        yield EXCEPTIONS_NOTE
        known = [arm.minutes_per_true for arm in side.exceptions if arm.minutes_per_true]
        yield from dict.fromkeys(f"min/true, {minutes.mark}: {minutes.source}" for minutes in known)
    if uncounted := sum(arm.uncounted for arm in side.exceptions):
        yield f"{count(uncounted, 'answer')} marked before such figures were kept; toprung bench regrade counts them"


def attention_lines(side: PersonSide, names: dict[str, str]) -> Iterator[str]:
    """Write the minutes of a job by design, what reviews have shown, and where each number comes from."""
    head = (*_MINUTES, *([side.wage.currency] if side.wage else []), "models")
    yield table(head, [_minutes(arm, names[arm.arm]) for arm in side.attention])
    yield INTERVAL_NOTE
    yield from review_lines(side)
    yield ""
    yield table(
        ("term", "", *(names[arm.arm] for arm in side.attention), "unit", "how known"), [*_terms(side.attention)]
    )
    for term in side.attention[0].terms:
        yield f"{term.key} ({term.letter}): {term.about}; {term.mark}: {term.source}"


def review_lines(side: PersonSide) -> Iterator[str]:
    """Write what reviewers did, added up; nobody by name."""
    done = side.reviewed
    if done.by == "nobody":
        yield "nobody has reviewed this run: toprung bench review"
        return
    yield (
        f"reviewed by {done.by} ({done.reviewers}): {count(done.decided, 'thing')} handed over, {done.needless} "
        f"needlessly; {count(done.pieces, 'piece')} of finished work; {done.minutes:.1f} minutes in all"
    )
    if done.by == "a program":
        yield "a program's reviews say nothing about people, and none of the minutes above rests on them"
    if done.programs_left_out:
        yield f"{count(done.programs_left_out, 'decision')} of programs left out"
    if done.cut:
        yield f"{count(done.cut, 'decision')} took longer than counts, and was cut to it"
    if done.of_truth:
        yield f"{done.of_truth} of the pieces were made of the cases' own truth, not of answers"
    if done.catches:
        yield table(_CATCHES, [_catch(each) for each in done.catches])
    if done.untouched:
        yield f"false alarms: {done.false_alarms} of {count(done.untouched, 'untouched piece')}"


def rate(found: Rate) -> str:
    """Write a share with its interval."""
    ends = "" if found.low is None else f" ({share(found.low)} to {share(found.high)})"
    return f"{share(found.value)}{ends}"


def faster(found: Faster) -> str:
    """Write a speed-up and what it lets through, as one thing."""
    times = "" if found.low is None else f" ({found.low:.2f} to {found.high:.2f})"
    defects = "" if found.defects_low is None else f" ({found.defects_low:.0f} to {found.defects_high:.0f})"
    return f"{found.times:.2f}x{times}, {found.defects_per_100:.0f}{defects} defects"


def _exceptions(arm: ArmExceptions, name: str) -> tuple[str, ...]:
    rates = (arm.precision, arm.recall, arm.coverage, arm.error_rest)
    counts = (str(arm.due), str(arm.stated), str(arm.rightly))
    return (name, *counts, *map(rate, rates), _per_true(arm.minutes_per_true))


def _per_true(minutes: Minutes | None) -> str:
    if minutes is None:
        return "-"
    ends = "" if minutes.low is None else f" ({minutes.low:.1f} to {minutes.high:.1f})"
    return f"{minutes.value:.1f}{ends} {minutes.mark}"


def _minutes(arm: ArmAttention, name: str) -> tuple[str, ...]:
    interval = "too few cases" if arm.low is None else f"{arm.low:.1f} to {arm.high:.1f}"
    at_even = "never" if arm.break_even is None else share(arm.break_even)
    cost = () if arm.people_cost is None else (f"{arm.people_cost:,.2f}",)
    said = (f"{arm.minutes:.1f}", interval, f"{arm.review_min:.1f}", faster(arm.faster), at_even)
    return (name, *said, *cost, money(arm.machine_nano_usd))


def _terms(arms: Sequence[ArmAttention]) -> Iterator[tuple[str, ...]]:
    """Yield the terms, a column for each design."""
    by_arm = [{term.key: term for term in arm.terms} for arm in arms]
    for term in {term.key: term for arm in arms for term in arm.terms}.values():
        values = (f"{own[term.key].value:.3g}" if term.key in own else "-" for own in by_arm)
        yield (term.key, term.letter, *values, term.unit, term.mark)


def _catch(each: ClassCatch) -> tuple[str, ...]:
    needed = "not resolved" if each.needed_min is None else f"{each.needed_min:.2f}"
    return (each.name, str(each.planted), str(each.found), rate(each.rate), needed)
