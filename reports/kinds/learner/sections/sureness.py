"""How well the learner knows what she knows: for her own eyes, unless she shares it."""

from reports import words
from reports.data import Cell, Chart, Column, Fact, Facts, Paragraph, Row, Section, Table
from reports.growth_rows import SurePoint
from reports.kinds.learner.rows import Learner, Sureness
from reports.kinds.learner.wording import CHANCE, in_hundred, level_of
from reports.words import day

TITLE = "Knowing what one knows"


def build(learner: Learner) -> Section | None:
    """Tell of sureness and of the level in which the learner saw herself; nothing where it is not for this reader."""
    if not learner.own_eyes or not learner.sittings:
        return None
    found = learner.sureness
    told = (
        Paragraph("You were not asked how sure you are, or did not say.") if found is None else _chart(learner, found)
    )
    return Section("sureness", TITLE, (Paragraph("Only you see this part."), *_rating(learner), told))


def _rating(learner: Learner) -> tuple[Facts, ...]:
    rated = [sat for sat in learner.sittings if sat.self_rating is not None]
    if not rated:
        return ()
    sat = rated[-1]
    return (
        Facts(
            (
                Fact(f"Where you saw yourself before the sitting of {day(sat.on)}", level_of(learner, sat.self_rating)),
                Fact("Level issued after it", level_of(learner, sat.issued)),
            )
        ),
    )


def _chart(learner: Learner, found: Sureness) -> Chart:
    way = "surer than you were right" if found.over > 0 else "less sure than you were right"
    first, last = learner.sittings[0].on, learner.sittings[-1].on
    when = day(first) if first == last else f"{day(first)} to {day(last)}"
    return Chart(
        "calibration",
        "How sure, and how often right",
        f"On {words.count(found.answers, 'question')} ({when}) you said how sure you were: {way}, by "
        f"{100 * abs(found.over):.0f} of 100 on average. Words that lie near one another are taken together. "
        "On the dashed line they fit; below it you were surer than right. A bar is the 95 % interval.",
        found.points,
        Table(
            "sure",
            f"How sure you were, and how often you were right ({when})",
            (
                Column("You said, on average"),
                Column("Right", CHANCE),
                Column("95 % interval", CHANCE),
                Column("Answers", "answers"),
            ),
            tuple(map(_row, found.points)),
            note="It says nothing about your level, and is never part of it.",
        ),
    )


def _row(point: SurePoint) -> Row:
    low, high = 100 * point.low, 100 * point.high
    return Row(
        (
            Cell(f"{100 * point.said:.0f} out of 100 sure"),
            in_hundred(point.right),
            Cell(f"{low:.0f} to {high:.0f}", None, low, high),
            Cell(str(point.answers), point.answers),
        )
    )
