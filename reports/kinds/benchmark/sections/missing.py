"""What is missing: trials left out, answers that could not be used, calls whose outcome is unknown."""

from harness.api.rows import Arm, RunView
from reports import words
from reports.data import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms
from reports.kinds.benchmark.sections.in_short import left_out

COLUMNS = (
    Column("Level"),
    Column("Quality, infrastructure left out", words.SCORE),
    Column("Quality as run", words.SCORE),
    Column("Trials", "trials"),
    Column("Left out", "trials"),
)
RULE = (
    "Only failures of infrastructure are left out, with their pair in every comparison. A limit that was hit is marked"
    " on what was handed in; a refusal or an unreadable answer counts as 0. A design cannot win by failing."
)


def section(view: RunView) -> Section:
    """Build the section on both totals and on what is not known."""
    names = arms.labels(view)
    table = Table(
        "both-totals",
        "Quality as run, where a failure of infrastructure counts as 0, and with those trials left out",
        COLUMNS,
        tuple(_row(arm, names[arm.id]) for arm in arms.ordered(view)),
    )
    blocks: tuple[Block, ...] = (Paragraph(_why(view)), Paragraph(RULE), table, Bullets(_spent(view)))
    return Section("missing", "What is left out, and what is not known", blocks)


def _why(view: RunView) -> str:
    if not view.left_out:
        return f"{left_out(view)}."
    reasons = [f"{reason} ({words.count(many, 'trial')})" for reason, many in view.left_out_why.items()]
    return f"{left_out(view)}, because {words.listed(reasons) or 'no reason was recorded'}."


def _row(arm: Arm, label: str) -> Row:
    return Row(
        (
            Cell(label),
            Cell(words.score(arm.quality_mean)),
            Cell(words.score(arm.quality_as_run)),
            Cell(words.number(arm.trials)),
            Cell(words.number(arm.left_out)),
        ),
        minor=arm.kind != "design",
    )


def _spent(view: RunView) -> tuple[str, ...]:
    spent = view.spent
    unknown = "No call has an unknown outcome."
    if spent.calls_unknown:
        unknown = (
            f"{words.count(spent.calls_unknown, 'call')} of unknown outcome (sent and then cancelled, or the program"
            f" was stopped): at worst {words.number(spent.tokens_at_worst)} tokens,"
            f" {words.money(spent.nano_usd_at_worst)}."
        )
    lost = "Every call that ended is in the totals above."
    if spent.calls_lost:
        lost = (
            f"{words.count(spent.calls_lost, 'call')} in attempts that never ended, or were repeated after a failure"
            f" of infrastructure: {words.number(spent.tokens_lost)} tokens, {words.money(spent.nano_usd_lost)},"
            " in no total above."
        )
    unmarked = sum(trial.is_unmarked for trial in view.trials)
    failed = f"{words.count(unmarked, 'answer')} not marked, since the marker failed: left out of quality."
    return unknown, lost, *([failed] if unmarked else [])
