"""Three pieces of work at CONTEXT, each from files and connected to the case's systems, run from end to end.

The model is scripted: it asks for tools as a careful one would, and then says what a scripted model says.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from harness.api.details import trial_details
from harness.api.trial_rows import TrialDetail
from harness.plan.ablation.parts import parts_of, without
from harness.plan.design import read_design
from harness.plan.level import Level
from harness.store.ledger import open_ledger
from tasks_bank.catalog import find_task
from tests.harness.benching import Bench

Call = tuple[str, Mapping[str, Any]]
BOOKING = {"date": "2026-09-14", "start": "09:00", "end": "10:00", "title": "S-1", "with": "a@b.example"}
REQUEST = {"starter": "NS-1", "item": "IT-1", "needed_by": "2026-09-14"}
CALLS: Mapping[str, Sequence[Call]] = {
    "content_calendar": (
        ("load_skill", {"name": "content-calendar"}),
        ("keywords_list", {"limit": 5}),
        ("analytics_list", {"limit": 5}),
        ("roadmap_list", {}),
        ("search_files", {"query": "words that the brand guide forbids", "top": 2}),
        ("search_files", {"query": "competitors about launches", "top": 2}),
    ),
    "expense_reconciliation": (
        ("load_skill", {"name": "expense-reconciliation"}),
        ("bank_feed_list", {"limit": 5}),
        ("card_feed_list", {"limit": 5}),
        ("ledger_list", {"limit": 5}),
        ("documents_search", {"text": "INV", "limit": 5}),
    ),
    "onboarding": (
        ("load_skill", {"name": "onboarding-a-starter"}),
        ("diaries_list", {"limit": 5}),
        ("catalogue_search", {"where": {"status": "current"}, "limit": 3}),
        ("book_session", BOOKING),
        ("raise_request", REQUEST),
    ),
}
FROM_FILES: Mapping[str, Sequence[str]] = {
    "content_calendar": ("brand-guide.docx", "analytics.xlsx", "roadmap.xlsx", "competitors/"),
    "expense_reconciliation": ("bank.csv", "card.csv", "ledger.xlsx", "invoices/"),
    "onboarding": ("playbook.docx", "starters.csv", "catalogue.csv", "diaries/"),
}
EACH = sorted(CALLS)


def script_of(calls: Sequence[Call]) -> str:
    """Write a script that asks for each tool once, one after the other, and then hands in nothing more."""
    replies = [
        f"[[reply]]\ntimes = 1\ntool_calls = [{{ name = {json.dumps(name)}, arguments = {_inline(arguments)} }}]\n"
        for name, arguments in calls
    ]
    return 'default = "{}"\n' + "".join(replies)


def _inline(value: object) -> str:
    """Write a value as TOML stands in one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_inline(each)}" for name, each in value.items()) + " }"
    return json.dumps(value)


def ran(bench: Bench, home: Path, task: str, design: str, calls: Sequence[Call] = ()) -> TrialDetail:
    """Run one case with a design, and return the trial of the design itself."""
    (home / "scripts" / "careful.toml").write_text(script_of(calls), encoding="utf-8")
    words = ("--design", design, "--dials", "small", "--cases", "1", "--model", "scripted/careful", "--json")
    said = bench("run", task, *words)
    assert said.code == 0, said.err
    [found] = [one for one in trial_details(bench.ledger, "latest") if "tools only" not in one.trial.arm]
    return found


@pytest.mark.parametrize("task", EACH)
def test_the_design_with_files_shows_them_to_its_model_and_ends_well(bench: Bench, home: Path, task: str) -> None:
    trial = ran(bench, home, task, "context")
    assert trial.trial.outcome == "done"
    seen = trial.calls[0].messages[-1]["text"]
    assert [name for name in FROM_FILES[task] if f"[{name}" not in seen] == []


@pytest.mark.parametrize("task", EACH)
def test_the_connected_design_uses_the_systems_the_skill_and_what_it_finds(bench: Bench, home: Path, task: str) -> None:
    trial = ran(bench, home, task, "context-connected", CALLS[task])
    assert trial.trial.outcome == "done"
    used = [(span.name, span.detail) for span in trial.spans if span.kind == "tool"]
    assert [name for name, _ in used] == [name for name, _ in CALLS[task]]
    assert [said for _, said in used if said.startswith("mistake")] == []
    assert all(span.tokens for span in trial.spans if span.kind == "tool")


def test_what_the_connected_advisor_books_and_requests_is_handed_in(bench: Bench, home: Path) -> None:
    ran(bench, home, "onboarding", "context-connected", CALLS["onboarding"])
    with open_ledger(bench.ledger) as ledger:
        answers = [ledger.trial(line.id, line.attempt).answer for line in ledger.trial_lines(ledger.run("latest").id)]
    done = [[(one["tool"], one["arguments"]) for one in answer["actions"]] for answer in answers]
    assert [("book_session", BOOKING), ("raise_request", REQUEST)] in done


@pytest.mark.parametrize("task", EACH)
def test_the_connected_design_is_no_reference_design_and_can_do_without_each_of_its_parts(task: str) -> None:
    path = find_task(task).folder / "designs" / "context-connected.toml"
    design = read_design(path)
    assert (design.level, design.name) == (Level.CONTEXT, f"{task}-context-connected")
    assert {"instructions", "skills", "mcp"} <= set(parts_of(design))
    assert all(part not in without(design, part).context for part in parts_of(design))
