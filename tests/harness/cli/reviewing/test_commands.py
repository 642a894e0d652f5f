"""What the two commands print, and what they refuse."""

import io
from pathlib import Path

import pytest

from harness.api.reviewing.deciding import Decided
from harness.api.reviewing.pieces import Piece
from harness.cli.reviewing.review import _ask_where, _understood
from harness.cli.reviewing.sitting import Ended, Sitting, shown
from tests.harness import fakes
from tests.harness.benching import Bench, Said


def typed(*lines: str) -> Sitting:
    """Somebody who types these lines; the clock goes on by 10 seconds at each look."""
    said, now = iter(lines), iter(range(0, 1000, 10))

    def read(_prompt: str) -> str:
        try:
            return next(said)
        except StopIteration:
            raise EOFError from None

    return Sitting(read, lambda: float(next(now)))


def ask(*lines: str) -> Decided:
    return typed(*lines).ask("", _understood, fakes.case(), {})


def by_program(bench: Bench, monkeypatch: pytest.MonkeyPatch, lines: str, *words: str) -> Said:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return bench("review", "latest", "--as", "program:checker", *words)


def test_the_time_runs_from_showing_to_deciding_lookups_included(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("? nothing", "x", "d", "d called the supplier") == Decided("acted", 10.0, "called the supplier")
    printed = capsys.readouterr().out
    assert "'x' is none of them" in printed
    assert "say what was done, after d" in printed


@pytest.mark.parametrize(("line", "decision"), [("a", "agreed"), ("N", "needless"), ("s", "skipped")])
def test_a_letter_is_a_decision(line: str, decision: str) -> None:
    assert ask(line).decision == decision


@pytest.mark.parametrize("lines", [("q",), ()])
def test_q_and_the_end_of_the_input_stop_without_a_decision(lines: tuple[str, ...]) -> None:
    with pytest.raises(Ended):
        ask(*lines)


def test_what_a_model_said_cannot_steer_the_terminal() -> None:
    assert shown("B-07\x1b[31m\x07\u202e\nred") == "B-07 [31m  \nred"


def test_a_person_without_a_terminal_is_refused(ten: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n"))
    assert "a person's time can be taken at a terminal alone" in ten("review", "latest").sentence


def test_a_program_is_named_and_never_a_person(ten: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    done = by_program(ten, monkeypatch, "a\nn\ns\n", "--most", "3")
    assert done.code == 0
    assert "10 things to decide, as checker (program)" in done.out
    assert "3 shown and kept; 7 left" in done.out
    told = ten("attention", "latest").out
    assert "reviewed by a program (1): 2 things handed over, 1 needlessly" in told
    assert "none of the minutes above rests on them" in told
    person = ten.view()["person"]
    assert person["exceptions"][0]["minutes_per_true"]["mark"] == "assumed"
    assert {each["mark"] for each in person["attention"][0]["terms"] if each["key"] == "escalation_min"} == {"assumed"}


def test_pieces_are_asked_for_a_place(ten: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    done = by_program(ten, monkeypatch, "ok\n1\n? rules\nq\n", "--seeded", "--of", "truth", "--defects", "2")
    assert "4 things to decide" in done.out
    assert "made of the case's own truth" in done.out
    assert "2 shown and kept; 2 left" in done.out


def test_a_speed_up_is_never_printed_without_its_defects(ten: Bench) -> None:
    said = ten("attention", "latest", "--wage", "25", "gbp", "--set", "caught=1")
    (line,) = [line for line in said.out.splitlines() if line.startswith("orchestration ") and "x" in line]
    assert line.split("x", 1)[1].split("defects")[0].strip()
    assert "GBP" in said.out
    one = ten("attention", "latest", "--json").json["attention"][0]
    assert {"times", "defects_per_100"} <= set(one["faster"])
    assert "times" not in one


def test_show_has_the_exceptions_and_names_nobody(ten: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    by_program(ten, monkeypatch, "a\n")
    said = ten("show", "latest")
    assert "handed to a person" in said.out
    assert "precision: Wilson's interval over items" in said.out
    assert "checker" not in said.out + ten("show", "latest", "--json").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review", "latest", "--defects", "3"), "--defects and --of belong to --seeded"),
        (("review", "latest", "--seeded", "--json"), "leave out --json and --arm"),
        (("review", "latest", "--most", "0"), "--most is 0"),
        (("review", "latest", "--idle-s", "0"), "--idle-s is 0"),
        (("review", "latest", "--as", "program:a b"), "names no program"),
        (("review", "latest", "--seeded", "--as", "program:a"), "with --of truth"),
        (("review", "nowhere", "--as", "program:a"), "there is no run 'nowhere'"),
        (("attention", "latest", "--set", "caught"), "it gives no value; write caught=NUMBER"),
        (("attention", "latest", "--set", "caught=much"), "'much' is no number"),
        (("attention", "latest", "--set", "speed=2"), "the formula has no 'speed'"),
        (("attention", "latest", "--accept", "2"), "--accept is 2"),
        (("attention", "latest", "--wage", "25", "pounds"), "write its three letters"),
        (("attention", "latest", "--wage", "much", "GBP"), "which is no number"),
    ],
)
def test_a_mistake_ends_in_one_sentence(ten: Bench, words: tuple[str, ...], said: str) -> None:
    refused = ten(*words)
    assert refused.code == 2
    assert said in refused.sentence


def test_a_forgotten_run_has_no_queue_and_keeps_its_figures(ten: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    by_program(ten, monkeypatch, "d told Ann Lee\n")
    before = ten.view()["person"]["exceptions"]
    assert ten("forget", "latest", "--yes").code == 0
    assert "were forgotten on" in ten("review", "latest", "--json").sentence
    assert ten.view()["person"]["exceptions"] == before
    assert b"Ann Lee" not in Path("runs.db").read_bytes()


def test_a_skipped_piece_is_neither_found_nor_missed() -> None:
    piece = Piece.__new__(Piece)
    for name, value in {"case": fakes.case(), "texts": {}, "defect": None, "rows": ()}.items():
        object.__setattr__(piece, name, value)
    assert _ask_where(piece)(typed("s")).found is None
