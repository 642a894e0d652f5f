"""Clocks and critical path of whole trials, whose models take known seconds; the seconds are exact, none is waited."""

import pytest

from harness.api.happened.rows import TrialHappened
from harness.errors import Overloaded
from harness.messages import Request
from harness.plan.design import Design
from tests.harness.api.happened.making import Timed, happened, tried
from tests.harness.fakes import Said
from tests.harness.orchestrators.teams import BOOK, agent, one_after_the_other, team

NOTE = "Done."


def independent(many: int) -> Design:
    """Some specialists who wait for nobody, and a chief who reads what each of them writes."""
    names = [f"a{place}" for place in range(many)]
    tables = [f'[[table]]\nname = "t{name}"\ncolumns = [{{ name = "line" }}]\n' for name in names]
    reads = ", ".join(f'"t{name}"' for name in names)
    chief = agent("chief", f"reads = [{reads}]") + '[coordinator]\nagent = "chief"\n'
    return team(*tables, *(agent(name, f'writes = ["t{name}"]') for name in names), chief=chief)


def say_table(request: Request) -> Said:
    return NOTE if request.agent == "chief" else f"t{request.agent}\n\nline\nPC-1"


def path(found: TrialHappened) -> list[tuple[str, str, float]]:
    return [(step.kind, step.agent, round(step.seconds, 6)) for step in found.path if step.seconds > 1e-9]


def test_five_independent_specialists_take_as_long_as_one() -> None:
    design = independent(5)
    found = happened(
        design, tried(design, Timed(say_table, dict.fromkeys([f"a{n}" for n in range(5)] + ["chief"], 2.0)))
    )
    assert found.clocks.wall_s == pytest.approx(4.0)
    assert found.clocks.active_s == pytest.approx(4.0)
    assert found.clocks.summed_s == pytest.approx(12.0)
    assert found.clocks.parallelism == pytest.approx(3.0)


def test_the_work_on_the_critical_path_is_the_wall_clock_within_5_percent() -> None:
    design = independent(5)
    found = happened(
        design, tried(design, Timed(say_table, {"a0": 1, "a1": 4, "a2": 2, "a3": 3, "a4": 0.5, "chief": 1.5}))
    )
    assert path(found) == [("call", "a1", 4.0), ("call", "chief", 1.5)]
    work_s = sum(step.seconds for step in found.path if step.key)
    assert work_s == pytest.approx(found.clocks.wall_s, rel=0.05)
    assert sum(step.seconds for step in found.path) == pytest.approx(found.clocks.wall_s)


def test_it_goes_through_those_that_were_waited_for() -> None:
    """Slow is at work for as long as reader and adder together, but the chief waits for all."""
    design = team(
        agent("writer", 'writes = ["lines"]'),
        agent("adder", 'reads = ["lines"]', 'writes = ["totals"]'),
        agent("slow", 'writes = ["escalations"]'),
    )
    said = {"writer": "lines\n\nline,category\nPC-1,travel", "adder": "totals\n\ncategory,amount\ntravel,1.00"}
    seconds = {"writer": 3.0, "adder": 2.0, "slow": 4.5, "chief": 1.0}
    found = happened(design, tried(design, Timed(lambda request: said.get(request.agent, NOTE), seconds)))
    assert path(found) == [("call", "writer", 3.0), ("call", "adder", 2.0), ("call", "chief", 1.0)]


def test_waiting_before_a_repeat_is_on_the_path_and_is_no_work() -> None:
    busy = one_after_the_other(Overloaded("busy", retry_after_s=0.0), "ta0\n\nline\nPC-1")

    def say(request: Request) -> Said:
        return busy(request) if request.agent == "a0" else NOTE

    design = independent(1)
    found = happened(design, tried(design, Timed(say, {"a0": 2.0, "chief": 1.0})))
    assert path(found) == [("failed", "a0", 2.0), ("call", "a0", 2.0), ("call", "chief", 1.0)]
    assert found.clocks.active_s == pytest.approx(3.0)
    assert found.clocks.waited_s == pytest.approx(2.0)


def test_a_fan_out_counts_as_one_at_work_for_each_item() -> None:
    sorter = agent("sorter", 'each = ["book"]', 'each_gives = "one"', 'writes = ["lines"]')
    design = team(BOOK, sorter)
    found = happened(design, tried(design, Timed("lines\n\nline,category\nPC-1,travel", {"sorter": 1.0})))
    items = round(found.clocks.summed_s)
    assert items > 3
    assert found.clocks.active_s == pytest.approx(1.0)
    assert found.clocks.parallelism == pytest.approx(items)
