"""`bench regrade --judge`: a model judges what rules cannot, kept apart from what the designs cost."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.harness.benching import SCRIPTED, Bench
from tests.harness.crash.counting import ask

RUN = ("run", *SCRIPTED, "--cases", "2")
RUBRIC = """
[[criterion]]
name = "clear reasons"
marks = 20
of = ["lines.category", "escalations.why"]
asks = "Can a person see what to decide?"
meets = { passage = "Above the limit of 40 pounds: allow it?", why = "it says what and why" }
falls_short = { passage = "odd", why = "nobody can act on it" }
"""
JUDGE = """
[[reply]]
agent = "judge"
contains = "clear reasons"
text = '{"verdict": "partly"}'
"""


@pytest.fixture
def judged_home(home: Path) -> Path:
    (home / "tasks" / "petty_cash" / "rubric.toml").write_text(RUBRIC, encoding="utf-8")
    (home / "scripts" / "judge.toml").write_text(JUDGE, encoding="utf-8")
    return home


def grades(home: Path) -> list[tuple[str, dict[str, Any]]]:
    rows = ask(home.parent / "runs.db", "SELECT grader, grade FROM grade ORDER BY number")
    return [(grader, json.loads(grade)) for grader, grade in rows]


@pytest.mark.usefixtures("judged_home")
def test_plan_says_how_many_marks_need_a_judge(bench: Bench) -> None:
    assert "judge: 20 marks beside those by rule need one; they are left out of quality until" in (
        bench("plan", *SCRIPTED, "--cases", "8", "--detect", "0.4").out
    )


def test_a_run_without_a_judge_says_that_the_rubric_is_left_out(bench: Bench, judged_home: Path) -> None:
    said = bench(*RUN)
    assert "the marks of the task's rubric are left out of quality, since nobody judged them: toprung bench" in said.out
    assert {grader for grader, grade in grades(judged_home) if grade["status"] == "marked"} == {
        "petty_cash@1 + rubric@1"
    }


def test_a_judge_marks_every_answer_and_both_marks_are_kept(bench: Bench, judged_home: Path) -> None:
    bench(*RUN)
    before = grades(judged_home)
    said = bench("regrade", "latest", "--judge", "scripted/judge.toml")
    assert said.code == 0
    assert "judged by scripted/judge.toml, 0 had been before" in said.out
    assert "its verdicts say nothing about the texts" in said.out
    after = grades(judged_home)
    assert after[: len(before)] == before
    judged = [grade for grader, grade in after if grader == "petty_cash@1 + rubric@1 by scripted/judge.toml"]
    assert len(judged) == len([grade for _, grade in before if grade["status"] == "marked"]) > 0
    checks = [next(check for check in grade["checks"] if check["name"] == "clear reasons") for grade in judged]
    assert (10, True) in {(check["earned"], check["scored"]) for check in checks}
    assert "nobody judged" not in bench("show", "latest").out


def test_what_a_judge_took_is_kept_with_the_mark_and_not_with_the_trials(bench: Bench, judged_home: Path) -> None:
    bench(*RUN)
    calls = ask(judged_home.parent / "runs.db", "SELECT count(*) FROM call")
    cost = bench("show", "latest", "--json").json["arms"]
    said = bench("regrade", "latest", "--judge", "scripted/judge.toml", "--json").json
    kept = [grade["judge"] for grader, grade in grades(judged_home) if "by" in grader]
    assert said["spent"]["calls"] == sum(each["calls"] for each in kept) > 0
    assert said["spent"]["calls"] % 2 == 0  # two verdicts a criterion
    assert ask(judged_home.parent / "runs.db", "SELECT count(*) FROM call") == calls
    again = bench("show", "latest", "--json").json["arms"]
    assert [arm["calls"] for arm in again] == [arm["calls"] for arm in cost]


@pytest.mark.usefixtures("judged_home")
def test_the_same_command_judges_nothing_twice(bench: Bench) -> None:
    bench(*RUN)
    first = bench("regrade", "latest", "--judge", "scripted/judge.toml", "--json").json
    again = bench("regrade", "latest", "--judge", "scripted/judge.toml", "--json").json
    assert (again["judged"], again["before"]) == (0, first["judged"])
    assert again["spent"]["calls"] == 0


@pytest.mark.usefixtures("judged_home")
def test_a_limit_keeps_what_was_reached_and_says_what_is_left(bench: Bench) -> None:
    bench(*RUN)
    command = ("regrade", "latest", "--judge", "scripted/judge.toml", "--max-connections", "1", "--json")
    first = bench(*command, "--limit-calls", "3")
    assert first.code == 5
    assert first.json["left"] > 0
    second = bench(*command)
    assert second.code == 0
    assert second.json["judged"] == first.json["left"]


def test_a_verdict_that_cannot_be_read_leaves_the_criterion_out(bench: Bench, judged_home: Path) -> None:
    (judged_home / "scripts" / "judge.toml").write_text('default = "Splendid!"', encoding="utf-8")
    bench(*RUN)
    bench("regrade", "latest", "--judge", "scripted/judge.toml")
    checks = [check for grader, grade in grades(judged_home) if " by " in grader for check in grade["checks"]]
    judged = [check for check in checks if check["name"] == "clear reasons"]
    assert {check["why"] for check in judged if not check["scored"]} == {"scripted/judge.toml gave no readable verdict"}


def test_a_task_without_a_rubric_has_nothing_to_judge(bench: Bench) -> None:
    bench(*RUN)
    said = bench("regrade", "latest", "--judge", "scripted/petty_cash.toml")
    assert said.code == 2
    assert said.sentence == "task 'petty_cash' has no rubric, so there is nothing to judge; rules mark all of it"
