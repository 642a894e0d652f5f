"""Notes are kept, listed, shown to the next run and forgotten on the command line."""

import json
import re
from pathlib import Path

import pytest

import toprung
from tests.harness.benching import Bench
from tests.tasks_bank.own.jobs import job

DESIGN = """
name = "clerk"
version = 1
level = "context"
task = "register"

[context.memory]
budget_tokens = 400
project = "{project}"

[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief", "memory"]
"""
ANSWER = """## escalations

item,reason
A-18,no_order
"""
RUN = ("register", "--cases", "2", "--model", "scripted/script.toml", "--design")


@pytest.fixture
def own(bench: Bench, home: Path) -> Bench:
    """An installation with a job of its own, and a design with memory of the project `books`."""
    work = home.parent
    for project in ("case", "books"):
        (work / f"{project}.toml").write_text(DESIGN.format(project=project))
    (work / "script.toml").write_text(f"default = {json.dumps(ANSWER)}\n")
    assert toprung.main(["tasks", "import", str(job(work / "register"))]) == 0
    return bench


def add(bench: Bench, text: str = "Rail is travel.") -> str:
    done = bench("remember", "--project", "books", "--add", text, "--about", "rail", "--by", "Ann Lee")
    assert done.code == 0
    return done.out.split()[0]


def listed(bench: Bench) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(bench("remember", "--project", "books", "--list", "--json").out)
    return found


def prompts(bench: Bench) -> list[str]:
    run = bench.view()["id"]
    out = Path(f"{run}.jsonl")
    assert bench("export", run, "--to", "jsonl", "--out", str(out), "--force").code == 0
    return [line for line in out.read_text().splitlines() if "end of notes" in line]


def test_what_a_person_writes_is_kept_listed_and_forgotten(own: Bench) -> None:
    name = add(own)
    (note,) = listed(own)
    assert (note["id"], note["kind"], note["text"], note["by"]) == (name, "correction", "Rail is travel.", "Ann Lee")
    assert own("remember", "--project", "books", "--forget", name).out == "1 note forgotten\n"
    assert listed(own) == []


def test_the_same_note_is_kept_once(own: Bench) -> None:
    add(own)
    words = ("remember", "--project", "books", "--add", "Rail is travel.", "--about", "rail", "--by", "Ann Lee")
    assert own(*words).out == "nothing new to remember\n"
    assert len(listed(own)) == 1


def test_what_a_run_handed_to_a_person_is_remembered_with_its_run_and_case(own: Bench) -> None:
    assert own("run", *RUN, "case.toml").code == 0
    run = own.view()["id"]
    assert own("remember", "latest", "--project", "books").code == 0
    notes = listed(own)
    assert [note["text"] for note in notes] == ["Handed to a person: A-18, no_order."] * 2
    assert {note["kind"] for note in notes} == {"carry_over"}
    assert {note["run"] for note in notes} == {run}
    assert len({note["case"] for note in notes}) == 2
    assert own("remember", "latest", "--project", "books").out == "nothing new to remember\n"
    assert own("remember", "--project", "books", "--forget", run).out == "2 notes forgotten\n"


def test_a_trial_is_shown_the_notes_of_other_cases_and_of_people_only(own: Bench) -> None:
    assert own("run", *RUN, "case.toml").code == 0
    assert prompts(own) == []
    assert own("remember", "latest", "--project", "books").code == 0
    add(own)
    assert own("run", *RUN, "books.toml").code == 0
    shown = [set(re.findall(r"on A-18 \(case (\d)\)", line)) for line in prompts(own)]
    assert sorted(map(sorted, shown)) == sorted([["1"], ["2"]] * (len(shown) // 2))
    assert all("Rail is travel." in line for line in prompts(own))


def test_of_several_designs_one_has_to_be_named(own: Bench) -> None:
    other = Path("case.toml").read_text().replace('"clerk"\nversion', '"other"\nversion')
    Path("other.toml").write_text(other)
    assert own("run", *RUN, "case.toml", "--design", "other.toml").code == 0
    refused = own("remember", "latest", "--project", "books").sentence
    assert refused.endswith("has 2 designs; say whose answers to remember with --design: clerk, other")
    assert own("remember", "latest", "--project", "books", "--design", "other").code == 0
    assert {note["by"] for note in listed(own)} == {"design other"}


def test_a_made_up_case_leaves_no_notes(ran: Bench) -> None:
    assert "there is no next month to remember for" in ran("remember", "latest", "--project", "books").sentence


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say one of: RUN to take its carry-overs, --add TEXT, --list, --forget ID"),
        (("--list", "--add", "x"), "say one of: RUN"),
        (("--add", "x", "--by", "Ann"), "a note has no 'about'; say it with --about"),
        (("--add", "x", "--by", "Ann", "--about", "y", "--expires", "soon"), "'soon' is no day"),
        (("--forget", "N9"), "project 'books' has no note 'N9'"),
    ],
)
def test_a_mistake_ends_in_one_sentence(own: Bench, words: tuple[str, ...], said: str) -> None:
    assert said in own("remember", "--project", "books", *words).sentence


def test_a_design_with_a_project_that_is_not_there_is_refused(own: Bench) -> None:
    assert "project 'books' has no notes" in own("run", *RUN, "books.toml").sentence


def test_the_notes_of_a_case_reach_a_design_with_memory(bench: Bench, home: Path) -> None:
    (home.parent / "clerk.toml").write_text(DESIGN.format(project="case").replace("register", "expense_reconciliation"))
    (home.parent / "script.toml").write_text('default = "Nothing."\n')
    words = ("--dials", "small,notes=3", "--cases", "1", "--model", "scripted/script.toml", "--design", "clerk.toml")
    assert bench("run", "expense_reconciliation", *words).code == 0
    assert prompts(bench)
    assert all("came in after the list of carry-overs was closed" in line for line in prompts(bench))
