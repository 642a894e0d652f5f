"""Runs what of a plan is missing, and nothing twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

from harness.api.asked.models import check_models_may_see, make_own, make_run_s, models_asked
from harness.api.planning import Order, make_plan
from harness.dispatch.here import Equipment, Stopped, Watch, run_here
from harness.errors import BadPlan
from harness.messages import Provider, ProviderSettings, Timeouts
from harness.meter.budget import Limits
from harness.meter.prices import read_prices
from harness.plan.at_run.own_models import model_word
from harness.plan.benchmark import Plan, PlannedTrial
from harness.store.ledger import Ledger, open_ledger
from harness.store.reading.lines import TrialLine
from harness.store.records import RunRecord
from tasks_bank.catalog import find_task

__all__ = ["Order", "Settings", "Summary", "make_plan", "resume", "run"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run is carried out; none of it changes a mark. Times are another matter: see `max_connections`."""

    ledger_url: str = "sqlite:///runs.db"
    max_connections: int = 8
    """Requests at a time. Those to a shared model slow one another down: 1 times a model on this machine fairly."""
    api_key_env: str | None = None
    timeouts: Timeouts = field(default_factory=Timeouts)
    """How long one call may take."""
    limits: Limits = field(default_factory=Limits)
    """What this command may use up, over all trials and all their attempts."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run stands when the command ends."""

    run_id: str
    planned: int
    finished: int
    left_out: int
    """Trials left out because of infrastructure; the same command tries them again."""
    unmarked: int
    """Answers that the marker failed on; `regrade` marks them when it is mended."""
    unmarked_why: str
    """What went wrong with the first of them; empty when all are marked."""
    begun: int
    """Trials that this command had to do."""
    stopped: bool
    """True when the user stopped it before all was done."""
    limit: str
    """The limit of the run that is used up; empty when none is."""


def run(plan: Plan, settings: Settings, watch: Watch) -> Summary:
    """Run the missing trials of a plan. Raises RunInUse when another process is at it, LedgerError otherwise."""
    _check_may_see(plan)
    with open_ledger(settings.ledger_url) as ledger:
        ledger.save_run(_record(plan)).result()
        return _carry_on(plan, ledger, settings, watch)


def _record(plan: Plan) -> RunRecord:
    trials = tuple((trial.id, trial.arm.id) for trial in plan.trials)
    now = datetime.now(UTC)
    people = find_task(plan.task).people
    keep_until = now + timedelta(days=people.keep_days) if people and people.keep_days is not None else None
    return RunRecord(plan.id, now, version("toprung"), plan.to_json(), trials, keep_until)


def resume(name: str, settings: Settings, watch: Watch) -> Summary:
    """Run the missing trials of a run that the ledger has."""
    with open_ledger(settings.ledger_url, must_exist=True) as ledger:
        plan = Plan.from_json(ledger.run(name).plan)
        _check_may_see(plan)
        return _carry_on(plan, ledger, settings, watch)


def _check_may_see(plan: Plan) -> None:
    """Ask once more: what was said about people's data may have changed since the run was planned."""
    check_models_may_see(find_task(plan.task), models_asked(plan))


def missing(plan: Plan, ledger: Ledger) -> list[tuple[PlannedTrial, int]]:
    """Return the trials that have not ended, or only by infrastructure, with the number of their next attempt."""
    attempts = ledger.attempts([trial.id for trial in plan.trials])
    todo = []
    for trial in plan.trials:
        last, outcome = attempts.get(trial.id, (0, ""))
        if outcome in {"", "infrastructure"}:
            todo.append((trial, last + 1))
    return todo


def _carry_on(plan: Plan, ledger: Ledger, settings: Settings, watch: Watch) -> Summary:
    task = find_task(plan.task)
    if task.version != plan.task_version:
        raise BadPlan(
            f"run {plan.id} is of {plan.task}@{plan.task_version}, but version {task.version} is installed; "
            "start a new run, or install the version that it was made with"
        )
    if task.digest != plan.task_digest:
        raise BadPlan(
            f"run {plan.id} is of {plan.task_named}, but the task's folder has changed since ({task.digest} is "
            "installed); start a new run, or put the files back as they were"
        )
    prices = read_prices(plan.base_url)
    _limit_can_be_kept(plan, settings.limits)
    equipment = Equipment(task, ledger, _providers(plan, settings), prices, settings.max_connections, settings.limits)
    with ledger.lease(plan.id):
        todo = missing(plan, ledger)
        ended_early = run_here(plan, todo, equipment, watch) if todo else Stopped()
    ended = ledger.trial_lines(plan.id)
    left_out = sum(line.outcome == "infrastructure" for line in ended)
    unmarked = [line for line in ended if line.outcome != "infrastructure" and line.status is None]
    # A stop that came when nothing was left to begin has stopped nothing.
    stopped = ended_early.by_user and bool(missing(plan, ledger))
    return Summary(
        run_id=plan.id,
        planned=len(plan.trials),
        finished=len(ended) - left_out,
        left_out=left_out,
        unmarked=len(unmarked),
        unmarked_why=_why(ledger, unmarked[0]) if unmarked else "",
        begun=len(todo),
        stopped=stopped,
        limit=ended_early.limit,
    )


def _limit_can_be_kept(plan: Plan, limits: Limits) -> None:
    """Refuse a money limit where the price is unknown: it could never stop anything. Raises BadPlan."""
    unknown = [model.word for model in models_asked(plan) if not model.price_known]
    if limits.nano_usd is not None and unknown:
        raise BadPlan(
            f"the price of {unknown[0]} is not known, so a limit of ${limits.nano_usd / 1e9:g} could not stop the run; "
            "enter the price in $TOPRUNG_HOME/prices.toml, or limit tokens instead (--limit-tokens)"
        )


def _why(ledger: Ledger, trial: TrialLine) -> str:
    """Return why the marker failed on an answer, as the trial has noted it."""
    return next(span.detail for span in ledger.spans(trial.id, trial.attempt) if span.kind == "marker")


def _providers(plan: Plan, settings: Settings) -> Callable[[], Mapping[str, Provider]]:
    """Return what makes the providers of a plan's arms, by name, and those of agents' own models, by the model."""
    reach = ProviderSettings(
        plan.model,
        plan.base_url,
        plan.api,
        settings.api_key_env,
        settings.ledger_url,
        settings.max_connections,
        settings.timeouts,
    )

    def make() -> dict[str, Provider]:
        found: dict[str, Provider] = {}
        for arm in plan.arms:
            if arm.provider not in found:
                found[arm.provider] = make_run_s(model_word(arm.provider, arm.model), reach)
        return found | make_own([arm.design for arm in plan.designs], plan.provider, reach)

    return make
