"""What a sitting says in words: the level, what a gate holds back, and what all of it is evidence of.

A level has to have half of the posterior; where none has, the person is said to be between the two neighbours that
have most of it together, and of these the lower one is issued. That is an answer, not a failure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor.framework import Framework, LiteracyLevel

HALF = 0.5
HIGHEST_WITHOUT_PRACTICE: LiteracyLevel = 3
"""AI Applier: questions alone show no more."""


@dataclass(frozen=True, slots=True)
class LevelDecision:
    """A level in words."""

    level: int | None
    """The level that has half of the posterior, before gates."""
    issued: int | None
    """The level issued."""
    said: str
    missing: tuple[str, ...]
    """What a higher level lacks."""


def decide(chances: Sequence[float], framework: Framework, *, enough: bool) -> LevelDecision:
    """Return the level of the chances of levels 1 to 5; without practical evidence, which no sitting gives.

    `enough` says whether there are as many answers as the form asks for at least; with fewer there is no level.
    """
    if not enough:
        return LevelDecision(None, None, "no level: too few answers", ("more answers",))
    names = [level.name for level in framework.level]
    likeliest = max(range(len(chances)), key=lambda place: chances[place])
    if chances[likeliest] >= HALF:
        level, lower, pointing = likeliest + 1, likeliest + 1, f"to {names[likeliest]}"
        said = names[likeliest]
    else:
        pair = max(range(len(chances) - 1), key=lambda place: chances[place] + chances[place + 1])
        level, lower, pointing = None, pair + 1, f"between {names[pair]} and {names[pair + 1]}"
        said = pointing
    reaches = level if level is not None else lower + 1
    if reaches <= HIGHEST_WITHOUT_PRACTICE:
        return LevelDecision(level, lower, said, ())
    held = names[HIGHEST_WITHOUT_PRACTICE - 1]
    issued = min(lower, HIGHEST_WITHOUT_PRACTICE)
    return LevelDecision(
        level,
        issued,
        f"{held}; answers point {pointing}, practical evidence needed",
        (f"a level above {held} needs passed practical evidence",),
    )


def conditions(stage: str, statuses: Sequence[str]) -> tuple[str, ...]:
    """Return what a result is evidence of: its stage, its items (by the least tried), and how it was taken."""
    least = next(status for status in ("draft", "pilot", "live") if status in statuses)
    return (stage, f"{least} items", "open bank", "not supervised")
