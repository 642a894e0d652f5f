"""A team beside its controls as lines for a terminal: side by side, and the verdict with its rule."""

from collections.abc import Iterator

from harness.api.controls.rows import Beside, TeamVerdict
from harness.api.controls.wording import MEANS, RULE
from harness.api.figures import TimesAsMuch
from harness.cli.text import share, table

_HEAD = ("", "quality", "the team is above by", "95 % interval", "p", "as good, p", "tokens", "money", "matched")


def team_lines(team: TeamVerdict) -> Iterator[str]:
    """Write one team beside what it is held against, and what follows."""
    yield f"{team.team} ({share(team.quality_mean)}) beside one agent that may spend as much:"
    yield from table(_HEAD, [_row(one) for one in team.beside]).splitlines()
    yield f"verdict: {team.verdict}: {team.why}"
    yield f"  ({MEANS[team.verdict]})"
    yield f"  rule: {RULE.format(margin=team.margin)}"
    yield "  tokens, money: how many times as much as the team; p: adjusted for all rows (Holm), .05 or less counts"


def _row(one: Beside) -> tuple[str, ...]:
    return (
        one.arm,
        share(one.quality_mean),
        "-" if one.difference is None else f"{one.difference:+.2f}",
        "too few cases" if one.low is None else f"{one.low:+.2f} to {one.high:+.2f}",
        _p(one.p_holm),
        _p(one.p_no_worse),
        _times(one.tokens),
        _times(one.money),
        {True: "yes", False: "not matched", None: "-"}[one.is_matched],
    )


def _p(p: float | None) -> str:
    return "-" if p is None else f"{p:.3f}"


def _times(amount: TimesAsMuch) -> str:
    return "-" if amount.ratio is None else f"{amount.ratio:.2f}"
