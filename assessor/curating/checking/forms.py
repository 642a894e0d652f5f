"""Whether every form of an item can be dealt and marked."""

import itertools
import math
from collections.abc import Iterator, Mapping
from random import Random

from assessor.bank.arithmetic import reckon
from assessor.bank.dealing import filled, numbers_in
from assessor.bank.item import Item
from assessor.curating.checking.finding import Fault, error

MOST_FORMS = 200
"""Of a family with more, so many are looked at, the same at every call."""
FEWEST_FORMS = 3

Values = Mapping[str, float | str]


def form_faults(item: Item) -> Iterator[Fault]:
    """Yield what is wrong with the forms of an item, each thing once."""
    found = dict.fromkeys(fault for values in forms_of(item) for fault in _faults(item, values))
    yield from map(error, found)
    if item.is_family and not found:
        shown = {(filled(item.stem, values), filled(item.exhibit, values)) for values in forms_of(item)}
        if len(shown) < FEWEST_FORMS:
            yield error(f"it deals {len(shown)} different questions; a family deals at least {FEWEST_FORMS}")


def forms_of(item: Item) -> Iterator[Values]:
    """Yield the values of every form, or of 200 where there are more; one empty form of what is no family."""
    if math.prod(map(len, item.vary.values())) <= MOST_FORMS:
        for values in itertools.product(*item.vary.values()):
            yield dict(zip(item.vary, values, strict=True))
        return
    for number in range(MOST_FORMS):
        rng = Random(f"{item.id} {number}")
        yield {name: rng.choice(values) for name, values in item.vary.items()}


def texts_of(item: Item) -> Iterator[str]:
    """Yield every text of an item in which a value may stand."""
    yield from (item.stem, item.exhibit, item.key)
    for option in item.option:
        yield from (option.text, option.why)
    if item.narrative:
        yield from (item.narrative.ask, *item.narrative.marks)
    if item.number:
        yield item.number.why


def _faults(item: Item, values: Values) -> Iterator[str]:
    form = f" in the form {', '.join(f'{name} = {value}' for name, value in values.items())}" if values else ""
    try:
        texts = [filled(text, values) for text in texts_of(item)]
        options = [filled(option.text, values) for option in item.option]
        answer = reckon(item.number.answer, numbers_in(values)) if item.number else 0.0
    except ValueError as wrong:
        yield str(wrong)  # the same in every form, or as good as
        return
    if any("{" in text or "}" in text for text in texts):
        yield "a text has a brace left after filling; a hole is {name} or {=arithmetic}"
    if len(set(options)) < len(options):
        yield f"two options are the same{form}"
    if not math.isfinite(answer):
        yield f"its answer is {answer}{form}"
