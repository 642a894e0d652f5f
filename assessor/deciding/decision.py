"""What a sitting says in words: the level that answers point to, the level issued, and what a higher one lacks.

A level has to have half of the posterior; where none has, the person is said to be between the two neighbours that
have most of it together, and of these the lower one is issued. That is an answer, not a failure. Gates and floors
(`assessor.deciding.holding`) may hold the level issued below that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessor.deciding.cut_set import CutSet
from assessor.deciding.evidence import Evidence
from assessor.deciding.holding import FloorState, GateState, floor_states, gate_states
from assessor.deciding.profile import AreaFigure
from assessor.framework import Framework

HALF = 0.5
"""Of the posterior: with so much of it a level is said."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the answers of a sitting say."""

    theta: float
    se: float
    chances: tuple[float, ...]
    """Of levels 1 to 5, with the doubt of the items and of the cuts."""
    areas: tuple[AreaFigure, ...]
    answers: int
    """Answers that count."""
    fewest: int
    """Answers before a level is said."""
    waiting: int = 0
    """Answers in words that nobody has marked yet."""


@dataclass(frozen=True, slots=True)
class LevelDecision:
    """A level in words."""

    level: int | None
    """The level that has half of the posterior, before gates and floors."""
    issued: int | None
    """The level issued."""
    said: str
    missing: tuple[str, ...]
    """What the level above the one issued lacks, and why; each begins with what it is."""
    not_judged: tuple[str, ...] = ()
    """Names of areas whose floor could not be judged."""


@dataclass(frozen=True, slots=True)
class _Pointed:
    """What the answers alone say."""

    level: int | None
    lower: int
    upper: int
    """The same as `lower`, or its neighbour where the person is between the two."""


def decide(
    measured: Measured, cut_set: CutSet, framework: Framework, evidence: Sequence[Evidence] = ()
) -> LevelDecision:
    """Return the decision by the rules of a cut set."""
    if measured.answers < measured.fewest:
        return _no_level(measured)
    names = [level.name for level in framework.level]
    areas = {area.key: area.name for area in framework.area}
    pointed = _pointed(measured.chances)
    gates, floors = gate_states(cut_set, evidence), floor_states(cut_set, measured.areas)
    shut = [state.gate.level for state in gates if not state.is_open]
    gated = min([pointed.lower, *(level - 1 for level in shut)])
    issued = next(level for level in range(gated, 0, -1) if not any(state.holds_back(level) for state in floors))
    because = ["practical evidence needed"] if any(level <= pointed.upper for level in shut) else []
    because += [f"{areas[s.floor.area].lower()} too far behind" for s in floors if s.holds_back(gated)]
    said = names[pointed.lower - 1]
    pointing = f"to {said}"
    if pointed.upper > pointed.lower:
        said = pointing = f"between {said} and {names[pointed.upper - 1]}"
    if because:
        said = f"{names[issued - 1]}; answers point {pointing}, {' and '.join(because)}"
    wanted = min(issued + 1, len(names))
    missing = [*_lacks(measured, cut_set, pointed, wanted, names), *_held(gates, floors, wanted, names)]
    missing += _marks(measured)
    return LevelDecision(
        level=pointed.level,
        issued=issued,
        said=said,
        missing=tuple(missing),
        not_judged=tuple(areas[state.floor.area] for state in floors if not state.judged and state.concerns(issued)),
    )


def _no_level(measured: Measured) -> LevelDecision:
    if measured.waiting:
        return LevelDecision(None, None, "waits for marking", tuple(_marks(measured)))
    lacks = f"answers: {measured.answers} count so far, and a level needs {measured.fewest}"
    return LevelDecision(None, None, "no level: too few answers", (lacks,))


def _pointed(chances: Sequence[float]) -> _Pointed:
    likeliest = max(range(len(chances)), key=lambda place: chances[place])
    if chances[likeliest] >= HALF:
        return _Pointed(likeliest + 1, likeliest + 1, likeliest + 1)
    pair = max(range(len(chances) - 1), key=lambda place: chances[place] + chances[place + 1])
    return _Pointed(None, pair + 1, pair + 2)


def _lacks(measured: Measured, cut_set: CutSet, pointed: _Pointed, wanted: int, names: Sequence[str]) -> Iterator[str]:
    """Say what the answers lack for a level, if anything."""
    if wanted <= pointed.lower:
        return
    cut, chance, name = cut_set.cuts[wanted - 2], sum(measured.chances[wanted - 1 :]), names[wanted - 1]
    if wanted == pointed.upper or measured.theta >= cut:
        yield (
            f"precision: {name} begins at {cut:.2f}; the ability found, {measured.theta:.2f} with a standard error of "
            f"{measured.se:.2f}, leaves a chance of {chance:.0%} to be there or above. More answers, or a longer "
            "sitting, would tell"
        )
        return
    yield (
        f"answers: {name} begins at {cut:.2f}, which is {cut - measured.theta:.2f} above the ability found; the chance "
        f"to be there already is {chance:.0%}"
    )


def _held(gates: Sequence[GateState], floors: Sequence[FloorState], wanted: int, names: Sequence[str]) -> Iterator[str]:
    """Say which gates and floors stand before a level."""
    for state in gates:
        if state.gate.level <= wanted and not state.is_open:
            yield f"evidence: {state.gate.says}; {state.why}"
    for each in floors:
        answered = 0 if each.figure is None else each.figure.answered
        if not each.judged and each.concerns(wanted):
            yield f"floor: {each.floor.says}; to judge it takes {each.floor.answers} answers there (so far {answered})"
        elif each.holds_back(wanted):
            lowest = names[each.lowest(wanted) - 1]
            chance = each.chance_below(wanted)
            yield f"floor: {each.floor.says}; it lies below {lowest} with a chance of {chance:.0%} ({answered} answers)"


def _marks(measured: Measured) -> list[str]:
    if not measured.waiting:
        return []
    return [f"marking: {measured.waiting} answers in words wait for the marks of a person"]
