"""What `items check` finds: each fault is planted once, and a good item has none."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.bank.item import Item
from assessor.bank.writing import as_toml
from assessor.curating.checking.checking import check_files, item_faults
from assessor.curating.checking.finding import Fault
from assessor.curating.checking.forms import MOST_FORMS, forms_of
from assessor.curating.checking.keys import key_faults
from assessor.curating.checking.likeness import LIMIT, alike
from assessor.curating.checking.reading_age import reading_age
from tests.assessor.sittings.making import bank, item

TODAY = dt.date(2026, 11, 23)
NARRATIVE = {"ask": "What is the first thing to do?", "marks": ["Names the first one"]}
WHY = "A reason of some length"


def good(**changes: object) -> Item:
    return item(1, **({"narrative": NARRATIVE} | changes))


def faults(made: Item, today: dt.date = TODAY) -> list[Fault]:
    return list(item_faults(made, today))


def options(*texts: str) -> list[dict[str, object]]:
    return [{"text": text, "why": WHY, "correct": not place} for place, text in enumerate(texts)]


def numeric(answer: str, **vary: list[float]) -> Item:
    number = {"answer": answer, "tolerance": 0, "unit": "lines", "why": "So many lines as that"}
    return item(1, kind="numeric", option=[], number=number, stem="How many lines are {a} and {b}?", vary=vary)


def test_a_good_item_has_no_fault() -> None:
    assert faults(good()) == []


@pytest.mark.parametrize(
    ("made", "severity", "says"),
    [
        (numeric("a / b", a=[1, 2, 3], b=[0, 2]), "error", "cannot be reckoned"),
        (numeric("a + c", a=[1, 2, 3], b=[0, 2]), "error", "there is no 'c'"),
        (numeric("a + b", a=[1, 1], b=[0, 0]), "error", "deals 1 different questions"),
        (good(stem="How many are {people} of them?"), "error", "nothing fills {people}"),
        (good(exhibit='{"json": 1'), "error", "has a brace left"),
        (
            good(option=options("{a} of it", "2 of it", "c", "d", "e"), vary={"a": [1, 2]}),
            "error",
            "two options are the same in the form a = 2",
        ),
        (good(option=options("k" * 40, "b" * 8, "c" * 9, "d" * 8, "e" * 8)), "error", "has 40 characters"),
        (good(option=options("key", "All of the above", "c", "d", "e")), "error", "'All of the above'"),
        (good(key="So it says in the manual of Copilot"), "error", "it names Copilot"),
        (good(crosswalk=["ailit.unheard"]), "error", "no counterpart 'ailit.unheard'"),
        (good(option=options("Sort it", "Never do", "Cut it", "Do it", "Ask")), "warning", "wrong options say 'never'"),
        (good(option=options("Ask", "Ask Ann", "C", "D", "E")), "warning", "option 2 holds the whole of option 1"),
        (item(1), "warning", "has no [narrative]"),
        (good(review=dt.date(2026, 11, 22)), "warning", "was due on 2026-11-22"),
        (good(stem="Responsibilities necessitate " * 20 + "?", reading_age=12), "warning", "states the reading age 12"),
    ],
)
def test_a_planted_fault_is_found(made: Item, severity: str, says: str) -> None:
    assert [fault.severity for fault in faults(made) if says in fault.says] == [severity]


def test_an_absolute_in_the_key_too_gives_nothing_away() -> None:
    assert not faults(good(option=options("Never do it", "Never stop", "Cut it off", "Do it now", "Ask first")))


def test_a_file_that_cannot_be_read_is_a_finding_and_not_the_end(tmp_path: Path) -> None:
    folder = tmp_path / item(1).area
    folder.mkdir()
    (folder / f"{item(1).id}.toml").write_text(as_toml(good()), encoding="utf-8")
    (folder / "value-1-999.toml").write_text("id = [", encoding="utf-8")
    found = check_files(tmp_path.glob("*/*.toml"), None, TODAY)
    assert (found.files, len(found.items), found.errors) == (2, 1, 1)
    assert found.findings[0].file == f"{item(1).area}/value-1-999.toml"


def test_of_a_family_with_few_forms_every_one_is_looked_at() -> None:
    made = numeric("a + b", a=[1, 2, 3], b=[4, 5])
    assert {(values["a"], values["b"]) for values in forms_of(made)} == {(a, b) for a in (1, 2, 3) for b in (4, 5)}


def test_of_a_family_with_many_forms_the_same_200_are_looked_at() -> None:
    made = numeric("a + b", a=[*range(50)], b=[*range(50)])
    assert list(forms_of(made)) == list(forms_of(made))
    assert len(list(forms_of(made))) == MOST_FORMS


def test_keys_that_are_mostly_the_longest_option_are_found_over_the_whole_bank() -> None:
    given_away = options("longest one", "b", "c", "d", "e")
    giving = [item(place, kind="single", option=given_away) for place in range(40)]
    assert [fault.says[:40] for fault in key_faults(giving)] == ["the key is the longest option of 100% of"]


def test_shuffling_shows_the_key_at_every_place_alike() -> None:
    assert not [fault for fault in key_faults(bank(240)) if "place" in fault.says]


@pytest.mark.parametrize("size", [0, 3, 19])
def test_of_few_items_a_share_is_not_judged(size: int) -> None:
    assert list(key_faults([good(option=options("longest", "b", "c", "d", "e"))] * size)) == []


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8), max_size=8))
def test_likeness_by_rare_words_finds_the_pairs_that_comparing_all_finds(texts: list[list[str]]) -> None:
    items = [item(place, stem="x" * 15 + " " + " ".join(words)) for place, words in enumerate(texts)]
    sets = [{"x" * 15, *words} for words in texts]
    by_all = {
        (one, two)
        for two in range(len(sets))
        for one in range(two)
        if len(sets[one] & sets[two]) / len(sets[one] | sets[two]) >= LIMIT
    }
    places = {made.id: place for place, made in enumerate(items)}
    assert {(places[pair.first.id], places[pair.second.id]) for pair in alike(items)} == by_all


def test_the_reading_age_is_that_of_the_formula() -> None:
    # 40 words of 5 letters in 4 sentences: L = 500, S = 10, so the grade is 29.4 - 2.96 - 15.8 = 10.64.
    assert reading_age([("abcde " * 9 + "abcde. ") * 4]) == pytest.approx(15.64)


def test_of_few_words_no_reading_age_is_told() -> None:
    assert reading_age(["Too few words for that."]) is None
