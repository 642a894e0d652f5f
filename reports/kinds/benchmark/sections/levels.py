"""The main table (one row for each level, each with its *tools only* row) and the picture of it."""

from collections import defaultdict

from harness.api.rows import Arm, RunView
from reports import words
from reports.data import Cell, Chart, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from reports.rows import ArmQuality

TOO_FEW = "too few cases for an interval"
TOOLS_ONLY_MEANS = (
    "Tools only is the same design with every model reply empty: what the code around the model does by itself."
)
CONTROLS_MEAN = (
    "A control is one agent that may spend what the team has spent: on improving its work, on several attempts, or on"
    " one self-check."
)
INTERVALS = "Intervals are 95 % Student-t intervals over cases; below 4 cases none is printed."

COLUMNS = (
    Column("Level"),
    Column("Quality", words.SCORE, drawn=True),
    Column("Tokens in", "a trial"),
    Column("Tokens out", "a trial"),
    Column("Money", "a trial"),
    Column("Machine time", "a trial"),
    Column("Done", "trials"),
    Column("Hit a limit", "trials"),
    Column("Refused", "trials"),
    Column("Infrastructure failed", "trials"),
    Column("Unreadable", "trials"),
    Column("Escalated", "items a trial"),
)


def main_table(view: RunView) -> Table:
    """Build the table that the whole page is about."""
    names = arms.labels(view)
    rows = tuple(_row(arm, names[arm.id]) for arm in arms.ordered(view))
    note = f"{TOOLS_ONLY_MEANS} {CONTROLS_MEAN}" if view.controls else TOOLS_ONLY_MEANS
    return Table("levels", f"{view.task_title}: what each level reached and took", COLUMNS, rows, note)


def quality(arm: Arm) -> Cell:
    """Say the quality of an arm with its interval, or why there is none."""
    if arm.quality_mean is None:
        return Cell("not known")
    if arm.quality_low is None or arm.quality_high is None:
        return Cell(words.score(arm.quality_mean), arm.quality_mean, aside=TOO_FEW)
    numbers = (arm.quality_mean, arm.quality_low, arm.quality_high)
    return Cell(words.interval(*numbers), *numbers)


def _row(arm: Arm, name: str) -> Row:
    cost = arms.cost_each(arm)
    ended = (arm.outcomes.get(how, 0) for how in ("done", "limit", "refused", "infrastructure"))
    return Row(
        (
            Cell(name),
            quality(arm),
            Cell(words.number(arm.input_tokens / arm.trials) if arm.trials else "not known"),
            Cell(words.number(arm.output_tokens / arm.trials) if arm.trials else "not known"),
            Cell(words.money(cost) if arm.trials else "not known"),
            Cell(words.seconds(arm.wall_s_mean)),
            *(Cell(words.number(count)) for count in ended),
            Cell(words.number(arm.unreadable)),
            Cell(words.mean(arm.escalations_mean)),
        ),
        minor=arm.kind != "design",
    )


def by_case(view: RunView) -> dict[str, dict[int, float]]:
    """Return the mean score of each case of each arm, infrastructure left out: arm id, then seed."""
    scores: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for trial in view.trials:
        if trial.score is not None and trial.outcome != "infrastructure":
            scores[trial.arm][trial.seed].append(trial.score)
    return {arm: {seed: sum(all_) / len(all_) for seed, all_ in seeds.items()} for arm, seeds in scores.items()}


def section(view: RunView) -> Section:
    """Build the section on quality."""
    measured = any(arm.quality_mean is not None for arm in view.arms)
    block = _chart(view) if measured else Paragraph("Nothing has been measured yet.")
    return Section("quality", "How good was the work?", (block,))


def _chart(view: RunView) -> Chart:
    """Build the picture of quality, with the cases one by one in its table."""
    names, cases = arms.labels(view), by_case(view)
    shown = arms.ordered(view)
    rows = [
        ArmQuality(
            names[arm.id],
            arm.level,
            arm.kind == arms.TOOLS_ONLY,
            arm.quality_mean,
            arm.quality_low,
            arm.quality_high,
            tuple(cases.get(arm.id, {}).values()),
        )
        for arm in shown
    ]
    said = words.listed([f"{row.label} {words.score(row.mean)}" for row in rows])
    sentence = f"Mean quality from 0 to 1: {said}. A small dot is one case; a bar is the 95 % interval of the mean."
    seeds = sorted({seed for arm in cases.values() for seed in arm})
    table = Table(
        "cases",
        "Quality case by case",
        (Column("Case"), *(Column(names[arm.id], words.SCORE) for arm in shown)),
        tuple(
            Row((Cell(f"seed {seed}"), *(Cell(words.score(cases.get(arm.id, {}).get(seed))) for arm in shown)))
            for seed in seeds
        ),
        INTERVALS,
    )
    return Chart("quality_by_level", "Quality by level", sentence, rows, table)
