import csv
from pathlib import Path

import pytest

from tests.harness.api.export import sums
from tests.harness.api.export.conftest import Export, Ran
from tests.harness.api.export.making import FORMULA, PERSON, PROMPT, REPLY

Rows = list[dict[str, str]]


@pytest.fixture
def tables(export: Export) -> dict[str, Rows]:
    return {path.stem: read(path) for path in sorted(export("csv").iterdir())}


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_tables_are_arms_trials_calls_checks_and_reviews(tables: dict[str, Rows], ran: Ran) -> None:
    assert set(tables) == {"arms", "trials", "calls", "checks", "reviews"}
    assert [row["trial_id"] for row in tables["trials"]] == [made.planned.id for made in ran.made]
    assert [row["trials_planned"] for row in tables["arms"]] == ["6", "6", "6"]


def test_every_row_says_what_it_is_evidence_of(tables: dict[str, Rows]) -> None:
    of_arms = [row for rows in tables.values() for row in rows if row["arm"]]  # a piece of the truth is of no arm
    assert {row["evidence"] for row in of_arms} == {"real", "silent"}
    assert all(row["evidence_note"] for row in tables["arms"])


@pytest.mark.parametrize("kind", sums.KINDS)
def test_tokens_are_the_ledgers(tables: dict[str, Rows], ran: Ran, kind: str) -> None:
    of_calls = [row for row in tables["calls"] if row["counts"] == "true"]
    total = sums.tokens(ran.path, counted=True)[kind]
    assert sum(int(row[f"{kind}_tokens"]) for row in tables["trials"]) == total
    assert sum(int(row[f"{kind}_tokens"] or 0) for row in of_calls) == total


def test_every_call_that_was_paid_for_is_a_row(tables: dict[str, Rows], ran: Ran) -> None:
    assert len(tables["calls"]) == sums.calls(ran.path, counted=False)
    assert sum(int(row["cost_nano_usd"] or 0) for row in tables["calls"]) == sums.nano_usd(ran.path, counted=False)


def test_an_unknown_price_is_an_empty_cell(tables: dict[str, Rows]) -> None:
    unknown = [row for row in tables["trials"] if row["cost_nano_usd"] == ""]
    assert len(unknown) == 1
    assert "" in {row["cost_nano_usd"] for row in tables["calls"] if row["trial_id"] == unknown[0]["trial_id"]}


def test_a_trial_without_a_mark_has_no_score(tables: dict[str, Rows]) -> None:
    without = {(row["outcome"], row["status"]) for row in tables["trials"] if row["score_0_to_1"] == ""}
    assert without == {("infrastructure", "not marked"), ("done", "not marked")}


def test_no_cell_begins_as_a_formula(tables: dict[str, Rows]) -> None:
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert f"'{FORMULA}" in {row["why"] for row in tables["trials"]}
    assert f"'{FORMULA}" in {row["error"] for row in tables["calls"]}
    assert f"'{FORMULA}" in {row["why"] for row in tables["checks"]}


def test_a_review_says_who_decided_what_in_how_long_and_no_words(tables: dict[str, Rows], ran: Ran) -> None:
    of_trial, of_truth = tables["reviews"]
    assert (of_trial["trial_id"], of_trial["arm"]) == (ran.made[0].planned.id, ran.made[0].planned.arm.id)
    assert (of_trial["decision"], of_trial["seconds"], of_trial["cut"]) == ("acted", "12.5", "false")
    assert (of_trial["reviewer"], of_trial["reviewer_kind"], of_trial["warranted"]) == (PERSON, "person", "true")
    assert (of_truth["trial_id"], of_truth["arm"], of_truth["reviewer_kind"]) == ("", "", "program")
    assert [of_truth[name] for name in ("piece_of", "rows", "defect", "found")] == [
        "truth",
        "4",
        "digits swapped",
        "true",
    ]
    assert not {"item", "reason", "note"} & set(of_trial)


def test_no_prompt_and_no_reply_is_in_it(export: Export) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in export("csv").iterdir())
    assert PROMPT not in text
    assert REPLY not in text
