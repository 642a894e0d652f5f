"""Reads from the ledger what happened in a run, or in one trial of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from harness.api.clocks.arms import Timed, arm_clocks
from harness.api.clocks.before import MayFollow, may_follow
from harness.api.clocks.path import critical_path
from harness.api.clocks.reading import clocks_of
from harness.api.failures.labelling import arm_failures, labels_of
from harness.api.failures.seen import Seen
from harness.api.happened.pieces import pieces_of
from harness.api.happened.rows import Happened, Label, TrialHappened
from harness.api.rows import TrialRow
from harness.plan.benchmark import Plan
from harness.plan.level import Level
from harness.store.ledger import Ledger, open_ledger
from harness.store.reading.lines import TrialLine
from harness.store.reading.steps import Key, Steps
from harness.store.records import Json

_AT_A_TIME = 200
"""Trials whose steps are read together: enough for few questions, and few enough for memory to stay flat."""


@dataclass(frozen=True, slots=True)
class Team:
    """What of an arm's design has to be known to say what happened in its trials."""

    level: Level
    may_follow: MayFollow


def open_happened(ledger_url: str, run: str) -> Happened:
    """Read what happened in a run that is named as for `open_view`. Raises BadPlan or LedgerError."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        return happened_in(ledger, record.id, Plan.from_json(record.plan))


def happened_in(ledger: Ledger, run_id: str, plan: Plan) -> Happened:
    """Add up what happened in a run, by arm; trials that infrastructure ended are left out."""
    timed: defaultdict[str, list[Timed]] = defaultdict(list)
    labels: defaultdict[str, list[tuple[Label, ...]]] = defaultdict(list)
    teams, missed = teams_of(plan), missed_by(ledger, run_id)
    for line, steps in _each(ledger, run_id):
        found = trial_happened(line, steps, missed.get((line.id, line.attempt)), teams[line.arm])
        timed[line.arm].append((line.seed, found.clocks, found.path))
        labels[line.arm].append(found.labels)
    arms = [arm.id for arm in plan.arms if timed[arm.id]]
    return Happened(
        tuple(arm_clocks(arm, timed[arm]) for arm in arms), tuple(arm_failures(arm, labels[arm]) for arm in arms)
    )


def trial_happened(trial: TrialLine | TrialRow, steps: Steps, missed: int | None, team: Team) -> TrialHappened:
    """Say what happened in one trial; `missed` is how many things should have gone to a person and did not."""
    pieces = pieces_of(steps, trial.wall_s)
    status = trial.status or "not marked"
    return TrialHappened(
        clocks_of(pieces, trial.wall_s, trial.waited_s),
        tuple(critical_path(pieces, trial.wall_s, team.may_follow)),
        labels_of(Seen(team.level, trial.outcome, trial.why, status, trial.score, steps, missed)),
    )


def teams_of(plan: Plan) -> dict[str, Team]:
    """Return what has to be known of the designs, by arm."""
    return {arm.id: Team(arm.design.level, may_follow(arm.design)) for arm in plan.arms}


def missed_by(ledger: Ledger, run_id: str) -> dict[Key, int]:
    """Return how many things each answer should have handed to a person and did not; none where nobody counted."""
    found: dict[Key, int] = {}
    for trial_id, attempt, grade in ledger.checks(run_id):
        found.pop((trial_id, attempt), None)
        if (missed := missed_in(grade)) is not None:
            found[trial_id, attempt] = missed
    return found


def missed_in(grade: Json) -> int | None:
    """Return the same of one marked answer; None where nobody counted."""
    counted = [check["handed_over"] for check in grade["checks"] if check.get("handed_over")]
    return counted[-1]["due"] - counted[-1]["rightly"] if counted else None


def _each(ledger: Ledger, run_id: str) -> Iterator[tuple[TrialLine, Steps]]:
    lines = [line for line in ledger.trial_lines(run_id) if line.outcome != "infrastructure"]
    for first in range(0, len(lines), _AT_A_TIME):
        together = lines[first : first + _AT_A_TIME]
        steps = ledger.steps([(line.id, line.attempt) for line in together])
        yield from ((line, steps.get((line.id, line.attempt), Steps())) for line in together)
