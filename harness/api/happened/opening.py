"""Reads from the ledger what happened in a run, or in one trial of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from harness.api.clocks.arms import Timed, arm_clocks
from harness.api.clocks.before import MayFollow, may_follow
from harness.api.clocks.path import critical_path
from harness.api.clocks.reading import clocks_of
from harness.api.failures.labelling import arm_failures, labels_of
from harness.api.failures.seen import Seen
from harness.api.happened.pieces import pieces_of
from harness.api.happened.rows import Happened, Label, TrialHappened
from harness.plan.benchmark import Plan, PlannedArm
from harness.store.ledger import Ledger, open_ledger
from harness.store.reading.lines import TrialLine
from harness.store.reading.steps import Steps

_AT_A_TIME = 200
"""Trials whose steps are read together: enough for few questions, and few enough for memory to stay flat."""
Rules = Mapping[str, MayFollow]
"""By arm: whose work may have waited for whose."""


def open_happened(ledger_url: str, run: str) -> Happened:
    """Read what happened in a run that is named as for `open_view`. Raises BadPlan or LedgerError."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        return happened_in(ledger, ledger.run(run).id)


def happened_in(ledger: Ledger, run_id: str) -> Happened:
    """Add up what happened in a run, by arm; trials that infrastructure ended are left out."""
    plan = Plan.from_json(ledger.run(run_id).plan)
    timed: defaultdict[str, list[Timed]] = defaultdict(list)
    labels: defaultdict[str, list[tuple[Label, ...]]] = defaultdict(list)
    for line, found in _each(ledger, run_id, plan):
        timed[line.arm].append((line.seed, found.clocks, found.path))
        labels[line.arm].append(found.labels)
    arms = [arm.id for arm in plan.arms if timed[arm.id]]
    return Happened(
        tuple(arm_clocks(arm, timed[arm]) for arm in arms), tuple(arm_failures(arm, labels[arm]) for arm in arms)
    )


def trial_happened(line: TrialLine, steps: Steps, arm: PlannedArm, rule: MayFollow) -> TrialHappened:
    """Say what happened in one trial."""
    pieces = pieces_of(steps, line.wall_s)
    seen = Seen(arm.design.level, line.outcome, line.why, line.status or "not marked", line.score, steps)
    return TrialHappened(
        clocks_of(pieces, line.wall_s, line.waited_s),
        tuple(critical_path(pieces, line.wall_s, rule)),
        labels_of(seen),
    )


def rules_of(plan: Plan) -> dict[str, MayFollow]:
    """Return by arm whose work may have waited for whose."""
    return {arm.id: may_follow(arm.design) for arm in plan.arms}


def _each(ledger: Ledger, run_id: str, plan: Plan) -> Iterator[tuple[TrialLine, TrialHappened]]:
    arms, rules = {arm.id: arm for arm in plan.arms}, rules_of(plan)
    lines = [line for line in ledger.trial_lines(run_id) if line.outcome != "infrastructure"]
    for first in range(0, len(lines), _AT_A_TIME):
        together = lines[first : first + _AT_A_TIME]
        steps = ledger.steps([(line.id, line.attempt) for line in together])
        for line in together:
            found = steps.get((line.id, line.attempt), Steps())
            yield line, trial_happened(line, found, arms[line.arm], rules[line.arm])
