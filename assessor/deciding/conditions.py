"""What a result is evidence of, in words that travel with it: what it rests on and how it was taken."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assessor.deciding.stage import Stage

_BY_TRIAL = ("draft", "pilot", "live")
_IN_WORDS = "answers in words, marked by a person"


@dataclass(frozen=True, slots=True)
class Taken:
    """How a sitting was taken."""

    stage: Stage
    """The weakest that the result rests on."""
    statuses: Collection[str]
    """Of which status the items are that count."""
    open_items: int
    """Items asked whose keys are public."""
    private_items: int
    """Items asked of a bank that is kept closed."""
    supervised: bool
    ai_allowed: bool
    families: bool
    """True where forms were dealt that other organisations do not get."""
    in_words: bool
    """True where a person marked answers in words."""
    not_judged: tuple[str, ...] = ()
    """Names of areas whose floor could not be judged."""


def conditions(taken: Taken) -> tuple[str, ...]:
    """Return what a result is evidence of; items are named by the least tried."""
    least = next(status for status in _BY_TRIAL if status in taken.statuses)
    said = [
        taken.stage,
        f"{least} items",
        _bank(taken.open_items, taken.private_items),
        "supervised" if taken.supervised else "not supervised",
        "AI allowed" if taken.ai_allowed else "AI not allowed",
    ]
    if taken.families:
        said.append("forms dealt from the organisation's secret")
    if taken.in_words:
        said.append(_IN_WORDS)
    said += [f"{area.lower()} not judged" for area in taken.not_judged]
    return tuple(said)


def for_others(said: Iterable[str]) -> tuple[str, ...]:
    """Return conditions without the one from which an adjustment follows that was made for the person."""
    return tuple(condition for condition in said if condition != _IN_WORDS)


def _bank(open_items: int, private_items: int) -> str:
    if open_items and private_items:
        return "open and private banks"
    return "private bank" if private_items else "open bank"
