"""Whether keys can be guessed over the whole bank: by length, or by the place in which they are shown."""

from collections.abc import Callable, Iterator, Sequence
from statistics import mean

from assessor.bank.dealing import order_of
from assessor.bank.item import Item
from assessor.curating.checking.finding import Fault, error
from assessor.curating.checking.wording import is_key

FEWEST = 20
"""Items of one option to choose, below which a share of them says little."""
MOST_BY_LENGTH = 0.35
"""In so many of them at most the key may be the longest, or the shortest, option; of five options, chance is .2."""
_DEALS = 20
_ERRORS = 4.0
"""A place is favoured when its share is so many standard errors away from chance; once in 16,000 by chance."""


def key_faults(items: Sequence[Item]) -> Iterator[Fault]:
    """Yield what gives keys away over a bank; nothing for a small one."""
    single = [item for item in items if item.kind == "single"]
    if len(single) < FEWEST:
        return
    yield from _by_length(single, "longest", max)
    yield from _by_length(single, "shortest", min)
    yield from _by_place(single)


def _by_length(items: Sequence[Item], word: str, extreme: Callable[[list[int]], int]) -> Iterator[Fault]:
    share = mean(_stands_out(item, extreme) for item in items)
    if share > MOST_BY_LENGTH:
        yield error(
            f"the key is the {word} option of {share:.0%} of {len(items)} items of kind single; "
            f"above {MOST_BY_LENGTH:.0%} length gives keys away"
        )


def _stands_out(item: Item, extreme: Callable[[list[int]], int]) -> bool:
    lengths = [len(option.text) for option in item.option]
    return is_key(item.option[lengths.index(extreme(lengths))])


def _by_place(items: Sequence[Item]) -> Iterator[Fault]:
    for place in range(max(len(item.option) for item in items)):
        there = [item for item in items if len(item.option) > place]
        awaited = mean(1 / len(item.option) for item in there)
        n = len(there) * _DEALS
        share = mean(
            is_key(item.option[order_of(item, f"place {deal}")[place]]) for item in there for deal in range(_DEALS)
        )
        if abs(share - awaited) > _ERRORS * (awaited * (1 - awaited) / n) ** 0.5:
            yield error(f"the key is shown at place {place + 1} in {share:.0%} of {n} deals; chance is {awaited:.0%}")
