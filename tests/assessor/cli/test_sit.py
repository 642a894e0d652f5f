"""``toprung sit``."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

import toprung
from assessor.bank.dealing import deal
from assessor.bank.reading import Banked
from assessor.cli import sit
from assessor.cli.sit import main
from assessor.models.measurement.sitting import Sitting
from assessor.sittings.sitting import Question
from tests.assessor.sittings.making import bank, item

NUMBER = {
    "kind": "numeric",
    "option": (),
    "number": {"answer": "1200", "tolerance": 0, "unit": "lines", "why": "x" * 10},
}
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
Typing = Callable[[Iterator[str]], list[str]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sit, "read_banked", lambda: [Banked(one, "tests", private=False) for one in bank(40)])
    return f"sqlite:///{tmp_path / 's.db'}"


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Type lines, and return the prompts; after the last line the terminal is closed."""
    prompts: list[str] = []

    def typed(lines: Iterator[str]) -> list[str]:
        def read(prompt: str) -> str:
            prompts.append(prompt)
            for line in lines:
                return line
            raise EOFError

        monkeypatch.setattr("builtins.input", read)
        return prompts

    return typed


def endless(first: str, then: str) -> Iterator[str]:
    yield first
    while True:
        yield then


def test_a_whole_sitting_ends_with_its_result_and_what_it_is_evidence_of(
    store: str, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(endless("3", "d"))
    assert main(["--seed", "1", "--store", store]) == 0
    out = capsys.readouterr().out
    assert "Level: AI Aware" in out
    assert re.search(r"Ability \(theta\): -\d\.\d\d, standard error 0\.\d\d\n95 % interval: from -\d\.\d\d to ", out)
    assert "What this is evidence of: author-judged; draft items; open bank; not supervised; AI not allowed." in out
    assert "1. Question number" in out
    assert out.count("%") == 7


def test_a_sitting_that_is_broken_off_goes_on_with_the_same_question(
    store: str, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(iter(["", "d", "d"]))
    assert main(["--seed", "1", "--store", store]) == 0
    first = capsys.readouterr().out
    found = re.search(r"To go on: toprung sit --resume (\S+)", first)
    assert found
    typing(endless("d", "d"))
    assert main(["--resume", found[1], "--store", store]) == 0
    assert first[first.index("\n3. Question") : first.index("\nYour answers")] in capsys.readouterr().out


def test_what_is_no_answer_is_asked_again(store: str, typing: Typing, capsys: pytest.CaptureFixture[str]) -> None:
    typing(iter(["9", "2", "x", "7", "1 2", "1"]))
    assert main(["--seed", "1", "--gentle", "--store", store]) == 0
    out = capsys.readouterr().out
    assert "That is no whole number from 1 to 5." in out
    assert out.count("That is not an answer here: one number, or d.") == 3


def test_how_sure_one_is_is_asked_but_not_of_those_who_do_not_know(store: str, typing: Typing) -> None:
    for answer, some in (("1", True), ("d", False)):
        prompts = typing(iter([""] + [answer] * 15))
        assert main(["--seed", "1", "--store", store]) == 0
        assert any(prompt.startswith("How sure") for prompt in prompts) == some
        prompts.clear()


@pytest.mark.parametrize(
    ("changes", "typed", "response"),
    [
        (NUMBER, "1,200", 1200.0),
        (NUMBER, "d", None),
        ({}, "5", [4]),
    ],
)
def test_what_is_typed_is_read(changes: dict[str, object], typed: str, response: object) -> None:
    one = item(0, **changes)
    asked = Question("a", cast("Sitting", None), 1, one.kind, deal(one, "s"), asks_confidence=False, asked_at=NOW)
    assert sit._read(asked, typed) == response


def test_an_unknown_sitting_is_said(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--resume", "none", "--store", store]) == 2
    assert capsys.readouterr().err == "toprung: there is no sitting none\n"


def test_the_one_command_knows_it() -> None:
    assert toprung.COMMANDS["sit"][0] == "assessor.cli.sit:main"
