"""Whether the differences hold: arms compared on the same cases, with the verdict and why."""

from harness.api.figures import TimesAsMuch
from harness.api.rows import Comparison, RunView
from reports import words
from reports.data import Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from reports.rows import PairedDifference

RULE = (
    "Each line compares two rows on the same cases. The verdict follows from one number only: the exact sign-flip p,"
    " adjusted for all comparisons of the run by Holm's method, must be 0.05 or less."
)
COLUMNS = (
    Column("Comparison"),
    Column("Verdict"),
    Column("Difference", "-1 to 1"),
    Column("Pairs", "cases"),
    Column("Left out", "cases"),
    Column("p", words.SCORE),
    Column("Holm p", words.SCORE),
    Column("Why"),
)
TIMES = (
    "The same pairs by what they take: how many times as much the first named takes as the second in a typical case"
    " (the geometric mean of the ratios by case, with its 95 % interval). Above 1 it takes more. Working time has no"
    " waiting in it. Where money is nothing or not known, compare the tokens."
)
TIMES_COLUMNS = (
    Column("Comparison"),
    Column("Money", "times as much"),
    Column("Tokens", "times as much"),
    Column("Working time", "times as much"),
    Column("Without a ratio of money", "cases"),
)


def section(view: RunView) -> Section:
    """Build the section on paired differences."""
    if all(pair.difference is None for pair in view.comparisons):
        return Section("differences", "Do the differences hold?", (Paragraph("There is nothing to compare yet."),))
    names = arms.labels(view)
    rows = [_drawn(pair, names) for pair in view.comparisons]
    resolved = sum(pair.verdict != "not resolved" for pair in view.comparisons)
    sentence = (
        f"{resolved} of {words.count(len(rows), 'comparison')} resolved. A triangle to the right: the first named did"
        " better; to the left: worse; an open circle: not resolved."
    )
    table = Table(
        "comparisons",
        "Paired differences in quality, the first named minus the second",
        COLUMNS,
        tuple(_row(pair, names) for pair in view.comparisons),
        f"At least {words.count(view.cases_needed, 'case')} are needed before this many comparisons can be resolved.",
    )
    chart = Chart("paired_differences", "Paired differences", sentence, rows, table, table_open=True)
    times = Table(
        "ratios",
        "What the first named takes, over what the second takes",
        TIMES_COLUMNS,
        tuple(_times_row(pair, names) for pair in view.comparisons),
    )
    return Section("differences", "Do the differences hold?", (Paragraph(RULE), chart, Paragraph(TIMES), times))


def _name(pair: Comparison, names: dict[str, str]) -> str:
    second = names.get(pair.second, pair.second)
    return f"{names.get(pair.first, pair.first)} against {arms.small(second)}"


def _drawn(pair: Comparison, names: dict[str, str]) -> PairedDifference:
    return PairedDifference(_name(pair, names), pair.difference, pair.low, pair.high, pair.verdict)


def _row(pair: Comparison, names: dict[str, str]) -> Row:
    shown = words.interval(pair.difference, pair.low, pair.high, sign=True)
    kind = "" if pair.p_exact or pair.p is None else " (sampled)"
    return Row(
        (
            Cell(_name(pair, names)),
            Cell(words.sentence(pair.verdict).rstrip(".")),
            Cell(shown),
            Cell(words.number(pair.cases)),
            Cell(words.number(pair.left_out)),
            Cell(words.p_value(pair.p) + kind),
            Cell(words.p_value(pair.p_holm)),
            Cell(words.sentence(pair.why)),
        )
    )


def _times_row(pair: Comparison, names: dict[str, str]) -> Row:
    amounts = (pair.cost, pair.tokens, pair.time)
    return Row(
        (
            Cell(_name(pair, names)),
            *(Cell(_times(amount)) for amount in amounts),
            Cell(words.number(pair.cost.without_ratio)),
        )
    )


def _times(amount: TimesAsMuch) -> str:
    """Say how many times as much; where one of the two is nothing or unknown there is no ratio."""
    return "no ratio" if amount.ratio is None else words.interval(amount.ratio, amount.low, amount.high)
