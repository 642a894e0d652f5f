"""Reads a benchmark run for the case: what it measured between ways of using AI. The ledger is the harness's own."""

import datetime as dt
from collections.abc import Iterable

import harness.api
from harness.api.comparing.measures import MeasuredPair, measured_pairs
from harness.api.rows import Arm, RunView
from harness.errors import BadPlan, HarnessError
from harness.plan.level import Level
from reports.kinds.business_case.rows import Measured, Step

LEDGER = harness.api.Settings().ledger_url
LADDER = tuple(Level)


def read_run(run: str, target: Level, ledger: str = LEDGER) -> Measured | str:
    """Return what a run measured up to a way of using AI; one sentence where it cannot be read.

    Neither where the ledger lies nor which other runs it holds is said: the sentence goes to whoever may see the case.
    """
    try:
        view = harness.api.open_view(ledger, run, checks=False)
    except BadPlan:
        return f"the ledger has no run '{run}' that can be read here"
    except HarnessError:
        return "this installation has no ledger of benchmark runs that can be read"
    if view.id != run:
        return f"'{run}' is not the whole id of a run; the whole one means the same run tomorrow"
    return measured(view, target)


def measured(view: RunView, target: Level) -> Measured:
    """Return what a run measured up to a way of using AI."""
    attention = view.person.attention if view.person else ()
    pairs = measured_pairs(view.comparisons, view.trials, attention)
    highest = _only(view, target)
    terms = next((one.terms for one in attention if isinstance(highest, Arm) and one.arm == highest.id), ())
    return Measured(
        run=view.id,
        task=view.task_title,
        on=dt.datetime.fromisoformat(view.created).date(),
        model=view.model,
        evidence=view.evidence,
        evidence_note=view.evidence_note,
        has_faults=bool(view.faults),
        cases=len(view.seeds),
        cases_needed=view.cases_needed,
        steps={left: _step(view, highest, left, pairs) for left in LADDER[: LADDER.index(target)]},
        terms=terms,
        unaided_min=view.unaided_min,
        unaided_source=view.unaided_source.strip().rstrip("."),
    )


def _only(view: RunView, level: Level) -> Arm | str:
    """Return the one design at a level; more than one would have to be chosen between, and the choice would flatter."""
    own = [arm for arm in view.arms if arm.kind == "design" and arm.level is level]
    if len(own) != 1:
        return f"the run has {len(own) or 'no'} design{'s' if len(own) > 1 else ''} at {level}, and it takes one"
    return own[0]


def _step(view: RunView, highest: Arm | str, left: Level, pairs: Iterable[MeasuredPair]) -> Step:
    lower = _only(view, left)
    if isinstance(highest, str) or isinstance(lower, str):
        return Step({}, highest if isinstance(highest, str) else str(lower))
    return Step({pair.measure: pair for pair in pairs if (pair.first, pair.second) == (highest.id, lower.id)})
