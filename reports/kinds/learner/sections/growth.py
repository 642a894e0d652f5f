"""How far the learner has come: every sitting with its interval, and whether a change is beyond chance."""

from reports import words
from reports.data import Cell, Chart, Column, Note, Paragraph, Row, Section, Table
from reports.growth_rows import SPREADS, Change, GrowthPoint, Zone
from reports.kinds.learner.rows import Learner, Sat
from reports.kinds.learner.wording import ability_cell, based_on, day_cell
from reports.words import day

TITLE = "How far it has come"
_SAID: dict[str, Change] = {"gain": "gain", "loss": "loss", "not yet distinguishable": "not certain"}
_WORDS: dict[Change, str] = {
    "first": "first sitting",
    "gain": "higher, beyond chance",
    "loss": "lower, beyond chance",
    "not certain": "not certain yet",
}


def build(learner: Learner) -> Section:
    """Tell of all sittings."""
    if len(learner.sittings) < 2:  # noqa: PLR2004 - change needs two
        return Section("growth", TITLE, (Paragraph(_too_few(learner)),))
    points = [_point(learner, sat) for sat in learner.sittings]
    first = learner.sittings[0]
    chart = Chart(
        "growth",
        "Ability over time",
        _sentence(learner),
        (*points, *(Zone(level.name, level.begins) for level in learner.levels)),
        Table(
            "sittings",
            f"All sittings since {day(first.on)}, with 95 % intervals",
            (
                Column("Sitting"),
                Column("Date"),
                Column("Questions", "answers"),
                Column("Ability", SPREADS),
                Column("Since the first", SPREADS),
                Column("Is that a change?"),
            ),
            tuple(_row(sat, point) for sat, point in zip(learner.sittings, points, strict=True)),
            note="A change is called certain where it is more than 1.96 times its own standard error (reliable "
            "change). A second sitting can gain a little by practice alone; that is not taken off.",
        ),
    )
    return Section("growth", TITLE, (*_held_back(learner), chart, _levels(learner)))


def _levels(learner: Learner) -> Table:
    rows = tuple(Row((Cell(sat.what), day_cell(sat.on), Cell(sat.said))) for sat in learner.sittings)
    columns = (Column("Sitting"), Column("Date"), Column("Level in words"))
    return Table("sittings-levels", "The level after each sitting, in words", columns, rows)


def _too_few(learner: Learner) -> str:
    if not learner.sittings:
        return "Change is told from the second sitting on."
    only = learner.sittings[0]
    return f"There is one sitting so far ({based_on(only)}). Change is told from the second on."


def _held_back(learner: Learner) -> tuple[Note, ...]:
    if learner.growth_may_be_said:
        return ()
    text = (
        "What these figures rest on does not yet allow to say that one person has changed: the questions have to be "
        "tried with more people first. The points are shown, and no verdict on them."
    )
    return (Note("No verdict on change", text, "caution"),)


def _point(learner: Learner, sat: Sat) -> GrowthPoint:
    return GrowthPoint((sat.on - learner.sittings[0].on).days, day(sat.on), sat.band, _change(learner, sat))


def _change(learner: Learner, sat: Sat) -> Change:
    if sat.since_first is None:
        return "first"
    return _SAID[sat.since_first.verdict] if learner.growth_may_be_said else "not certain"


def _sentence(learner: Learner) -> str:
    first, last = learner.sittings[0], learner.sittings[-1]
    assert last.since_first is not None, "there are two or more"
    band = last.since_first.band
    moved = f"{abs(band.theta):.2f} standard deviations {'above' if band.theta >= 0 else 'below'}"
    verdict = {
        "gain": "That is more than chance explains.",
        "loss": "That is more than chance explains.",
        "not certain": "That can be chance: it is not certain that anything has changed.",
        "first": "",
    }[_change(learner, last)]
    return (
        f"{words.count(len(learner.sittings), 'sitting')} from {day(first.on)} to {day(last.on)}. The last one lies "
        f"{moved} the first (95 % interval {band.low:+.2f} to {band.high:+.2f}). {verdict} A bar is "
        "the 95 % interval of a sitting."
    )


def _row(sat: Sat, point: GrowthPoint) -> Row:
    since = Cell("first sitting")
    if sat.since_first is not None:
        band = sat.since_first.band
        since = Cell(f"{band.theta:+.2f} ({band.low:+.2f} to {band.high:+.2f})", band.theta, band.low, band.high)
    questions = Cell(str(sat.questions), sat.questions)
    return Row(
        (
            Cell(sat.what),
            day_cell(sat.on),
            questions,
            ability_cell(sat.band),
            since,
            Cell(_WORDS[point.change]),
        )
    )
