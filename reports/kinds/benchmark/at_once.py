"""Quality, money, machine time, human minutes and defects shipped side by side: by level, and pair by pair."""

from collections.abc import Sequence

from harness.api.comparing.measures import MeasuredPair, measured_pairs
from harness.api.reviewing.rows import ArmAttention
from harness.api.rows import Arm, RunView
from reports import pair_words, words
from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from reports.kinds.benchmark.sections.levels import quality

TITLE = "Quality, money, time, people and defects at once"
RULE = (
    "Each line below is the first named minus the second on the same cases, in one measure, with its 95 % interval."
    " Better means more quality, and less of everything else. The p is the exact sign-flip p, adjusted by Holm over all"
    " pairs of this run in that measure; a verdict needs 0.05 or less. Quality is what the run was made for; the others"
    " are looked at beside it, so a single verdict among them deserves less trust."
)
PEOPLE = (
    "Human minutes and defects follow from the formula in docs/reviewing.md. Most terms may be assumed; the section on"
    " what a job takes a person says which."
)
PAIRS = (
    "Below 4 pairs no interval is printed; one of no width means that all cases differ by the same, not that nothing is"
    " uncertain. Money is not paired where a price is unknown. Machine time has no waiting in it. Human minutes and"
    " defects: only acceptable answers, and what is handed over, differ from case to case; every other term of the"
    " formula, measured in reviews, entered or assumed, is the same for both and taken as it is."
)
COLUMNS = (
    Column("Level"),
    Column("Quality", words.SCORE),
    Column("Money", "a trial"),
    Column("Machine time", "a trial, no waiting"),
    Column("Human minutes", "minutes a job"),
    Column("Defects shipped", "in 100 jobs"),
    Column("On the frontier", words.SCORE),
)
PAIR_COLUMNS = (
    Column("Measure"),
    Column("Comparison"),
    Column("Verdict"),
    Column("Difference", "in the unit of the next column"),
    Column("Unit"),
    Column("Pairs", "cases"),
    Column("Holm p", words.SCORE),
)


def section(view: RunView) -> Section:
    """Build the section."""
    measured = [arm for arm in arms.designs(view) if arm.quality_mean is not None]
    if not measured:
        return Section("at-once", TITLE, (Paragraph("Nothing has been measured yet."),))
    names = arms.labels(view)
    attention = view.person.attention if view.person else ()
    people = {one.arm: one for one in attention}
    table = Table(
        "at-once-levels",
        "What each level reached, took and let out",
        COLUMNS,
        tuple(_row(arm, names[arm.id], people.get(arm.id)) for arm in measured),
        PEOPLE,
    )
    found = measured_pairs(view.comparisons, view.trials, attention)
    blocks: tuple[Block, ...] = (table, Paragraph(RULE), _pairs(found, names)) if found else (table,)
    return Section("at-once", TITLE, blocks)


def _row(arm: Arm, name: str, person: ArmAttention | None) -> Row:
    minutes = defects = Cell("not known")
    if person is not None:
        minutes = _number(person.minutes, person.low, person.high, ".1f")
        defects = _number(person.faster.defects_per_100, person.faster.defects_low, person.faster.defects_high, ".0f")
    return Row(
        (
            Cell(name),
            quality(arm),
            Cell(words.money(arms.cost_each(arm))),
            Cell(words.seconds(arm.working_s_mean)),
            minutes,
            defects,
            Cell(words.score(arm.frontier_probability)),
        )
    )


def _number(value: float, low: float | None, high: float | None, how: str) -> Cell:
    ends = "" if low is None or high is None else f" ({low:{how}} to {high:{how}})"
    return Cell(f"{value:{how}}{ends}", value, low, high)


def _pairs(found: Sequence[MeasuredPair], names: dict[str, str]) -> Table:
    return Table(
        "at-once-pairs",
        "Every measure, the first named minus the second",
        PAIR_COLUMNS,
        tuple(_pair(one, names) for one in found),
        PAIRS,
        stacks=True,
    )


def _pair(one: MeasuredPair, names: dict[str, str]) -> Row:
    second = arms.small(names.get(one.second, one.second))
    return Row(
        (
            pair_words.measure(one),
            Cell(f"{names.get(one.first, one.first)} against {second}"),
            Cell(pair_words.VERDICTS[one.verdict]),
            pair_words.difference(one),
            Cell(one.unit),
            Cell(words.number(one.cases)),
            Cell(words.p_value(one.p_holm)),
        )
    )
