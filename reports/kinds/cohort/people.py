"""Who of the cohort is where, and who has moved: for its trainers, as far as results are open to them."""

from collections import Counter

from reports import words
from reports.data import Block, Cell, Column, Headline, Paragraph, Row, Section, Table
from reports.growth_rows import SPREADS
from reports.kinds.cohort.rows import Cohort, Learner, Moved

TITLE = "Who is where, and who has moved"
PAGE_ROWS = 60
"""Rows of people on a page; files hold all."""
STATES = ("stuck", "not started", "going on", "finished", "not asked yet")
_CHANGES = {
    "higher": "higher, beyond chance",
    "lower": "lower, beyond chance",
    "may be chance": "may be chance",
    "not said": "not said: the questions have not been tried out with enough people",
}
_SAID = (
    "A change stands as its 95 % interval, from the first to the newest result that are open to you. It is called "
    "higher or lower where it is more than 1.96 times its own standard error (reliable change); of a hundred people "
    "who have not changed, about five are called so. The order is that of names: a result is no race."
)


def build(cohort: Cohort) -> Section:
    """List the people by name, with how many are in each state."""
    if cohort.learners is None:
        text = "Who is where is for those who train the cohort, person by person; it is not told to this reader."
        return Section("people", TITLE, (Paragraph(text),))
    if not cohort.learners:
        return Section("people", TITLE, (Paragraph("Nobody is in this cohort yet."),))
    lead = Headline((_states(cohort.learners), *_moves(cohort.learners)))
    blocks: tuple[Block, ...] = (
        lead,
        _whereabouts(cohort.learners),
        Paragraph(cohort.stuck_rule),
        _movement(cohort.learners),
    )
    return Section("people", TITLE, blocks)


def _states(learners: tuple[Learner, ...]) -> str:
    found = Counter(learner.state for learner in learners)
    parts = [f"{found[state]:,} {state}" for state in STATES if found[state]]
    return f"{words.count(len(learners), 'person', 'people')}: {words.listed(parts)}."


def _moves(learners: tuple[Learner, ...]) -> tuple[str, ...]:
    said = [one.moved.change for one in learners if one.moved and one.moved.change != "not said"]
    if not said:
        return ()
    moved = (
        f"Since their first result, {said.count('higher'):,} of {len(said):,} with two results open to you are higher "
        f"by more than chance explains, {said.count('lower'):,} lower."
    )
    return (moved,)


def _whereabouts(learners: tuple[Learner, ...]) -> Table:
    return Table(
        "whereabouts",
        "Who is where, by name",
        (Column("Name"), Column("State"), Column("What that rests on"), Column("Due first"), Column("What is due")),
        tuple(map(_where, learners)),
        stacks=True,
        page_rows=PAGE_ROWS,
    )


def _where(one: Learner) -> Row:
    due = Cell("nothing")
    if one.due_on is not None:
        due = Cell(words.day(one.due_on), day=one.due_on, aside="late" if one.is_late else "")
    return Row((Cell(one.name), Cell(one.state), Cell(one.why), due, Cell(one.due_what)))


def _movement(learners: tuple[Learner, ...]) -> Table:
    return Table(
        "moved",
        "Who has moved since the first result, by name",
        (
            Column("Name"),
            Column("Newest sitting"),
            Column("Its result"),
            Column("Change since the first", SPREADS),
            Column("Is that a change?"),
        ),
        tuple(map(_row, learners)),
        note=_SAID,
        stacks=True,
        page_rows=PAGE_ROWS,
    )


def _row(one: Learner) -> Row:
    ended = Cell("none") if one.newest_on is None else Cell(words.day(one.newest_on), day=one.newest_on)
    is_change = Cell(_CHANGES[one.moved.change] if one.moved else "no two results are open")
    return Row((Cell(one.name), ended, Cell(one.newest_said or "no result"), _change(one.moved), is_change))


def _change(moved: Moved | None) -> Cell:
    if moved is None or moved.change == "not said":
        return Cell("not known")
    middle = (moved.low + moved.high) / 2
    said = (
        f"{round(moved.low, 1) + 0.0:+.1f} to {round(moved.high, 1) + 0.0:+.1f}"  # what rounds to nothing has no minus
    )
    return Cell(said, middle, moved.low, moved.high, aside=f"in {words.count(moved.days, 'day')}")
