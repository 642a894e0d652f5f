"""``toprung results`` and ``toprung evidence``, over sittings taken by ``toprung sit``."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import toprung
from assessor.bank.item import Item
from assessor.bank.reading import Banked
from assessor.cli import results, sit
from tests.assessor.sittings.making import bank, item

Run = Callable[..., str]

WORD = ("--person", "p", "--kind", "governance", "--failed", "--about", "x", "--by", "me")


def worded(number: int) -> Item:
    marks = ["Says what and why"] * item(number).top
    return item(number, narrative={"ask": "What would you do here, and why?", "marks": marks})


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    items = [*(worded(number) for number in range(12)), *bank(24)[12:]]
    for module in (sit, results):
        monkeypatch.setattr(module, "read_banked", lambda: [Banked(one, "tests", private=False) for one in items])
    return f"sqlite:///{tmp_path / 's.db'}"


@pytest.fixture
def run(address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with lines to type, and return what it printed; after the last line the terminal is closed."""

    def ran(*words: str, typing: Iterator[str] | None = None, ends: int = 0) -> str:
        lines = iter(()) if typing is None else typing

        def read(_: str) -> str:
            for line in lines:
                return line
            raise EOFError

        monkeypatch.setattr("builtins.input", read)
        assert toprung.main([*words, "--store", address]) == ends
        said = capsys.readouterr()
        return said.err if ends else said.out

    return ran


def answering(in_words: str = "I would ask first.") -> Iterator[str]:
    """No self-rating, then options where there are some, and words where there are none."""
    yield ""
    while True:
        yield in_words
        yield "1"


def sat(run: Run, *words: str, typing: Iterator[str] | None = None) -> tuple[str, str]:
    """Take a sitting, and return its id and what was printed."""
    out = run("sit", "--seed", "1", "--person", "p1", *words, typing=typing or answering())
    found = re.search(r"^Sitting (\S+)$", out, re.MULTILINE)
    assert found
    return found[1], out


def test_before_it_begins_one_is_told_how_long_what_is_kept_and_who_sees_it(run: Run, address: str) -> None:
    out = " ".join(run("sit", "--person", "p1", "--ai-allowed").split())
    assert "10 to 30 questions" in out
    assert f"under the name 'p1', in {address}. Whoever may read that file can see them" in out
    assert "You may use AI." in out


def test_a_result_is_shown_as_it_was_at_the_end(run: Run) -> None:
    sitting, out = sat(run, "--supervised")
    shown = run("results", "show", sitting)
    assert shown == out[out.index("\nLevel:") :]
    assert "; supervised; AI not allowed" in shown
    assert "Missing for the next level:" in shown
    assert "Author-judged means:" in shown


def test_results_are_listed(run: Run) -> None:
    sitting, _ = sat(run)
    (row,) = json.loads(run("results", "list", "--json"))["results"]
    assert (row["sitting"], row["person"], row["stage"]) == (sitting, "p1", "author-judged")
    assert sitting in run("results", "list", "--person", "p1")
    assert json.loads(run("results", "list", "--person", "p2", "--json")) == {"results": []}


def test_evidence_shows_in_the_result_once_it_is_made_again(run: Run) -> None:
    sitting, _ = sat(run)
    work = ("--kind", "orchestration_task", "--rubric", "orchestration-task-1", "--about", "Three agents")
    assert "passed, by R. Osei against orchestration-task@1#" in run(
        "evidence", "add", "--person", "p1", *work, "--passed", "--by", "R. Osei"
    )
    (row,) = json.loads(run("results", "rescore", "--all", "--json"))["results"]
    assert (row["sitting"], row["new"]) == (sitting, True)
    (row,) = json.loads(run("results", "rescore", "--sitting", sitting, "--json"))["results"]
    assert row["new"] is False
    first, second = json.loads(run("results", "show", sitting, "--json"))["results"]
    assert (first["evidence"], len(second["evidence"])) == ([], 1)
    (listed,) = json.loads(run("evidence", "list", "--person", "p1", "--json"))["evidence"]
    assert (listed["id"], listed["source"], listed["passed"]) == (second["evidence"][0], "attested", True)
    assert "Earlier results of this sitting, all kept:\n  1  " in run("results", "show", sitting)


def test_answers_in_words_are_marked_and_the_result_is_made_again(run: Run) -> None:
    sitting, out = sat(run, "--in-words")
    waiting = re.search(r"(\d+) answers in words wait: toprung results mark \S+ --by NAME", out)
    assert waiting
    first = run("results", "mark", sitting, "--by", "R. Osei", typing=iter(["7", "1"]))
    assert "That is no whole number from 0 to " in first
    assert "Marks given are kept. To go on:" in first
    rest = run("results", "mark", sitting, "--by", "R. Osei", typing=iter(["0"] * 30))
    assert f"Answer 1 of {int(waiting[1]) - 1}\n" in rest
    assert "What earns each mark (0: none of it):\n  1  Says what and why\n" in rest
    assert "\nThe answer:\n    > I would ask first.\n" in rest
    assert "All marked by R. Osei." in rest
    assert "answers in words, marked by a person" in rest.replace("\n", " ")
    assert run("results", "mark", sitting, "--by", "R. Osei") == "No answer of this sitting waits for marks.\n"


def test_an_answer_cannot_command_the_terminal_of_whoever_marks_it(run: Run) -> None:
    sitting, _ = sat(run, "--in-words", typing=answering("\x1b[2J\x07 Cleared?"))
    shown = run("results", "mark", sitting, "--by", "R. Osei", typing=iter([]))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[2J" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sit", "--cut-set", "x"), "there is no cut set 'x'; there are author-1"),
        (("results", "rescore"), "name one sitting with --sitting ID, or say --all"),
        (("results", "show", "none"), "there is no sitting none"),
        (("results", "mark", "none", "--by", "me"), "there is no sitting none"),
        (
            ("evidence", "add", *WORD, "--rubric", "orchestration-task-1"),
            "rubric 'orchestration-task-1' marks work of the kind orchestration_task, not governance",
        ),
        (
            ("evidence", "add", *WORD, "--rubric", "x"),
            "there is no rubric 'x'; there are governance-1, orchestration-task-1",
        ),
    ],
)
def test_a_mistake_ends_in_one_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    assert run(*words, ends=2) == f"toprung: {said}\n"


def test_words_that_do_not_parse_end_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        toprung.main(["results", "mark", "x"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_rubric_is_printed_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert toprung.main(["evidence", "rubric"]) == 0
    assert "governance-1  A use of AI" in capsys.readouterr().out
    assert toprung.main(["evidence", "rubric", "governance-1"]) == 0
    out = capsys.readouterr().out
    assert out.count("    met: ") == out.count("    not met: ") == 6
    assert "The work passes if every criterion is met." in out
