"""What a trial with retrieval says of its finds, down to the ledger."""

import asyncio
from dataclasses import replace
from pathlib import Path

from harness.plan.benchmark import arms_of
from harness.plan.design import Design
from harness.plan.level import Level
from tests.harness.fakes import FakeProvider, reference
from tests.harness.run.making import ledger_for, plan, workshop


def finding() -> Design:
    """Return the petty cash clerk's design with passages instead of files."""
    said = reference(Level.CONTEXT).model_dump(mode="json")
    said["context"]["retrieval"] = {"budget_tokens": 300, "chunk_tokens": 20}
    said["agent"][0]["reads"] = ["brief", "instructions", "retrieval"]
    return Design.model_validate(said)


def test_recall_and_ndcg_of_each_find_stand_in_the_trial(tmp_path: Path) -> None:
    made = replace(plan(Level.CONTEXT, seeds=1), arms=arms_of([finding()], "fake", "m"))
    with ledger_for(made, tmp_path) as ledger:
        (trial,) = [trial for trial in made.trials if trial.arm.kind == "design"]
        asyncio.run(workshop(made, ledger, FakeProvider("line,category\nPC-1,meals")).run(trial, 1))
        spans = [span for span in ledger.spans(trial.id, 1) if span.kind == "retrieval"]
        assert {span.name for span in spans} == {"supplied"}
        assert all(span.detail.startswith("recall@1 ") and "nDCG@10 " in span.detail for span in spans)
        assert any("found: petty_cash.csv" in span.detail for span in spans)
        assert all(span.started_s >= 0 for span in spans)
