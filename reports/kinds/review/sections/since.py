"""What has come since the start and since the last review: time, hours off the job, and the level found."""

from collections.abc import Iterator

from reports.data import Block, Bullets, Cell, Column, Note, Paragraph, Row, Section, Table
from reports.growth_rows import SPREADS, Change
from reports.kinds.review.rows import Found, Programme, Review, Stood
from reports.programme.said import HOURS, day_cell, hours_cell
from reports.words import count, day

TITLE = "Since the last review"
_FROM_START = "Since the start"
_PERCENT = "% of the planned time"
_POINTS = {
    "gain": "higher, by more than chance explains",
    "loss": "lower, by more than chance explains",
    "not certain": "not certainly different",
}


def build(review: Review) -> Section:
    """Hold now against the last review and the start."""
    blocks: list[Block] = []
    if review.programme is not None:
        blocks.append(_time(review.programme))
    has_last = review.programme is not None and review.programme.last is not None
    return Section("since", TITLE if has_last else _FROM_START, (*blocks, *_levels(review)))


def _time(told: Programme) -> Table:
    rows = [_stood("At the end" if told.due.state == "ended" else "Now", told.now)]
    if told.then is not None:
        rows = [_stood("At the last review", told.then), *rows, _between(told.then, told.now)]
    return Table(
        "hours",
        "Time, and training off the job",
        (
            Column("When"),
            Column("Day"),
            Column("Passed", _PERCENT),
            Column("Planned by then", HOURS),
            Column("Actual", HOURS),
            Column("Behind the plan", HOURS),
        ),
        tuple(rows),
        note="Behind the plan is planned less actual (slippage): below 0 is before it.",
        stacks=True,
    )


def _stood(when: str, stood: Stood) -> Row:
    passed = Cell(f"{stood.elapsed_percent:.1f}", stood.elapsed_percent)
    planned, actual = hours_cell(stood.planned_min), hours_cell(stood.actual_min)
    return Row((Cell(when), day_cell(stood.on), passed, planned, actual, hours_cell(stood.behind_min, sign=True)))


def _between(then: Stood, now: Stood) -> Row:
    """Return what has come between the two."""
    is_known = now.planned_min is not None and then.planned_min is not None
    planned = (now.planned_min or 0) - (then.planned_min or 0) if is_known else None
    actual = now.actual_min - then.actual_min
    passed = now.elapsed_percent - then.elapsed_percent
    return Row(
        (
            Cell("Since the last review"),
            Cell(count((now.on - then.on).days, "day")),
            Cell(f"{passed:.1f}", passed),
            hours_cell(planned),
            hours_cell(actual),
            hours_cell(None if planned is None else planned - actual, sign=True),
        )
    )


def _levels(review: Review) -> Iterator[Block]:
    if review.hidden:
        total = count(review.sittings, "sitting")
        yield Paragraph(f"{review.hidden} of {total} left out: this reader may not see them.")
    if not review.found:
        yield Paragraph("Level: not measured. There is no result that this reader may see.")
        return
    yield Table(
        "level",
        f"Level found, in {review.framework}",
        (
            Column("When"),
            Column("Sitting"),
            Column("Level in words"),
            Column("Ability", SPREADS),
            Column("Standard error", SPREADS),
            Column("Counted", "questions"),
        ),
        tuple(map(_found, review.found)),
        stacks=True,
    )
    if review.growth_may_be_said:
        earlier = review.found[:-1]
        if earlier:
            yield Bullets(tuple(map(_moved, earlier)))
    elif len(review.found) > 1:
        text = "What these figures rest on does not yet allow to say that one person has changed."
        yield Note("No verdict on change", text, "caution")


def _found(one: Found) -> Row:
    sat = one.sat
    ability, doubt = Cell(f"{sat.theta:.2f}", sat.theta), Cell(f"{sat.se:.2f}", sat.se)
    said = Cell(f"{sat.said[0].upper()}{sat.said[1:]}")
    return Row(
        (Cell(one.when.capitalize()), day_cell(sat.on), said, ability, doubt, Cell(str(sat.answers), sat.answers))
    )


def _moved(one: Found) -> str:
    change: Change = one.change
    return (
        f"Against the sitting of {day(one.sat.on)} ({one.when}): {_POINTS[change]} "
        f"(95 % interval of the difference {one.low:+.2f} to {one.high:+.2f} standard deviations)."
    )
