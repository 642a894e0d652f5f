"""From the fields of a question's form to an answer: every kind, and everything that is wrong with a form."""

from collections.abc import Sequence

import pytest
from werkzeug.datastructures import MultiDict

from assessor.bank.dealing import deal
from assessor.bank.item import Kind
from assessor.web.answering import Filled, fields_of, names_of, read
from assessor.web.instruments import practice_items
from assessor.web.pages.practice import Practice

BOTH = 'You have answered and ticked "I don\'t know"; keep one of the two'
PLACES = {"places-0": "2", "places-1": "1", "places-2": "4", "places-3": "3"}


def shown(kind: Kind, *, in_words: bool = False, asks_confidence: bool = False) -> Practice:
    return Practice(1, kind, deal(practice_items()[kind], "s"), in_words, asks_confidence)


def filled(asked: Practice, said: dict[str, str | Sequence[str]]) -> Filled:
    form = MultiDict(
        [(name, each) for name, value in said.items() for each in ([value] if isinstance(value, str) else value)]
    )
    return read(asked, fields_of(asked, form))


@pytest.mark.parametrize(
    ("kind", "said", "answer"),
    [
        ("single", {"choice": "2"}, [2]),
        ("single", {"choice": "unknown"}, None),
        ("judgement", {"choice": "0"}, [0]),
        ("multiple", {"choice": ["0", "3"]}, [0, 3]),
        ("multiple", {"unknown": "1"}, None),
        ("order", PLACES, [1, 0, 3, 2]),
        ("order", {"unknown": "1"}, None),
        ("numeric", {"number": "1,234.5"}, 1234.5),
        ("numeric", {"number": " -3 "}, -3.0),
        ("numeric", {"number": "£20"}, 20.0),
        ("numeric", {"unknown": "1"}, None),
    ],
)
def test_an_answer_is_read(kind: Kind, said: dict[str, str | Sequence[str]], answer: object) -> None:
    assert filled(shown(kind), said) == Filled(answer)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "said", "error"),
    [
        ("single", {}, {"choice": 'Choose one, or "I don\'t know"'}),
        ("single", {"choice": "7"}, {"choice": "Choose among the answers that are shown"}),
        ("single", {"choice": ["0", "1"]}, {"choice": "Choose among the answers that are shown"}),
        ("multiple", {}, {"choice": 'Tick all that are right, or "I don\'t know"'}),
        ("multiple", {"choice": "0", "unknown": "1"}, {"choice": BOTH}),
        ("order", {**PLACES, "places-0": "1"}, {"places": "Give each a place from 1 to 4, and each place once"}),
        ("order", {"places-0": "1"}, {"places": "Give each a place from 1 to 4, and each place once"}),
        ("order", {}, {"places": 'Give each its place, or tick "I don\'t know"'}),
        ("numeric", {"number": "ten"}, {"number": "Write a number, such as 12 or 12.5, not 'ten'"}),
        ("numeric", {"number": "1e999"}, {"number": "Write a number, such as 12 or 12.5, not '1e999'"}),
        ("numeric", {"number": "nan"}, {"number": "Write a number, such as 12 or 12.5, not 'nan'"}),
        ("numeric", {"number": "3", "unknown": "1"}, {"number": BOTH}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    kind: Kind, said: dict[str, str | Sequence[str]], error: dict[str, str]
) -> None:
    assert filled(shown(kind), said) == Filled(errors=error)


def test_words_are_taken_as_they_are_and_bounded() -> None:
    asked = shown("single", in_words=True)
    assert filled(asked, {"words": " Since\r\nit is so. "}).answer == "Since\nit is so."
    assert "shorten it to 2,000" in filled(asked, {"words": "x" * 2001}).errors["words"]
    assert "words" in filled(asked, {"words": "  "}).errors


@pytest.mark.parametrize(("sure", "confidence"), [("", None), ("0", 0), ("70", 70), ("100", 100)])
def test_how_sure_one_is_may_be_left_open(sure: str, confidence: int | None) -> None:
    assert filled(shown("single", asks_confidence=True), {"choice": "0", "sure": sure}) == Filled([0], confidence)


@pytest.mark.parametrize("sure", ["101", "-1", "sure", "9" * 99])
def test_a_sureness_that_is_none_is_refused(sure: str) -> None:
    assert "sure" in filled(shown("single", asks_confidence=True), {"choice": "0", "sure": sure}).errors


def test_of_somebody_who_does_not_know_no_sureness_is_kept() -> None:
    asked = shown("single", asks_confidence=True)
    assert filled(asked, {"choice": "unknown", "sure": "50"}) == Filled()


def test_fields_that_are_no_questions_are_not_kept() -> None:
    asked = shown("single")
    assert names_of(asked) == ["choice", "unknown"]
    assert fields_of(asked, MultiDict({"choice": "1", "script": "x", "sure": "5"})) == {"choice": ["1"]}


def test_every_kind_has_a_question_to_practise_on() -> None:
    assert set(practice_items()) == {"single", "multiple", "order", "numeric", "judgement"}
