"""Three mistakes that organisations make with AI. Two are read from the figures by rules that are printed.

The third is asked of an owner: what she answers is shown as her answer, and no verdict is made of it.
"""

from dataclasses import dataclass
from typing import Literal

from reports import words
from reports.data import Bullets, Cell, Column, Note, Paragraph, Row, Section, Table
from reports.groups.rows import Answers, Group, Movement, Share
from reports.groups.wording import NEARLY, based_on, in_words, points

Verdict = Literal["seen", "not seen", "cannot be told"]
TITLE = "Three mistakes to look for"
FEWEST = 10
"""People who count, below which nothing is said."""
APART_DAYS = 90
"""Between the ends of two campaigns."""
MOST = 0.5
LEAST_RISE = 0.1
"""A rise that matters, as a share of the people: ten of a hundred."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mistake, whether it is seen, and in what."""

    mistake: str
    verdict: Verdict
    why: str


def build(group: Group) -> Section:
    """Judge two, and show what was answered on the third."""
    judged = (stuck(group), still(group))
    table = Table(
        "two-mistakes",
        "Two mistakes, read from the figures",
        (Column("Mistake"), Column("Seen?"), Column("What that is read from")),
        tuple(Row((Cell(one.mistake), Cell(one.verdict), Cell(one.why))) for one in judged),
        note="The rules stand below. They use published shares alone, with intervals of 95 in 100.",
    )
    return Section("mistakes", TITLE, (table, Bullets(rules(group)), *_asked(group.answers)))


def rules(group: Group) -> tuple[str, ...]:
    """Return the two rules in words."""
    here, next_level = group.levels[group.prompting], group.levels[group.prompting + 1]
    prompting = (
        f"Stuck at prompting is seen where more than half of the group is at {here} or below in both of two "
        f"campaigns that ended {APART_DAYS} days apart or more, with the whole interval above 50 in 100 each time, "
        f"and the share at {next_level} or above has not risen by more than chance explains. It is not seen where "
        "the whole interval of the newest campaign lies below 50 in 100, or where that share has risen by more than "
        "chance explains."
    )
    nobody = (
        f"Nobody moves is seen where, between two such campaigns, a rise of {100 * LEAST_RISE:.0f} points can be "
        "ruled out for every level: the upper end of the movement of the share at that level or above lies below "
        "it. It is not seen where the lower end of one of them lies above 0. Of four intervals, one may do so by "
        "chance now and then."
    )
    rest = (
        f"Anything else cannot be told, and nothing is said of fewer than {FEWEST} people who count. Only campaigns "
        f"that asked nearly all of the group are used: {100 * NEARLY:.0f} % or more of the most people of it that any "
        "asked."
    )
    return prompting, nobody, rest


def stuck(group: Group) -> Judged:
    """Judge whether the group is stuck at prompting."""
    mistake = "Taking prompting for enough (stuck at prompting)"
    told, apart, place = group.lately, group.apart, group.prompting
    why_not = _silent(group)
    if why_not or told is None or not told.above:
        return Judged(mistake, "cannot be told", why_not or _NOT_KEPT)
    now = _rest(told.above[place])
    said = f"Now {in_words(now)} are at {group.levels[place]} or below ({based_on(told.when)})"
    if now.high < MOST:
        return Judged(mistake, "not seen", f"{said}.")
    if apart is None or not apart.above:
        return Judged(mistake, "cannot be told", f"{said}. {_no_earlier()}")
    moved = apart.above[place]
    then = _rest(moved.then)
    said = (
        f"{said}; then {in_words(then)} ({based_on(apart.before)}). The share at {moved.level} or above moved by "
        f"{points(moved.by)}."
    )
    if moved.by.low > 0:
        return Judged(mistake, "not seen", said)
    is_seen = now.low > MOST and then.low > MOST and apart.before.people >= FEWEST
    return Judged(mistake, "seen" if is_seen else "cannot be told", said)


def still(group: Group) -> Judged:
    """Judge whether nobody moves."""
    mistake = "Waiting for the technology to settle (nobody moves)"
    apart = group.apart
    why_not = _silent(group)
    if why_not or apart is None:
        return Judged(mistake, "cannot be told", why_not or _no_earlier())
    if not apart.above:
        return Judged(mistake, "cannot be told", _NOT_KEPT)
    most = max(apart.above, key=lambda one: one.by.high)
    surest = max(apart.above, key=lambda one: one.by.low)
    when = _between(apart)
    if surest.by.low > 0:
        return Judged(mistake, "not seen", f"{surest.level} or above: {points(surest.by)} {when}.")
    said = f"The rise that can be ruled out least: {most.level} or above, {points(most.by)} {when}."
    is_seen = most.by.high < LEAST_RISE and apart.before.people >= FEWEST
    return Judged(mistake, "seen" if is_seen else "cannot be told", said)


_NOT_KEPT = "Shares at each level or above were not kept with the figures of that campaign."


def _silent(group: Group) -> str:
    """Return why nothing can be said at all; empty where something may be."""
    if group.lately is None:
        return "No figures of this group are shown."
    many = group.lately.when.people
    return f"{words.count(many, 'person counts', 'people count')}; {FEWEST} are needed." if many < FEWEST else ""


def _no_earlier() -> str:
    return f"No campaign with figures that asked nearly all of this group ended {APART_DAYS} days or more before."


def _between(found: Movement) -> str:
    return f"from {based_on(found.before)} to {based_on(found.after)}"


def _rest(share: Share) -> Share:
    """Return the share of all others."""
    return Share(1 - share.part, 1 - share.high, 1 - share.low)


def _asked(answers: Answers | None) -> tuple[Note | Table | Paragraph, ...]:
    mistake = "The third mistake, treating AI training as an IT project, cannot be read from results."
    if answers is None:
        return (Paragraph(f"{mistake} Five questions on it wait for an owner's answers in the service."),)
    note = Note(
        "An answer, not a finding",
        f"{mistake} An owner answered five questions on {words.day(answers.on)}. Nothing here checks or judges what "
        "was answered.",
    )
    table = Table(
        "answers",
        f"How AI training is run, as an owner answered on {words.day(answers.on)}",
        (Column("Question"), Column("Answer"), Column("What it is about")),
        tuple(Row((Cell(one.question), Cell(one.said), Cell(one.about))) for one in answers.answers),
    )
    return (note, table)
