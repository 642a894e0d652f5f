"""What `bench ablate` runs, says, and says again."""

from pathlib import Path

import pytest

from tests.harness.benching import SMALL, Bench

DESIGN = """
name = "clerk"
version = 1
level = "context"
task = "petty_cash"
[context.instructions]
budget_tokens = 400
[context.files]
budget_tokens = 1500
[context.skills]
budget_tokens = 300
[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief", "instructions", "files", "skills"]
tools = ["parse"]
writes = ["lines"]
"""
SCRIPT = """
[[reply]]
contains = "[petty_cash.csv]"
text = '''
line,category
{last_user}
'''
[[reply]]
text = "line,category"
"""
ABLATE = ("ablate", *SMALL, "--design", "clerk.toml", "--model", "scripted/helped")


@pytest.fixture
def clerk(bench: Bench, home: Path) -> Bench:
    """A design, and a script by which the clerk names the book's lines where it sees them."""
    Path("clerk.toml").write_text(DESIGN, encoding="utf-8")
    (home / "scripts" / "helped.toml").write_text(SCRIPT, encoding="utf-8")
    return bench


def test_it_runs_the_design_whole_and_without_each_part_on_the_same_cases(clerk: Bench) -> None:
    said = clerk(*ABLATE, "--cases", "2", "--json")
    assert (said.code, said.err) == (0, "")
    assert [part["part"] for part in said.json["parts"]] == ["instructions", "files", "skills"]
    view = clerk.view()
    arms = [arm["id"] for arm in view["arms"] if arm["kind"] == "design"]
    assert arms == ["clerk", "clerk-without-instructions", "clerk-without-files", "clerk-without-skills"]
    assert {trial["seed"] for trial in view["trials"]} == {1, 2}
    assert (said.json["run"], said.json["finished"], said.json["planned"]) == (view["id"], 16, 16)


def test_the_same_command_again_runs_nothing_and_so_does_the_run_by_its_name(clerk: Bench) -> None:
    first = clerk(*ABLATE, "--cases", "2", "--json").json
    assert clerk(*ABLATE, "--cases", "2", "--json").json == first
    assert clerk("ablate", first["run"], "--json").json == first
    assert clerk("list", "--json").json[0]["trials"] == 16


def test_a_part_is_held_against_the_whole_design_and_nothing_else(clerk: Bench) -> None:
    said = clerk(*ABLATE, "--cases", "2", "--over", "files,skills", "--json").json
    pairs = [(part["comparison"]["first"], part["comparison"]["second"]) for part in said["parts"]]
    assert pairs == [("clerk", "clerk-without-files"), ("clerk", "clerk-without-skills")]
    assert said["cases_needed"] == 7
    assert said["kept"] == [{"part": "instructions", "why": "was not asked for"}]


def test_text_says_that_it_is_a_smoke_test_what_is_missing_and_what_went_with_a_part(clerk: Bench) -> None:
    out = clerk(*ABLATE, "--cases", "2").out
    assert "This is a smoke test: no figure below says anything about what AI can do" in out
    assert all(row.endswith("scripted") for row in out.splitlines() if row.startswith(("files  ", "skills  ")))
    assert "too few cases for a verdict on 3 parts: 2; it takes at least 7 (--cases 7)" in out
    assert "with files went the tool parse" in out
    assert "nobody has measured: " in out


def test_a_persons_minutes_are_those_with_the_part_less_those_without(clerk: Bench) -> None:
    """By a second way: the minutes of each design as `bench show` gives them."""
    said = clerk(*ABLATE, "--cases", "4", "--over", "files", "--json").json
    minutes = {one["arm"]: one["minutes"] for one in clerk.view()["person"]["attention"]}
    [part] = said["parts"]
    worth = part["human_min"]
    assert worth["difference"] == pytest.approx(minutes["clerk"] - minutes["clerk-without-files"])
    assert worth["low"] <= worth["difference"] <= worth["high"]
    assert f"{worth['difference']:+.1f} minutes of a person a job" in part["in_words"]


def test_agents_and_gates_of_a_team_are_taken_out_and_what_went_along_is_said(bench: Bench) -> None:
    words = ("--model", "scripted/petty_cash.toml", "--cases", "1")
    said = bench("ablate", *SMALL, "--design", "orchestration", "--over", "agents,gates", *words).out
    assert "agent:teller: not resolved" in said
    assert "gate:sorter: not resolved" in said
    assert "agent:coordinator stayed in: " in said
    assert "it is the coordinator, who hands in" in said


def test_a_part_that_stays_in_is_named_with_the_reason(bench: Bench) -> None:
    said = bench("ablate", *SMALL, "--design", "context", "--model", "scripted/petty_cash.toml", "--cases", "1")
    assert said.code == 0
    assert "files stayed in: design 'petty_cash-context' cannot do without files" in said.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ablate", "petty_cash"), "say which design of task 'petty_cash' is to be taken apart, with --design"),
        ((*ABLATE, "--over", ","), "--over names no part"),
        ((*ABLATE, "--over", "fils"), "did you mean 'files'?"),
        (("ablate", *SMALL, "--design", "context", "--over", "files"), "cannot do without files"),
        (("ablate", *SMALL, "--design", "prompting"), "is at PROMPTING and has no part"),
    ],
)
def test_mistakes_end_in_one_sentence_before_anything_is_run(clerk: Bench, words: tuple[str, ...], said: str) -> None:
    ended = clerk(*words)
    assert ended.code == 2
    assert said in ended.sentence
    assert not Path("runs.db").exists()


def test_a_run_of_something_else_is_no_ablation(ran: Bench) -> None:
    said = ran("ablate", "latest")
    assert said.code == 2
    assert "takes no design apart; start one that does with: toprung bench ablate petty_cash" in said.sentence
