"""Practice: every kind is asked, told why, and nothing is kept."""

import pytest

from assessor.bank.reading import read_bank
from assessor.web.instruments import practice_items
from assessor.web.pages.practice import KINDS
from tests.assessor.web.learner.sitter import Sitter


def test_every_kind_is_asked_and_what_is_right_is_told(ada: Sitter) -> None:
    for kind, item in practice_items().items():
        assert item.stem[:20] in ada.browser.get(f"/practice/{kind}").text
        told = ada.browser.post(f"/practice/{kind}", {"unknown": "1"}).text
        assert "You said that you don&#39;t know" in told
        assert item.key[:15] in told


@pytest.mark.parametrize(("number", "verdict"), [("30", "That is right."), ("31", "That is not right.")])
def test_an_answer_is_marked(ada: Sitter, number: str, verdict: str) -> None:
    assert verdict in ada.browser.post("/practice/numeric", {"number": number}).text


def test_an_answer_in_words_is_shown_what_earns_a_mark(ada: Sitter) -> None:
    assert "shortening a text" in ada.browser.post("/practice/words", {"words": "Shorten my text"}).text


def test_nothing_chosen_is_an_error_and_another_kind_is_not_there(ada: Sitter) -> None:
    assert ada.browser.post("/practice/single", {}).status_code == 422
    assert ada.browser.get("/practice/essay").status_code == 404


def test_no_sitting_asks_what_is_practised() -> None:
    assert not {item.id for item in practice_items().values()} & {item.id for item in read_bank()}
    assert set(practice_items()) == set(KINDS)
