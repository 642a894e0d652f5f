"""What must hold of every item of the bank."""

import re
import statistics
from collections import Counter

import pytest

from assessor.bank.arithmetic import reckon
from assessor.bank.dealing import deal, filled, numbers_in, values_of
from assessor.bank.item import Item
from assessor.bank.marking import mark
from assessor.bank.reading import places, read_bank
from assessor.framework import read_framework

ITEMS = list(read_bank())
SEEDS = ("a", "b", "c", "d", "e")
each_item = pytest.mark.parametrize("item", ITEMS, ids=[item.id for item in ITEMS])
ABSOLUTE = re.compile(r"\b(all|none) of the above\b|\bboth a and b\b", re.IGNORECASE)
VENDORS = re.compile(r"\b(ChatGPT|OpenAI|Claude|Anthropic|Gemini|Copilot|Mistral|Llama)\b")


def texts(item: Item) -> list[str]:
    said = [item.stem, item.exhibit, item.key, *(option.text for option in item.option)]
    narrative = [item.narrative.ask, *item.narrative.marks] if item.narrative else []
    number = [item.number.why] if item.number else []
    return [*said, *(option.why for option in item.option), *narrative, *number]


@each_item
def test_every_form_can_be_dealt_and_marked(item: Item) -> None:
    for seed in SEEDS:
        dealt = deal(item, seed)
        values = values_of(item, seed)
        assert all("{" not in filled(text, values) for text in texts(item))
        assert len(set(dealt.options)) == len(dealt.options), seed
        if item.number is not None:
            right = reckon(item.number.answer, numbers_in(values))
            assert mark(item, dealt, right) == item.top
            assert mark(item, dealt, right + 2 * item.number.tolerance + 1) == 0


@each_item
def test_forms_of_a_family_differ(item: Item) -> None:
    if item.is_family:
        forms = {(deal(item, str(seed)).stem, deal(item, str(seed)).exhibit) for seed in range(30)}
        assert len(forms) >= 3


@each_item
def test_the_right_answer_earns_all_and_every_single_wrong_one_less(item: Item) -> None:
    dealt = deal(item, "x")
    if item.kind == "order":
        assert mark(item, dealt, [dealt.order.index(place) for place in range(len(item.option))]) == item.top
    elif item.kind != "numeric":
        best = [place for place, option in enumerate(item.option) if option.correct or option.credit == 1]
        chosen = best[:1] if item.kind == "judgement" else best
        assert mark(item, dealt, [dealt.order.index(place) for place in chosen]) == item.top


@each_item
def test_the_key_cannot_be_told_by_its_length(item: Item) -> None:
    if item.kind in {"single", "judgement"}:
        key = max(item.option, key=lambda option: (option.correct, option.credit))
        others = [len(option.text) for option in item.option if option is not key]
        assert 0.6 * min(others) <= len(key.text) <= 1.25 * max(others)


@each_item
def test_wording_names_no_vendor_and_no_option_that_stands_for_others(item: Item) -> None:
    assert not any(ABSOLUTE.search(option.text) for option in item.option)
    assert not any(VENDORS.search(text) for text in texts(item))


@each_item
def test_counterparts_are_those_of_the_framework(item: Item) -> None:
    known = {f"{walk.key}.{entry.code}" for walk in read_framework().crosswalk for entry in walk.entries}
    assert set(item.crosswalk) <= known


def test_keys_are_the_longest_option_about_as_often_as_chance_has_it() -> None:
    single = [item for item in ITEMS if item.kind == "single"]
    longest = [max(item.option, key=lambda option: len(option.text)).correct for item in single]
    assert not single or statistics.mean(longest) <= 0.35


def test_no_two_items_ask_the_same() -> None:
    stems = Counter(re.sub(r"\W+", " ", f"{item.stem} {item.exhibit}".lower()) for item in ITEMS)
    assert not [stem for stem, many in stems.items() if many > 1]


def test_every_file_is_read() -> None:
    assert len(places()) == len(ITEMS)
