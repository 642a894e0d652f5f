import json
from pathlib import Path
from typing import Any

from tests.harness.api.export import sums
from tests.harness.api.export.conftest import Export, Ran
from tests.harness.api.export.making import FORMULA, PERSON, PROMPT, REPLY, TRUE_CELL


def lines(out: Path) -> list[dict[str, Any]]:
    text = out.read_text(encoding="utf-8")
    assert len(text.splitlines()) == text.count("\n"), "no text may hold what some take for the end of a line"
    return [json.loads(line) for line in text.splitlines()]


def kinds(found: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [line for line in found if line["kind"] == kind]


def of_fate(found: list[dict[str, Any]], ran: Ran, fate: str) -> dict[str, Any]:
    """Return the first trial of a design that met a fate."""
    trials = {line["trial_id"]: line for line in kinds(found, "trial")}
    met = [one.planned.id for one in ran.made if one.fate == fate and one.planned.arm.kind == "design"]
    return trials[met[0]]


def test_the_first_line_is_the_run(export: Export, ran: Ran) -> None:
    header = lines(export("jsonl"))[0]
    assert (header["kind"], header["evidence"], header["trials_planned"]) == ("run", "real", 18)
    assert header["evidence_note"].startswith("Real model")
    assert [arm["evidence"] for arm in header["arms"]] == ["real", "real", "silent"]
    assert [event["kind"] for event in header["events"]] == ["connections"]
    assert header["plan"]["arms"][0]["design"]["level"] == "prompting"
    assert ran.made[0].planned.arm.id in {arm["arm"] for arm in header["arms"]}


def test_trials_stand_in_the_order_of_the_plan(export: Export, ran: Ran) -> None:
    found = kinds(lines(export("jsonl")), "trial")
    assert [line["trial_id"] for line in found] == [made.planned.id for made in ran.made]


def test_tokens_calls_and_money_are_the_ledgers(export: Export, ran: Ran) -> None:
    found = lines(export("jsonl"))
    trials = kinds(found, "trial")
    counted = [call for trial in trials for call in trial["calls"]]
    for kind, total in sums.tokens(ran.path, counted=True).items():
        assert sum(trial[f"{kind}_tokens"] for trial in trials) == total
        assert sum(call[f"{kind}_tokens"] or 0 for call in counted) == total
    every = counted + kinds(found, "uncounted call")
    assert len(every) == len({call["call_id"] for call in every}) == sums.calls(ran.path, counted=False)
    assert sum(call["output_tokens"] or 0 for call in every) == sums.tokens(ran.path, counted=False)["output"]
    assert sum(call["cost_nano_usd"] or 0 for call in every) == sums.nano_usd(ran.path, counted=False)


def test_unknown_price_and_unknown_end_stay_unknown(export: Export, ran: Ran) -> None:
    found = lines(export("jsonl"))
    unpriced = of_fate(found, ran, "unknown price")
    assert unpriced["cost_nano_usd"] is None
    assert [call["cost_nano_usd"] for call in unpriced["calls"]] == [0, None, 2_500]
    cut = of_fate(found, ran, "cut")["calls"][-1]
    assert (cut["status"], cut["output_tokens"], cut["cost_nano_usd"]) == ("outcome unknown", None, None)
    assert (cut["worst_tokens"], cut["worst_cost_nano_usd"]) == (900, 9_000)


def test_reviews_are_the_last_lines_with_what_was_written_and_without_the_truth(export: Export) -> None:
    out = export("jsonl")
    of_trial, of_truth = found = kinds(lines(out), "review")
    assert lines(out)[-2:] == found
    assert (of_trial["reviewer"], of_trial["item"], of_trial["reason"]) == (PERSON, "PC-7", FORMULA)
    assert (of_trial["decision"], of_trial["seconds"], of_trial["evidence"]) == ("acted", 12.5, "real")
    assert (of_truth["trial_id"], of_truth["defect"], of_truth["found"]) == (None, "digits swapped", True)
    assert (of_truth["reviewer_kind"], of_truth["note"], of_truth["cut"]) == ("program", "2 total", True)
    assert TRUE_CELL not in out.read_text(encoding="utf-8")


def test_what_infrastructure_failed_is_in_and_labelled(export: Export, ran: Ran) -> None:
    trial = of_fate(lines(export("jsonl")), ran, "infrastructure")
    assert (trial["outcome"], trial["left_out"], trial["score_0_to_1"]) == ("infrastructure", True, None)
    assert trial["why"] == FORMULA


def test_calls_of_an_attempt_that_does_not_count_are_told_apart(export: Export, ran: Ran) -> None:
    found = lines(export("jsonl"))
    repeated = next(made.planned.id for made in ran.made if made.fate == "repeated")
    lost = kinds(found, "uncounted call")
    assert {(call["trial_id"], call["trial_attempt"]) for call in lost} == {(repeated, 1)}
    assert [call["status"] for call in lost] == ["ok", "outcome unknown"]


def test_the_last_mark_counts_and_earlier_ones_are_kept(export: Export, ran: Ran) -> None:
    trial = of_fate(lines(export("jsonl")), ran, "done")
    assert trial["score_0_to_1"] == 0.75
    assert len(trial["earlier_grades"]) == 1
    assert [check["name"] for check in trial["grade"]["checks"]] == ["lines", "totals", "tone"]


def test_prompts_replies_and_answers_are_in_it(export: Export, ran: Ran) -> None:
    trial = of_fate(lines(export("jsonl")), ran, "done")
    call = trial["calls"][1]
    assert call["messages"][1]["text"].startswith(PROMPT)
    assert call["reply"]["text"].startswith(REPLY)
    assert trial["answer"]["text"].startswith(REPLY)
    assert "£ and é" in trial["answer"]["text"]
