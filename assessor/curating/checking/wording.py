"""Whether the wording of one item gives its key away, leans on a vendor, or reads harder than it says."""

import itertools
import re
from collections.abc import Callable, Iterator

from assessor.bank.dealing import deal
from assessor.bank.item import Item, Option
from assessor.curating.checking.finding import Fault, error, warning
from assessor.curating.checking.forms import texts_of
from assessor.curating.checking.reading_age import reading_age

YEARS_OFF = 3.0
"""So far may the stated reading age lie below the computed one."""
_SHORTEST, _LONGEST = 0.6, 1.25
"""The key's length lies between so much of the shortest and so much of the longest other option."""
_OTHERS = re.compile(r"\b(all|none) of the above\b|\bboth [a-e] and [a-e]\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\b(always|never)\b", re.IGNORECASE)
_VENDORS = re.compile(r"\b(ChatGPT|OpenAI|Claude|Anthropic|Gemini|Copilot|Mistral|Llama|DeepSeek|Grok|Perplexity)\b")
_WITH_NARRATIVE = {"single", "multiple", "judgement"}


def wording_faults(item: Item) -> Iterator[Fault]:
    """Yield what is wrong with the wording of an item whose forms can be dealt."""
    for look in _LOOKS:
        yield from look(item)


def is_key(option: Option) -> bool:
    """Tell whether an option earns everything that it can earn."""
    return option.correct or option.credit == 1


def years_easier(item: Item) -> float | None:
    """Return by how many years an item reads easier than it says; below 0: harder. None for too few words."""
    dealt = deal(item, "reading age")
    age = reading_age([dealt.stem, *dealt.options])
    return None if age is None else item.reading_age - age


def _length(item: Item) -> Iterator[Fault]:
    keys = [len(option.text) for option in item.option if is_key(option)]
    others = [len(option.text) for option in item.option if not is_key(option)]
    if item.kind not in {"single", "judgement"} or not others:
        return
    if not _SHORTEST * min(others) <= keys[0] <= _LONGEST * max(others):
        yield error(
            f"its key has {keys[0]} characters and the other options {min(others)} to {max(others)}; "
            "the length gives it away"
        )


def _options_for_others(item: Item) -> Iterator[Fault]:
    for option in item.option:
        if found := _OTHERS.search(option.text):
            yield error(f"an option says '{found[0]}'; options are shuffled, and each stands for itself")


def _vendors(item: Item) -> Iterator[Fault]:
    for name in sorted({found for text in texts_of(item) for found in _VENDORS.findall(text)}):
        yield error(f"it names {name}; items test the skill and no vendor's product")


def _absolutes(item: Item) -> Iterator[Fault]:
    absolute = {option: {found.lower() for found in _ABSOLUTE.findall(option.text)} for option in item.option}
    in_keys = set().union(*(said for option, said in absolute.items() if is_key(option)))
    in_others = set().union(*(said for option, said in absolute.items() if not is_key(option)))
    if item.kind != "order" and in_others and not in_keys:
        yield warning(f"only wrong options say '{min(in_others)}'; absolutes give a wrong option away")


def _containing(item: Item) -> Iterator[Fault]:
    words = [f" {re.sub(r'[^a-z0-9{}]+', ' ', option.text.lower()).strip()} " for option in item.option]
    for (one, inner), (other, outer) in itertools.permutations(enumerate(words, start=1), 2):
        if inner != outer and inner in outer:
            yield warning(f"option {other} holds the whole of option {one}; they may not exclude one another")


def _narrative(item: Item) -> Iterator[Fault]:
    if item.kind in _WITH_NARRATIVE and item.narrative is None:
        yield warning("it has no [narrative], so that people who answer in their own words are not asked it")


def _reading_age(item: Item) -> Iterator[Fault]:
    easier = years_easier(item)
    if easier is not None and easier < -YEARS_OFF:
        yield warning(f"it states the reading age {item.reading_age} and reads like {item.reading_age - easier:.1f}")


_LOOKS: tuple[Callable[[Item], Iterator[Fault]], ...] = (
    _length,
    _options_for_others,
    _vendors,
    _absolutes,
    _containing,
    _narrative,
    _reading_age,
)
