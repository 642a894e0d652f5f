"""The rule by which a team is judged beside its controls. It reads scores and amounts, and nothing else.

Asked in this order; the first that holds is the verdict:

1. *hurt*: the team is significantly below the one agent.
2. *orchestration helped*: it is significantly above the one agent and above every control, and those that were to use
   what it used did.
3. *code was enough*: *tools only* does the team's work.
4. *spending helped*: the team is significantly above the one agent, and one of the other controls does its work.
5. *not resolved*.

Significantly: the exact sign-flip test, adjusted for all rows that the team is held against (Holm 1979). Does its work:
no worse than the team by more than the margin, by the test of `harness.stats.no_worse`; and where the team is
significantly above the one agent, it is above that too, or it would explain nothing. Both have to hold, so the larger p
counts (Berger 1982, intersection-union), and it is adjusted for the controls of which one may hold (Holm).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.api.comparing.pairs import Compared, times_as_much
from harness.api.controls.rows import ALPHA, Beside, BesideKind, RuleVerdict, TeamVerdict
from harness.api.controls.wording import why
from harness.stats.holm import holm
from harness.stats.no_worse import no_worse
from harness.stats.paired import Paired, paired
from harness.stats.planning import cases_needed

LEAST_MATCHED, MOST_MATCHED = 0.8, 1.25
"""How many times as much as the team a control may have used that was to use the same."""
SPENDING: tuple[BesideKind, ...] = ("same tokens", "best of n", "self-check")
_TO_MATCH = ("same tokens", "best of n")
CHEAPER: tuple[BesideKind, ...] = ("tools only", *SPENDING)
"""What might do the team's work without being a team."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was said before the run."""

    margin: float
    teams: int
    """Teams that are judged in the run; the tests of all of them are adjusted together."""
    is_tampered: bool = False
    """True where faults were put in on purpose: then nothing is judged."""

    @property
    def cases_needed(self) -> int:
        """The fewest cases at which a team can be told from all that it is held against."""
        return cases_needed(self.teams * (1 + len(CHEAPER)))


@dataclass(frozen=True, slots=True)
class Held:
    """A team, the one agent, and the controls that were run, as they are compared."""

    team: Compared
    context: Compared
    controls: Mapping[BesideKind, Compared]


def judge(held: Held, terms: Terms) -> TeamVerdict:
    """Judge one team."""
    others: list[tuple[BesideKind, Compared]] = [("context", held.context), *held.controls.items()]
    against = [paired(held.team.scores, other.scores) for _, other in others]
    above = _adjusted([result.p for result in against], terms.teams * (1 + len(CHEAPER)))
    is_better = _is(above[0]) and (against[0].difference or 0.0) > 0
    no_worse_p = _no_worse(held, terms, is_better=is_better)
    beside = tuple(
        _beside(held.team, (kind, other), (result, p), no_worse_p.get(kind))
        for (kind, other), result, p in zip(others, against, above, strict=True)
    )
    verdict = _verdict(beside, terms)
    return TeamVerdict(
        team=held.team.name,
        quality_mean=held.team.quality_mean,
        verdict=verdict,
        why=why(verdict, beside, terms.margin, terms.cases_needed, is_tampered=terms.is_tampered),
        margin=terms.margin,
        cases_needed=terms.cases_needed,
        beside=beside,
    )


def _verdict(beside: Sequence[Beside], terms: Terms) -> RuleVerdict:
    context, *controls = beside
    by_kind = {one.kind: one for one in controls}
    if terms.is_tampered:
        return "not resolved"
    if context.is_below:
        return "hurt"
    all_there = by_kind.keys() == set(CHEAPER)
    if all_there and all(one.is_above and one.is_matched is not False for one in beside):
        return "orchestration helped"
    if "tools only" in by_kind and by_kind["tools only"].is_no_worse:
        return "code was enough"
    if context.is_above and any(by_kind[kind].is_no_worse for kind in SPENDING if kind in by_kind):
        return "spending helped"
    return "not resolved"


def _no_worse(held: Held, terms: Terms, *, is_better: bool) -> dict[BesideKind, float | None]:
    """Return the adjusted p of each control's doing the team's work."""
    ps: list[float | None] = []
    for control in held.controls.values():
        p = no_worse(control.scores, held.team.scores, terms.margin).p
        if p is not None and is_better:
            over = paired(control.scores, held.context.scores)
            p = max(p, over.p if over.p is not None and (over.difference or 0.0) > 0 else 1.0)
        ps.append(p)
    return dict(zip(held.controls, _adjusted(ps, terms.teams * len(CHEAPER)), strict=True))


def _adjusted(ps: Sequence[float | None], m: int) -> list[float | None]:
    return holm(ps, m=m)


def _beside(
    team: Compared, other: tuple[BesideKind, Compared], tested: tuple[Paired, float | None], no_worse_p: float | None
) -> Beside:
    kind, row = other
    result, p_holm = tested
    both = len(row.tokens.keys() & team.tokens.keys())
    tokens, money = times_as_much(row.tokens, team.tokens, both), times_as_much(row.nano_usd, team.nano_usd, both)
    matched = money if kind == "best of n" and money.ratio is not None else tokens
    return Beside(
        arm=row.name,
        kind=kind,
        quality_mean=row.quality_mean,
        cases=result.cases,
        difference=result.difference,
        low=result.low,
        high=result.high,
        p_holm=p_holm,
        tokens=tokens,
        money=money,
        is_matched=_lies_near(matched.ratio) if kind in _TO_MATCH else None,
        is_no_worse=_is(no_worse_p),
        p_no_worse=no_worse_p,
    )


def _lies_near(ratio: float | None) -> bool:
    return ratio is not None and LEAST_MATCHED <= ratio <= MOST_MATCHED


def _is(p: float | None) -> bool:
    return p is not None and p <= ALPHA
