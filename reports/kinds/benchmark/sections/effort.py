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
    Column("of these repeats", "calls"),
    Column("Tokens in", "tokens"),
    Column("of these from a cache", "tokens"),
    Column("of these to a cache", "tokens"),
    Column("Tokens out", "tokens"),
    Column("Money", "in all"),
    Column("Money without a cache", "in all"),
)
TIME_COLUMNS = (
    Column("Level"),
    Column("Machine time", "a trial"),
    Column("of this working", "a trial"),
    Column("of this waiting", "a trial"),
    Column("First token", "median of the calls"),
)
TIME = (
    "Waiting is the time in which a trial could only wait: for a place among the requests under way, or for a service"
    " that was busy or broken. It says something about the service and the run, not about the design."
)
CACHE = (
    "Money without a cache is what the same calls would have cost if nothing had been read from a service's cache or"
    " written to one: a design is not cheaper for having run while a cache was warm."
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
    table = Table("totals", "What was used in all", COLUMNS, tuple(_row(arm, names[arm.id]) for arm in ended), CACHE)
    time = Table(
        "time", "Where the time of a trial went", TIME_COLUMNS, tuple(_time(a, names[a.id]) for a in ended), TIME
    )
    sentence = f"Tokens a trial, in and out: {said}. Machine time is the wall clock of a trial, not a person's time."
    chart = Chart("use_by_level", "Tokens and machine time by level", sentence, rows, table)
    return Section("effort", "What it took", (chart, time, human))


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
    counts = (
        arm.trials,
        arm.calls,
        arm.retries,
        arm.input_tokens,
        arm.cached_tokens,
        arm.cache_write_tokens,
        arm.output_tokens,
    )
    money = (arm.cost_nano_usd, arm.cost_cold_nano_usd)
    return Row(
        (Cell(label), *(Cell(words.number(many)) for many in counts), *(Cell(words.money(sum_)) for sum_ in money)),
        minor=arm.kind != "design",
    )


def _time(arm: Arm, label: str) -> Row:
    spent = (arm.wall_s_mean, arm.working_s_mean, arm.waited_s_mean, arm.first_token_s_median)
    return Row((Cell(label), *(Cell(words.seconds(seconds)) for seconds in spent)), minor=arm.kind != "design")
