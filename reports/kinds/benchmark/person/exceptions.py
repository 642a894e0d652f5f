"""How well each design chose what a person has to decide, and what reviewers made of it."""

from harness.api.reviewing.rows import ArmExceptions, ClassCatch, PersonSide, Rate, Reviewed
from harness.api.rows import RunView
from reports import words
from reports.data import Block, Cell, Column, Note, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms

COLUMNS = (
    Column("Level"),
    Column("Due", "items"),
    Column("Handed over", "items"),
    Column("Rightly", "items"),
    Column("Precision", words.SCORE),
    Column("Recall", words.SCORE),
    Column("Coverage", words.SCORE),
    Column("Wrong among the rest", words.SCORE),
    Column("A person's time", "minutes a true exception"),
)
CATCHES = (
    Column("Planted defect"),
    Column("Planted", "defects"),
    Column("Found", "defects"),
    Column("Share found", words.SCORE),
    Column("Time for 90 %", "minutes a row"),
)
MEANING = (
    "Precision is the share of what was handed over that a person had to be asked about, with Wilson's interval over"
    " items. Recall is the share of what was due that was handed over; coverage the share of the lines that nobody was"
    " asked about; the last share says how many of those are wrong or missing. These are means over cases, with t"
    " intervals from 4 cases on."
)


def section(view: RunView) -> Section:
    """Build the section."""
    title = "What was left to a person, and was it the right thing?"
    side = view.person
    if side is None or not any(arm.due or arm.stated for arm in side.exceptions):
        return Section("exceptions", title, (Paragraph("Nothing had to be handed over, or nothing is marked yet."),))
    names = arms.labels(view)
    by_arm = {arm.arm: arm for arm in side.exceptions}
    shown = [(arm, by_arm[arm.id]) for arm in arms.ordered(view) if arm.id in by_arm]
    rows = tuple(_row(found, names[arm.id], minor=arm.kind != "design") for arm, found in shown)
    table = Table("handed-over", "Exceptions: what was handed over, and what was not", COLUMNS, rows, MEANING)
    return Section("exceptions", title, (table, Paragraph(_left_out(side)), *_reviews(side.reviewed)))


def rate(found: Rate) -> Cell:
    """Say a share with its interval."""
    if found.value is None:
        return Cell("none to count")
    return Cell(words.interval(found.value, found.low, found.high), found.value, found.low, found.high)


def _row(arm: ArmExceptions, name: str, *, minor: bool) -> Row:
    counts = (Cell(words.number(many)) for many in (arm.due, arm.stated, arm.rightly))
    rates = (rate(found) for found in (arm.precision, arm.recall, arm.coverage, arm.error_rest))
    return Row((Cell(name), *counts, *rates, _minutes(arm)), minor=minor)


def _minutes(arm: ArmExceptions) -> Cell:
    found = arm.minutes_per_true
    if found is None:
        return Cell("none was true")
    ends = "" if found.low is None else f" ({found.low:.1f} to {found.high:.1f})"
    return Cell(f"{found.value:.1f}{ends}", aside=f"{found.mark}: {found.source}")


def _left_out(side: PersonSide) -> str:
    unreadable, uncounted = (sum(getattr(arm, name) for arm in side.exceptions) for name in ("unreadable", "uncounted"))
    said = f"{words.count(unreadable, 'answer')} could not be read: they count in the recall, and nowhere else."
    if uncounted:
        said += f" {words.count(uncounted, 'answer')} marked before this was counted; bench regrade counts them."
    return said


def _reviews(done: Reviewed) -> tuple[Block, ...]:
    """Say what reviewers did, added up."""
    if done.by == "nobody":
        return (Paragraph("Nobody has reviewed what was handed over, or looked for planted defects."),)
    said = (
        f"Reviewed by {done.by} ({words.count(done.reviewers, 'reviewer')}):"
        f" {words.count(done.decided, 'thing')} handed over, {done.needless:,} needlessly in the reviewer's eyes;"
        f" {words.count(done.pieces, 'piece')} of finished work; {done.minutes:.1f} minutes in all."
    )
    if done.cut:
        said += f" {words.count(done.cut, 'decision')} ran past the longest time that counts and was cut to it."
    if done.programs_left_out:
        said += f" {words.count(done.programs_left_out, 'decision')} of programs left out."
    blocks: list[Block] = [Paragraph(said)]
    if done.by == "a program":
        text = "A program's reviews say nothing about people. No figure of a person's time rests on them."
        blocks.append(Note("Reviewed by a program, not by a person", text, "caution"))
    if done.catches:
        blocks.append(_caught(done))
    return tuple(blocks)


def _caught(done: Reviewed) -> Table:
    rows = tuple(_catch(each) for each in done.catches)
    alarms = f"{done.false_alarms:,} of {words.count(done.untouched, 'untouched piece')} called wrong."
    truth = f" {done.of_truth:,} of {done.pieces:,} pieces were made of the cases' own truth." if done.of_truth else ""
    caption = f"Planted defects: how many {done.by} caught"
    return Table("planted", caption, CATCHES, rows, f"Share found with Wilson's interval. {alarms}{truth}")


def _catch(each: ClassCatch) -> Row:
    needed = "not resolved" if each.needed_min is None else f"{each.needed_min:.2f}"
    counts = (Cell(words.number(each.planted)), Cell(words.number(each.found)))
    return Row((Cell(each.name), *counts, rate(each.rate), Cell(needed)), minor=each.name != "all")
