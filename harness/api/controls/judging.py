"""From a run's rows to what each of its teams is worth."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from harness.api.comparing.pairs import Compared
from harness.api.controls.rows import BesideKind, TeamVerdict
from harness.api.controls.verdict import CHEAPER, Held, Terms, judge
from harness.api.entries import read_entries
from harness.api.rows import TrialRow
from harness.plan.benchmark import Plan, PlannedArm
from harness.store.ledger import Ledger
from harness.store.records import RunRecord


def verdicts_of(ledger: Ledger, record: RunRecord) -> tuple[TeamVerdict, ...]:
    """Read what a run's teams are worth, and nothing else of the run."""
    plan = Plan.from_json(record.plan)
    trials: defaultdict[str, list[TrialRow]] = defaultdict(list)
    for entry in read_entries(ledger, record.id, plan, checks=False):
        trials[entry.trial.arm].append(entry.trial)
    return team_verdicts(plan, trials)


def team_verdicts(plan: Plan, trials: Mapping[str, Iterable[TrialRow]]) -> tuple[TeamVerdict, ...]:
    """Judge each team that has controls; `trials` are those of each row, by its id. Empty without controls."""
    if plan.margin is None:
        return ()
    compared = {arm.id: Compared.of(arm.id, arm.design.level, trials.get(arm.id, ())) for arm in plan.arms}
    terms = Terms(plan.margin, len(plan.teams), is_tampered=bool(plan.faults))
    return tuple(judge(_held(plan, team, compared), terms) for team in plan.teams)


def _held(plan: Plan, team: PlannedArm, compared: Mapping[str, Compared]) -> Held:
    controls = {arm.kind: arm for arm in plan.arms if arm.of == team.id}
    silent = next((arm for arm in plan.arms if arm.kind == "tools only" and arm.design == team.design), None)
    if silent is not None:
        controls["tools only"] = silent
    one_agent = next(iter(arm for arm in controls.values() if arm.is_control)).design
    context = next(arm for arm in plan.designs if arm.design == one_agent)
    held = {cast("BesideKind", kind): compared[controls[kind].id] for kind in CHEAPER if kind in controls}
    return Held(compared[team.id], compared[context.id], held)
