"""When the next level may be reached by answers, if growth goes on as it has: a range of weeks, never a date."""

from reports import words
from reports.data import Block, Cell, Column, Paragraph, Row, Table
from reports.kinds.learner.rows import Coming, Learner
from reports.kinds.learner.wording import in_hundred
from reports.words import day

_MONTHS_FROM, _WEEKS_A_MONTH = 26, 52 / 12
"""From so many weeks on, months are said beside."""
NEVER = "never at this pace"


def blocks(learner: Learner) -> tuple[Block, ...]:
    """Return the sentence and its numbers, or why there are none."""
    coming = learner.coming
    if coming is None:
        why = learner.why_not_coming
        return (Paragraph(f"How many weeks it may take is not told: {why}"),) if why else ()
    name = learner.levels[coming.level].name
    rests = (
        f"It rests on {words.count(coming.sittings, 'sitting')} ({day(coming.first)} to {day(coming.last)}) and on how "
        f"{words.count(coming.others, 'other person', 'other people')} of the organisation have grown, and holds if "
        "growth goes on as it did, which nobody promises. It is a range to choose the time of a next sitting by, and "
        "no deadline."
    )
    return (Paragraph(f"{_said(coming, name)} {rests}"), _table(learner, coming, name))


def _said(coming: Coming, name: str) -> str:
    if coming.latest == 0:
        return f"By answers alone {name} is reached already, as far as 9 chances in 10 go."
    if coming.earliest is None:
        return f"At the pace so far answers do not reach {name}, as far as 9 chances in 10 go."
    if coming.latest is None:
        begins = "already now" if not round(coming.earliest) else f"in {_weeks(coming.earliest)} at the earliest"
        return f"By answers {name} may be reached {begins}, or never at this pace: 9 chances in 10 lie between."
    if not round(coming.earliest):
        return f"By answers {name} may be reached already, or within {_weeks(coming.latest)} (9 chances in 10)."
    return f"By answers {name} may be reached in {coming.earliest:.0f} to {_weeks(coming.latest)} (9 chances in 10)."


def _weeks(weeks: float) -> str:
    months = f" ({weeks / _WEEKS_A_MONTH:,.0f} months)" if weeks >= _MONTHS_FROM else ""
    return words.count(round(weeks), "week") + months


def _table(learner: Learner, coming: Coming, name: str) -> Table:
    unit = f"weeks from {day(learner.made_on)}"
    return Table(
        "weeks",
        f"Weeks until answers reach {name}, if growth goes on as it did",
        (
            Column("Next level, by answers"),
            Column("Earliest (1 in 20)", unit),
            Column("Middle", unit),
            Column("Latest (19 in 20)", unit),
            Column("Chance that it comes at this pace", "out of 100"),
            Column("Sittings", "sittings"),
            Column("Others drawn towards", "people"),
        ),
        (
            Row(
                (
                    Cell(name),
                    *map(_cell, (coming.earliest, coming.middle, coming.latest)),
                    in_hundred(coming.ever),
                    Cell(str(coming.sittings), coming.sittings),
                    Cell(str(coming.others), coming.others),
                )
            ),
        ),
        note="Where an end is 0 or never, the other one leaves out 1 in 10. With 1,000 simulated learners of known "
        "growth such ranges held the true weeks of 91 in 100.",
    )


def _cell(weeks: float | None) -> Cell:
    return Cell(NEVER) if weeks is None else Cell(f"{weeks:,.0f}", weeks)
