"""A result in lines for the terminal: level, uncertainty, areas, what is missing and why, what it is evidence of."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessor.deciding.stage import meaning
from assessor.deciding.words import ENDED, USES
from assessor.framework import Framework, read_framework
from assessor.models.measurement.result import Result
from assessor.scoring.ability.confidence import Confidence

WIDTH = 100


def told(result: Result, confidence: Confidence | None = None, self_rating: int | None = None) -> list[str]:
    """Return the lines that say what a sitting found."""
    framework = read_framework()
    return [
        "",
        f"Level: {result.said}",
        f"Ability (theta): {result.theta:.2f}, standard error {result.se:.2f}",
        f"95 % interval: from {result.low:.2f} to {result.high:.2f}",
        "Chance of each level, by answers alone:",
        *_chances(result, framework),
        *_areas(result, framework),
        *_missing(result),
        *_beside(framework, confidence, self_rating),
        *_flags(result),
        f"The sitting ended after {len(result.scored)} questions that count: {ENDED[result.reason]}.",
        wrapped(f"What this is evidence of: {'; '.join(result.conditions)}."),
        *_allowed(result),
        wrapped(f"Made with {result.calibration}, levels of {result.framework} at the cuts of {result.cut_set}."),
    ]


def wrapped(text: str, indent: str = "") -> str:
    """Return text in lines that fit; lines after the first are indented, and names of files stay whole."""
    wrapper = textwrap.TextWrapper(WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    return "\n".join(wrapper.fill(line) for line in text.strip("\n").split("\n"))


def _chances(result: Result, framework: Framework) -> Iterator[str]:
    for level, chance in zip(framework.level, result.level_probabilities, strict=True):
        yield f"  {level.number}  {level.shown_name:<27} {chance:5.0%}"


def _areas(result: Result, framework: Framework) -> Iterator[str]:
    names = {area.key: area.name for area in framework.area}
    if any(area["answered"] for area in result.areas):
        yield "Areas: right, answered, points (an ability only where it can be told apart from the whole):"
    for area in result.areas:
        if area["answered"]:
            counts = f"{area['right']:2} of {area['answered']:2}  {area['points']:4.1f}"
            yield f"  {names[area['area']]:<20} {counts}  {_figure(area)}"


def _figure(area: Mapping[str, Any]) -> str:
    if area["why_not"]:
        return str(area["why_not"])
    return f"ability {area['theta']:.2f}, standard error {area['se']:.2f}"


def _missing(result: Result) -> Iterator[str]:
    if result.missing:
        yield "Missing for the next level:" if result.level_issued else "Missing:"
    for each in result.missing:
        yield wrapped(f"  - {each}", "    ")


def _beside(framework: Framework, confidence: Confidence | None, self_rating: int | None) -> Iterator[str]:
    """Say what is told beside the ability and never mixed into it."""
    if self_rating is not None:
        yield f"You saw yourself at: {framework.level[self_rating - 1].name} (kept beside, not part of the level)"
    if confidence is not None:
        way = "over" if confidence.over > 0 else "under"
        yield wrapped(
            f"How sure you were ({confidence.n} answers): {way}-confident by {abs(confidence.over) * 100:.0f} of 100; "
            f"Brier score {confidence.brier:.2f} (0 is best, 0.25 is always saying 50). Not part of the level",
            "  ",
        )


def _flags(result: Result) -> Iterator[str]:
    flags: Sequence[Mapping[str, Any]] = result.flags
    if flags:
        yield "For a person to look at; none of it changes the result:"
    for flag in flags:
        yield wrapped(f"  - {flag['says']} ({flag['value']:.2f}; looked at beyond {flag['limit']:.2f})", "    ")


def _allowed(result: Result) -> Iterator[str]:
    stage = meaning(result.stage)
    uses = ", ".join(USES[use] for use in stage.may) or "nothing about people"
    yield wrapped(f"{stage.name[0].upper()}{stage.name[1:]} means: {stage.means}. It allows to say: {uses}.")
