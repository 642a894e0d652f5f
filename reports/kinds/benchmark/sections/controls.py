"""What each team is worth beside one agent that may spend as much: side by side, and the verdict with its rule."""

from harness.api.controls.rows import Beside, TeamVerdict
from harness.api.controls.wording import MEANS, RULE
from harness.api.figures import TimesAsMuch
from harness.api.rows import RunView
from reports import words
from reports.data import Block, Cell, Column, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms

NONE = (
    "No team of this run has been held against one agent that may spend as much, so a difference does not say where it"
    " comes from: from working as a team, from spending more, or from the code around the models. `toprung bench run"
    " --controls` adds these rows."
)
COLUMNS = (
    Column("Beside the team"),
    Column("Quality", words.SCORE, drawn=True),
    Column("The team is above it by", words.SCORE),
    Column("p", "adjusted (Holm)"),
    Column("As good as the team", "p, adjusted (Holm)"),
    Column("Tokens", "times the team's"),
    Column("Money", "times the team's"),
    Column("Spent what it was to spend"),
)


def section(view: RunView) -> Section:
    """Build the section."""
    names = arms.labels(view)
    blocks: tuple[Block, ...] = tuple(block for team in view.controls for block in _team(team, names))
    return Section("controls", "Was it working as a team?", blocks or (Paragraph(NONE),))


def _team(team: TeamVerdict, names: dict[str, str]) -> tuple[Block, ...]:
    said = f"{names[team.team]}: {team.verdict}. {words.sentence(MEANS[team.verdict])} {words.sentence(team.why)}"
    table = Table(
        f"controls-{team.team}",
        f"{names[team.team]} ({words.score(team.quality_mean)}) beside one agent that may spend as much",
        COLUMNS,
        tuple(_row(one, names) for one in team.beside),
        "The rule. " + RULE.format(margin=team.margin),
    )
    return Paragraph(said), table


def _row(one: Beside, names: dict[str, str]) -> Row:
    return Row(
        (
            Cell(names[one.arm]),
            Cell(words.score(one.quality_mean), one.quality_mean),
            Cell(words.interval(one.difference, one.low, one.high, sign=True)),
            Cell(_p(one.p_holm)),
            Cell(_p(one.p_no_worse)),
            Cell(_times(one.tokens)),
            Cell(_times(one.money)),
            Cell({True: "yes", False: "no: not matched", None: "nothing was to be matched"}[one.is_matched]),
        ),
        minor=one.kind == arms.TOOLS_ONLY,
    )


def _p(p: float | None) -> str:
    return "not tested" if p is None else f"{p:.3f}"


def _times(amount: TimesAsMuch) -> str:
    return "not known" if amount.ratio is None else f"{amount.ratio:.2f}"
