"""A result as its page tells it: the ladder, what is missing, areas, and what it may be used for. In words first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessor.deciding.conditions import for_others
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.stage import meaning
from assessor.deciding.words import ENDED, LACKS, USES, explained, plainly
from assessor.framework import Framework, read_framework
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.scoring.ability.confidence import Confidence

_LIKELY = 0.2
"""A level with a chance of so much or more is said to be possible too."""


@dataclass(frozen=True, slots=True)
class Step:
    """One level on the ladder."""

    number: int
    name: str
    about: str
    chance: float
    state: str
    """here, points or nothing."""
    said: str


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the profile."""

    name: str
    counts: str
    why_not: str
    """Why it is not measured by itself; empty where it is."""
    theta: float | None
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """All that a page says of a result."""

    title: str
    lead: str
    steps: tuple[Step, ...]
    missing: tuple[tuple[str, str], ...]
    """What it is, and the sentence."""
    next_level: str
    areas: tuple[Area, ...]
    area_rows: tuple[tuple[str, str, str], ...]
    """Name, counts, and whether it is measured by itself."""
    beside: tuple[str, ...]
    """What is told beside the level and never mixed into it."""
    conditions: tuple[str, ...]
    allowed: tuple[str, ...]
    not_allowed: tuple[str, ...]
    means: str
    ended: str
    cuts: tuple[float, ...]


def told(result: Result, sitting: Sitting, confidence: Confidence | None, *, is_own: bool) -> Told:
    """Return what is said of a result: to the person who sat, or to somebody else.

    Others learn of no adjustment, and not how the person saw herself: that is told beside the level to her alone.
    """
    framework = read_framework()
    stage = meaning(result.stage)
    names = [level.name for level in framework.level]
    issued = result.level_issued
    areas = tuple(_area(row, framework) for row in result.areas)
    return Told(
        title=f"{result.said[0].upper()}{result.said[1:]}",
        lead=_lead(result, names, is_own=is_own),
        steps=_steps(result, framework, is_own=is_own),
        missing=tuple(_missing(result, names)),
        next_level=names[issued] if issued and issued < len(names) else "",
        areas=areas,
        area_rows=tuple((area.name, area.counts, area.why_not or "Yes, see below") for area in areas),
        beside=tuple(_beside(result, sitting, names, confidence)) if is_own else (),
        conditions=tuple(map(explained, result.conditions if is_own else for_others(result.conditions))),
        allowed=tuple(USES[use] for use in stage.may),
        not_allowed=tuple(words for use, words in USES.items() if use not in stage.may),
        means=stage.means,
        ended=f"It ended after {len(result.scored)} questions that count: {ENDED[result.reason]}.",
        cuts=read_cut_set(sitting.cut_set).cuts,
    )


def _lead(result: Result, names: list[str], *, is_own: bool) -> str:
    if result.level_issued is None:
        return "There is no level yet. What is missing for one stands below."
    likely = [
        f"{name} ({100 * chance:.0f} in 100)"
        for name, chance in zip(names, result.level_probabilities, strict=True)
        if chance >= _LIKELY
    ]
    joined = likely[0] if len(likely) == 1 else f"{', '.join(likely[:-1])} or {likely[-1]}"
    whose = "your answers alone you are" if is_own else "the answers alone the person is"
    return f"By {whose} most likely at {joined}. No test knows it exactly."


def _steps(result: Result, framework: Framework, *, is_own: bool) -> tuple[Step, ...]:
    whose, steps = "Your" if is_own else "The", []
    for level, chance in zip(framework.level, result.level_probabilities, strict=True):
        is_here = level.number == result.level_issued
        points = not is_here and (level.number == result.level or (result.level is None and chance >= _LIKELY))
        points = points and result.level_issued is not None
        said = f"{whose} level" if is_here else f"{whose} answers point here" if points else ""
        state = "here" if is_here else "points" if points else ""
        steps.append(Step(level.number, level.shown_name, level.about, chance, state, said))
    return tuple(steps)


def _missing(result: Result, names: list[str]) -> Iterator[tuple[str, str]]:
    for line in result.missing:
        kind, says = plainly(line, result.level_issued, result.level_probabilities, names)
        yield LACKS.get(kind, kind), says


def _area(row: Mapping[str, Any], framework: Framework) -> Area:
    area = next(each for each in framework.area if each.key == row["area"])
    counts = f"{row['right']} of {row['answered']} fully right" if row["answered"] else "no questions"
    if row["theta"] is None:
        return Area(area.name, counts, f"Not measured: {row['why_not']}", None)
    margin = 1.96 * row["se"]
    return Area(area.name, counts, "", row["theta"], row["theta"] - margin, row["theta"] + margin)


def _beside(result: Result, sitting: Sitting, names: list[str], confidence: Confidence | None) -> list[str]:
    said = []
    if sitting.self_rating is not None:
        own = names[sitting.self_rating - 1]
        issued = result.level_issued
        away = "" if issued is None else _against(sitting.self_rating, issued)
        said.append(f"Before the sitting you saw yourself at {own}{away}.")
    if confidence is not None:
        points = abs(confidence.over) * 100
        way = "surer than you were right" if confidence.over > 0 else "less sure than you were right"
        said.append(
            f"On {confidence.n} questions you said how sure you were: {way}, by {points:.0f} of 100 on average."
        )
    return said


def _against(rated: int, issued: int) -> str:
    if rated == issued:
        return ", which is the level that was issued"
    return f", which is {'above' if rated > issued else 'below'} the level that was issued"
