import asyncio
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest

from harness.errors import BadPlan, LedgerError, Overloaded
from harness.meter.prices import ModelPrice, PriceTable
from harness.plan.benchmark import Plan
from harness.plan.design import Budget
from harness.plan.level import Level
from harness.run.build import Done, Workshop, make_orchestrator, orchestrator_names
from harness.run.equipping import limits_of
from tasks_bank.answer import Answer
from tasks_bank.errors import BrokenTask
from tasks_bank.task import Task
from tests.harness.fakes import FakeProvider, petty_cash, reference
from tests.harness.run.making import ledger_for, plan, workshop

PRICES = PriceTable("p", {"fake/m": ModelPrice(input_usd_per_mtok=1, output_usd_per_mtok=10)})


def run_all(shop: Workshop, made: Plan) -> Sequence[Done]:
    async def together() -> Sequence[Done]:
        return await asyncio.gather(*(shop.run(trial, 1) for trial in made.trials))

    return asyncio.run(together())


def test_a_trial_is_committed_with_its_mark_its_calls_and_its_spans(tmp_path: Path) -> None:
    made = plan(Level.CONTEXT, seeds=1)
    with ledger_for(made, tmp_path) as ledger:
        done = run_all(workshop(made, ledger, FakeProvider("line,category\nPC-1,meals"), PRICES), made)
        trials = {trial.id: trial for trial in ledger.trials(made.id)}
        assert {each.trial.id for each in done} == set(trials) == {trial.id for trial in made.trials}
        assert len(ledger.grades(made.id)) == 2
        real = next(trial for trial in made.trials if trial.arm.kind == "design")
        calls = ledger.calls(real.id, 1)
        assert [call.start.agent for call in calls] == ["clerk"] * len(calls)
        assert all(call.end is not None and call.end.status == "ok" for call in calls)
        assert {span.kind for span in ledger.spans(real.id, 1)} == {"tool", "agent"}
        taken = next(each for each in done if each.trial.id == real.id)
        assert (taken.tokens, taken.nano_usd) == (15 * len(calls), 60_000 * len(calls))


def test_an_unknown_price_stays_unknown(tmp_path: Path) -> None:
    made = plan(seeds=1)
    with ledger_for(made, tmp_path) as ledger:
        assert [done.nano_usd for done in run_all(workshop(made, ledger, FakeProvider("x")), made)] == [None]


def test_a_case_is_dealt_once_for_all_who_ask_for_it_at_the_same_moment(tmp_path: Path) -> None:
    made = plan(*Level, seeds=3, epochs=2)
    with ledger_for(made, tmp_path) as ledger, patch.object(Task, "deal", autospec=True, side_effect=Task.deal) as deal:
        run_all(workshop(made, ledger, FakeProvider("x")), made)
    assert sorted(call.args[1] for call in deal.call_args_list) == [1, 2, 3]


def test_a_fault_of_the_service_is_kept_as_infrastructure_without_a_mark(tmp_path: Path) -> None:
    made = plan(seeds=1)
    fake = FakeProvider(lambda _: Overloaded("busy", 0.0))
    with ledger_for(made, tmp_path) as ledger:
        (done,) = run_all(workshop(made, ledger, fake), made)
        assert (done.trial.outcome, done.trial.why, ledger.grades(made.id)) == ("infrastructure", "busy", [])
        assert [call.end and call.end.status for call in ledger.calls(done.trial.id, 1)] == ["overloaded"] * 8


def test_escalations_are_counted_however_they_are_handed_in(tmp_path: Path) -> None:
    made = plan(seeds=1)
    fake = FakeProvider("## escalations\nitem,reason,why\nPC-1,over_limit,x\nPC-2,over_limit,y")
    with ledger_for(made, tmp_path) as ledger:
        (done,) = run_all(workshop(made, ledger, fake), made)
    assert done.trial.escalations >= 2


def test_a_closed_ledger_ends_the_run(tmp_path: Path) -> None:
    made = plan(seeds=1)
    with ledger_for(made, tmp_path) as ledger:
        pass
    fake = FakeProvider("x")
    with pytest.raises(LedgerError, match="is closed"):
        run_all(workshop(made, ledger, fake), made)
    assert not fake.requests


def test_an_answer_that_the_marker_fails_on_is_committed_without_a_mark(tmp_path: Path) -> None:
    made = plan(seeds=2)
    fault = BrokenTask("task 'petty_cash', grade(), seed 1: ZeroDivisionError")
    with ledger_for(made, tmp_path) as ledger, patch.object(Task, "grade", side_effect=fault):
        run_all(workshop(made, ledger, FakeProvider("x")), made)
        trials = ledger.trials(made.id)
        assert [(trial.outcome, Answer.from_json(trial.answer).text) for trial in trials] == [("done", "x\n\nx")] * 2
        assert ledger.grades(made.id) == []
        assert [span.detail for span in ledger.spans(trials[0].id, 1) if span.kind == "marker"] == [str(fault)]


def test_an_answer_names_the_case_that_it_belongs_to(tmp_path: Path) -> None:
    made = plan(seeds=2)
    with ledger_for(made, tmp_path) as ledger:
        done = run_all(workshop(made, ledger, FakeProvider("x")), made)
    dealt = [petty_cash().deal(trial.seed, made.dial_values).digest for trial in made.trials]
    assert [each.trial.answer["case"] for each in done] == dealt


def test_an_unknown_orchestrator_is_named_with_those_that_there_are() -> None:
    with pytest.raises(BadPlan, match=r"there is no orchestrator 'nativ'; there are .*native"):
        make_orchestrator("nativ")


@pytest.mark.parametrize("name", orchestrator_names())
def test_an_orchestrator_bears_the_name_of_its_folder(name: str) -> None:
    assert make_orchestrator(name).name == name


def test_a_budget_in_dollars_is_kept_in_nano_dollars() -> None:
    design = reference("prompting").model_copy(update={"budget": Budget(usd=0.05, tokens=10, calls=3)})
    limits = limits_of(design)
    assert (limits.nano_usd, limits.tokens, limits.calls) == (50_000_000, 10, 3)
    assert limits_of(reference("prompting")).nano_usd is None
