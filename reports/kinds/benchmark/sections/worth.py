"""What quality costs: designs on quality, money (or tokens) and time at once, and how dependable they are."""

from harness.api.rows import Arm, RunView
from reports import words
from reports.data import Block, Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from reports.rows import ArmCost

FRONTIER = (
    "A design is on the frontier when no other one is at least as good in quality, {money} and working time, and better"
    " in one of them. The number is how often it is, when the cases are drawn again many times: near 1, it has a"
    " strength that no other has; near 0, another one is better all round."
)
DEPENDABLE = (
    "How dependable a design is: the chance that several trials of the same case all earn full marks (pass^k). One"
    " trial says how often it works; three and five say how often it can be left alone. It takes as many repeats of"
    " each case (--epochs)."
)
NANO_PER_USD = 10**9


def section(view: RunView) -> Section:
    """Build the section."""
    measured = [arm for arm in arms.designs(view) if arm.quality_mean is not None]
    if not measured:
        return Section("worth", "What is the quality worth?", (Paragraph("Nothing has been measured yet."),))
    names = arms.labels(view)
    blocks: tuple[Block, ...] = (_chart(measured, names), Paragraph(DEPENDABLE), _dependable(measured, names))
    return Section("worth", "What is the quality worth?", blocks)


def counts_money(shown: list[Arm]) -> bool:
    """Say whether money can be compared: known for all of these, and not nothing for any."""
    return all(arm.cost_nano_usd for arm in shown)


def _chart(shown: list[Arm], names: dict[str, str]) -> Chart:
    money = counts_money(shown)
    unit = "dollars a trial" if money else "tokens a trial"
    rows = [
        ArmCost(
            names[arm.id],
            arm.level,
            arm.quality_mean,
            arm.quality_low,
            arm.quality_high,
            _cost(arm, money=money),
            unit,
            arm.frontier_probability,
        )
        for arm in shown
    ]
    table = Table(
        "worth-table",
        "Quality, cost and time at once",
        (
            Column("Level"),
            Column("Quality", words.SCORE),
            Column("Tokens", "a trial"),
            Column("Money", "a trial"),
            Column("Working time", "a trial"),
            Column("On the frontier", words.SCORE),
        ),
        tuple(_row(arm, names[arm.id]) for arm in shown),
        FRONTIER.format(money="money" if money else "tokens"),
    )
    instead = "" if money else " Money is nothing or not known here, so tokens stand for it."
    likely = [f"{row.label} {words.score(row.frontier)}" for row in rows if row.frontier is not None]
    said = f" On the frontier: {words.listed(likely)}." if likely else " Too few designs or cases for a frontier."
    sentence = f"Higher is better, further left is cheaper; a bar is the 95 % interval.{instead}{said}"
    return Chart("quality_by_cost", "Quality against cost", sentence, rows, table, table_open=True)


def _cost(arm: Arm, *, money: bool) -> float | None:
    if not arm.trials:
        return None
    if money:
        return None if arm.cost_nano_usd is None else arm.cost_nano_usd / arm.trials / NANO_PER_USD
    return (arm.input_tokens + arm.output_tokens) / arm.trials


def _row(arm: Arm, label: str) -> Row:
    tokens = (arm.input_tokens + arm.output_tokens) / arm.trials
    return Row(
        (
            Cell(label),
            Cell(words.interval(arm.quality_mean, arm.quality_low, arm.quality_high)),
            Cell(words.number(tokens)),
            Cell(words.money(arms.cost_each(arm))),
            Cell(words.seconds(arm.working_s_mean)),
            Cell(words.score(arm.frontier_probability)),
        )
    )


def _dependable(shown: list[Arm], names: dict[str, str]) -> Table:
    ks = sorted({one.k for arm in shown for one in arm.pass_k}) or [1]
    return Table(
        "dependable",
        "The chance that all of so many trials of a case earn full marks",
        (Column("Level"), *(Column("1 trial" if k == 1 else f"{k} trials", words.SCORE) for k in ks)),
        tuple(Row((Cell(names[arm.id]), *(_chance(arm, k) for k in ks))) for arm in shown),
        "The mean over cases, without bias, with its 95 % interval over cases where there is one.",
    )


def _chance(arm: Arm, k: int) -> Cell:
    for one in arm.pass_k:
        if one.k == k:
            return Cell(words.interval(one.chance, one.low, one.high), one.chance, one.low, one.high)
    return Cell("not known")
