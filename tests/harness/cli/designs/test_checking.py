"""``toprung bench check``: what it says, its exit codes, and the file that it draws."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

import toprung
from tests.harness.benching import Bench, Said
from tests.harness.fakes import PETTY_CASH

TEAM = str(PETTY_CASH / "designs" / "orchestration.toml")


@pytest.fixture
def look(bench: Bench, home: Path, capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401 - a function of words
    del bench, home

    def run(*words: str) -> Said:
        capsys.readouterr()
        try:
            code = toprung.main(["bench", "check", *words])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


def changed(home: Path, old: str, new: str) -> str:
    text = Path(TEAM).read_text(encoding="utf-8")
    assert old in text
    path = home.parent / "changed.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(path)


def test_a_design_is_said_in_plain_words(look: Any) -> None:  # noqa: ANN401
    said = look(TEAM)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("petty_cash-orchestration@1#")
    for line in (
        "  reader: a reader of books (code, asks no model)",
        "    code does parse into book",
        "    asked once for each of book",
        "    gets book from reader",
        "    gate: diff of book and lines may find no row; else back to sorter, once at most",
        "to a person: line of book where amount > 40 (over_limit)",
        "budget of a trial: no limit",
        "it holds together, and there is no advice",
    ):
        assert line in lines


@pytest.mark.parametrize("name", [("petty_cash-orchestration",), ("orchestration", "--task", "petty_cash")])
def test_a_design_is_found_by_its_own_name_or_by_its_file_s_in_a_task(look: Any, name: tuple[str, ...]) -> None:  # noqa: ANN401
    assert look(*name).out == look(TEAM).out


def test_mistakes_end_with_one_and_are_said_each_in_a_line(look: Any, home: Path) -> None:  # noqa: ANN401
    path = changed(home, 'returns_to = "sorter"', 'returns_to = "reader"\nmax_returns = 7')
    assert look(path).code == 2  # a file that is no design
    said = look(changed(home, '"tool:diff"', '"tool:dif"'), "--svg", str(home.parent / "none.svg"))
    assert said.code == 1
    assert "mistake: a gate names tool 'dif', which is not there (did you mean 'diff'?)" in said.out.splitlines()
    assert said.out.splitlines()[-1] == f"not drawn while there are mistakes: {home.parent / 'none.svg'}"
    assert not (home.parent / "none.svg").exists()


def test_agents_in_a_circle_are_a_mistake_and_are_still_listed(look: Any, home: Path) -> None:  # noqa: ANN401
    said = look(changed(home, 'reads = ["instructions"]\neach', 'reads = ["instructions", "totals"]\neach'))
    assert said.code == 1
    assert "  teller: a teller who adds up (code, asks no model)" in said.out.splitlines()
    assert "mistake: its agents wait for each other in a circle: " in said.out


def test_advice_is_said_and_ends_with_nought(look: Any, home: Path) -> None:  # noqa: ANN401
    said = look(changed(home, 'role = "a teller who adds up"', 'role = "a teller who adds up"\ntools = ["sum"]'))
    assert said.code == 0
    assert "advice: agent 'teller' asks no model" in said.out
    assert said.out.splitlines()[-1] == "it holds together"


def test_the_json_holds_the_same(look: Any, home: Path) -> None:  # noqa: ANN401
    row = look(TEAM, "--json", "--svg", str(home.parent / "team.svg")).json
    assert row["stages"] == [["reader"], ["sorter"], ["teller"]]
    assert row["gates"][0]["works_again"] == ["sorter"]
    assert [agent["asks_model"] for agent in row["agents"]] == [False, True, False, True]
    assert (row["mistakes"], row["advice"], row["budget"]) == ([], [], {})


def test_the_graph_is_drawn_into_a_file_and_replaces_the_one_before(look: Any, home: Path) -> None:  # noqa: ANN401
    path = home.parent / "team.svg"
    path.write_text("old", encoding="utf-8")
    said = look(TEAM, "--svg", str(path))
    assert said.out.splitlines()[-1] == f"drawn: {path}"
    assert fromstring(path.read_bytes()).get("role") == "img"  # noqa: S314 - we made it ourselves


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nothing",), "there is no design 'nothing': no such file, and no task has one of that name (TASK-LEVEL)"),
        (("context-connected",), "there are 3 designs 'context-connected', of the tasks content_calendar, "),
        (
            ("nothing", "--task", "petty_cash"),
            "there is no design 'nothing': no such file, and the task's designs are ",
        ),
        (
            (TEAM, "--task", "onboarding"),
            "design 'petty_cash-orchestration' is for task 'petty_cash', not 'onboarding'",
        ),
    ],
)
def test_a_user_s_mistake_is_one_sentence(look: Any, words: tuple[str, ...], sentence: str) -> None:  # noqa: ANN401
    said = look(*words)
    assert said.code == 2
    assert said.sentence.startswith(sentence)


def test_a_place_that_cannot_be_written_is_one_sentence(look: Any, home: Path) -> None:  # noqa: ANN401
    said = look(TEAM, "--svg", str(home.parent / "nowhere" / "team.svg"))
    assert said.code == 3
    assert said.sentence.endswith("team.svg: No such file or directory; name another place")


def test_plan_prints_advice_before_anything_is_spent(bench: Bench, home: Path) -> None:
    path = changed(home, 'role = "a teller who adds up"', 'role = "a teller who adds up"\ntools = ["sum"]')
    said = bench("plan", "petty_cash", "--dials", "small", "--model", "scripted/petty_cash.toml", "--design", path)
    assert said.code == 0
    assert "note: design 'petty_cash-orchestration': agent 'teller' asks no model" in said.out
