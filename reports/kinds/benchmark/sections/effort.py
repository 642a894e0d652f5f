"""What it took: tokens, money and machine time, a trial and in all."""

from harness.api.rows import Arm, RunView
from reports import words
from reports.data import Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from reports.rows import ArmUse

COLUMNS = (
    Column("Level"),
    Column("Trials", "trials"),
    Column("Model calls", "calls, every attempt"),
    Column("Tokens in", "tokens"),
    Column("of these from a cache", "tokens"),
    Column("Tokens out", "tokens"),
    Column("Money", "in all"),
)


def section(view: RunView) -> Section:
    """Build the section on what was used."""
    names = arms.labels(view)
    ended = [arm for arm in arms.ordered(view) if arm.trials]
    human = Paragraph(
        f"A person without AI is assumed to need {view.unaided_min:g} minutes for one case. Source:"
        f" {words.sentence(view.unaided_source)} That is an assumption, not a measurement; no speed-up is claimed."
    )
    if not ended:
        return Section("effort", "What it took", (human,))
    rows = [_use(arm, names[arm.id]) for arm in ended]
    said = words.listed([f"{row.label} {words.number(row.input_tokens + row.output_tokens)}" for row in rows])
    table = Table("totals", "What was used in all", COLUMNS, tuple(_row(arm, names[arm.id]) for arm in ended))
    sentence = f"Tokens a trial, in and out: {said}. Machine time is the wall clock of a trial, not a person's time."
    chart = Chart("use_by_level", "Tokens and machine time by level", sentence, rows, table)
    return Section("effort", "What it took", (chart, human))


def _use(arm: Arm, label: str) -> ArmUse:
    return ArmUse(
        label,
        arm.level,
        arm.kind == arms.TOOLS_ONLY,
        arm.input_tokens / arm.trials,
        arm.output_tokens / arm.trials,
        arm.wall_s_mean,
    )


def _row(arm: Arm, label: str) -> Row:
    counts = (arm.trials, arm.calls, arm.input_tokens, arm.cached_tokens, arm.output_tokens)
    return Row(
        (Cell(label), *(Cell(words.number(many)) for many in counts), Cell(words.money(arm.cost_nano_usd))),
        minor=arm.kind == arms.TOOLS_ONLY,
    )
