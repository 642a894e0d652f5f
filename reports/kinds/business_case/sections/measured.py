"""What the runs have measured: every measure, paired by case, with interval and verdict."""

from collections.abc import Iterator

from reports import pair_words, words
from reports.data import Block, Cell, Chart, Column, Fold, Paragraph, Row, Section, Table
from reports.kinds.business_case.rows import Case, Measured
from reports.rows import PairedDifference

TITLE = "What was measured"
COLUMNS = (
    Column("Measure"),
    Column("Held against"),
    Column("Verdict"),
    Column("Difference", "in the unit of the next column"),
    Column("Unit"),
    Column("Pairs", "cases"),
    Column("Holm p", words.SCORE),
)
TERM_COLUMNS = (Column("Term"), Column("Value", "in the next column"), Column("Unit"), Column("How known"))
RULE = (
    "The higher way of using AI minus the lower one, on the same made-up cases, with the 95 % Student-t interval over"
    " cases. Better is more quality, and less of everything else. A verdict needs a sign-flip p of 0.05 or less,"
    " adjusted by Holm over all pairs of the run in that measure."
)


def build(case: Case) -> Section:
    """Show every run once, whoever names it."""
    runs = {work.measured.run: work.measured for work in case.works if work.measured}
    if case.said is None or not runs:
        return Section("measured", TITLE, (Paragraph("Not measured: no run stands for any of the work."),))
    target = words.LEVELS[case.said.target]
    blocks: list[Block] = [Paragraph(RULE)]
    for place, run in enumerate(runs.values(), start=1):
        blocks += _run(run, place, target)
    return Section("measured", TITLE, tuple(blocks))


def _run(run: Measured, place: int, target: str) -> Iterator[Block]:
    what = f"{run.task}: run {run.run} of {words.day(run.on)}, model {run.model}, {words.count(run.cases, 'case')}."
    why = [f"{words.LEVELS[left]}: {step.why_not}" for left, step in run.steps.items() if step.why_not]
    yield Paragraph(" ".join([what, words.sentence(run.evidence_note), *map(words.sentence, why)]))
    pairs = [(left, pair) for left, step in run.steps.items() for pair in step.pairs.values()]
    if pairs:
        table = Table(
            f"measured-{place}",
            f"{run.task}: {target.lower()} against what lies below it",
            COLUMNS,
            tuple(
                Row(
                    (
                        pair_words.measure(pair),
                        Cell(words.LEVELS[left]),
                        Cell(pair_words.VERDICTS[pair.verdict]),
                        pair_words.difference(pair),
                        Cell(pair.unit),
                        Cell(words.number(pair.cases)),
                        Cell(words.p_value(pair.p_holm)),
                    )
                )
                for left, pair in pairs
            ),
            "Machine time has no waiting in it. Below 4 pairs no interval is printed; one of no width means that all"
            " cases differ by the same, not that nothing is uncertain.",
            stacks=True,
        )
        drawn = [
            PairedDifference(
                f"Against {words.LEVELS[left].lower()}", pair.difference, pair.low, pair.high, pair.verdict
            )
            for left, pair in pairs
            if pair.measure == "quality"
        ]
        sentence = (
            f"Quality by {target.lower()} less quality by what lies below it. A triangle to the right: better; to the"
            " left: worse; an open circle: not resolved."
        )
        yield Chart("paired_differences", f"{run.task}: quality", sentence, drawn, table, table_open=True)
    if run.terms:
        yield Fold("What a person's minutes are reckoned from", (_terms(run, place),))


def _terms(run: Measured, place: int) -> Table:
    return Table(
        f"terms-{place}",
        f"{run.task}: the terms of a person's minutes",
        TERM_COLUMNS,
        tuple(
            Row(
                (
                    Cell(f"{term.about} ({term.letter})"),
                    Cell(f"{term.value:.3g}", term.value),
                    Cell(term.unit),
                    Cell(f"{term.mark}: {term.source}"),
                )
            )
            for term in run.terms
        ),
        "What is acceptable and handed over differs from case to case; every other term is the same for both ways"
        " and taken as it is. docs/reviewing.md has the formula.",
    )
