"""From what a user asks for to a checked plan: nothing is spent before everything is known to fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.api.ablating.ordering import taken_apart
from harness.api.asked.models import (
    AskedModel,
    check_models_may_see,
    check_money_is_known,
    make_own,
    make_run_s,
    models_asked,
)
from harness.api.checked.finding import find_design
from harness.api.controls.ordering import margin_of, one_agent
from harness.api.controls.verdict import Terms
from harness.context.registry import make_tool, source_names, tool_names
from harness.errors import BadDesign, BadPlan
from harness.messages import Api, CacheFor, Evidence, Provider, ProviderSettings, Sampling
from harness.plan.at_run.faults import check_faults, parse_faults
from harness.plan.at_run.own_models import model_word, weakest
from harness.plan.benchmark import Plan, arms_of
from harness.plan.checking.check import check_design
from harness.plan.control import WARM
from harness.plan.design import Design, read_design
from harness.plan.level import Level
from harness.plan.tools import Known
from harness.providers.registry import provider_names
from harness.run.build import make_orchestrator
from harness.stats.planning import cases_needed
from tasks_bank.catalog import find_task
from tasks_bank.errors import BadSeed
from tasks_bank.task import Task

_SEED = Sampling().seed
_HOTTEST = 2
"""The highest temperature that services take."""


@dataclass(frozen=True, slots=True)
class Order:
    """A benchmark as a user asks for it."""

    task: str
    levels: tuple[str, ...] = tuple(Level)
    """Levels whose reference designs are run."""
    designs: tuple[str, ...] = ()
    """Further designs: files, or names in ``$TOPRUNG_HOME/designs`` or among the task's own."""
    cases: int = 6
    seed: int = 1
    """Of the first case; the others follow it."""
    dials: str = "default"
    epochs: int = 1
    """How often each design does each case."""
    model: str = "local"
    base_url: str | None = None
    api: Api = "chat"
    api_key_env: str | None = None
    orchestrator: str = "native"
    temperature: float | None = None
    """How freely the model chooses its words; at 0 a repeat gives the same answer again. None: 0, where it is taken."""
    cache: CacheFor = "off"
    call_in_tokens: int | None = None
    """A tighter limit on what one call sends than the provider's own."""
    call_out_tokens: int | None = None
    over: tuple[str, ...] = ()
    """The parts of the one design whose worth is asked for, or ``all``: it is run beside itself without each."""
    controls: bool = False
    """True runs each team beside one agent that may spend as much."""
    control_design: str = ""
    """The one agent, as `designs` are named; empty: the run's design at CONTEXT, else the task's reference."""
    control_margin: float | None = None
    """A difference in quality that would not matter; None takes the stated one."""
    faults: tuple[str, ...] = ()
    """Faults to inject: ``agent:NAME=down``."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a plan can and cannot show, known before it starts."""

    trials: int
    comparisons: int
    cases: int
    cases_needed: int
    """The fewest cases at which that many comparisons can reach a verdict."""
    price_known: bool
    teams: int = 0
    """Designs that are judged beside their controls."""
    controls_cases_needed: int = 0
    """The fewest cases at which they can be; 0 without controls."""

    @property
    def verdict_possible(self) -> bool:
        """True when there are enough cases for a verdict."""
        return self.cases >= self.cases_needed


def make_plan(order: Order, ledger_url: str | None = None) -> Plan:
    """Turn an order into a plan that holds together. Raises BadPlan, BadDesign, UnknownModel or MissingPiece."""
    _check_figures(order)
    task = find_task(order.task)
    seeds = tuple(range(order.seed, order.seed + order.cases))
    _has_cases(task, seeds)
    parts, designs, control = _designs(task, order)
    make_orchestrator(order.orchestrator)
    faults = parse_faults(order.faults)
    check_faults(faults, designs)
    reach = ProviderSettings("", order.base_url, order.api, order.api_key_env, ledger_url)
    provider = make_run_s(order.model, reach)
    if order.temperature is not None and not provider.limits.takes_sampling:
        raise BadPlan(
            f"--temperature is {order.temperature:g}, but provider '{provider.name}' takes none; leave it out"
        )
    return Plan(
        task=task.name,
        task_version=task.version,
        dials=order.dials,
        dial_values=task.dials(order.dials),
        seeds=seeds,
        epochs=order.epochs,
        orchestrator=order.orchestrator,
        provider=provider.name,
        model=provider.model,
        api=order.api,
        # The official SDKs read it from the environment too; it goes into the plan so that a resume reaches the same.
        base_url=provider.base_url,
        evidence=_evidence(task, designs, provider, replace(reach, model=provider.model)),
        sampling=Sampling(
            temperature=(order.temperature or 0.0) if provider.limits.takes_sampling else None,
            seed=_SEED if provider.limits.takes_sampling else None,
            cache=order.cache,
            call_in_tokens=order.call_in_tokens or provider.limits.call_in_tokens,
            call_out_tokens=order.call_out_tokens or provider.limits.call_out_tokens,
        ),
        arms=arms_of(
            designs,
            provider.name,
            provider.model,
            control=control,
            warm=(order.temperature or WARM) if provider.limits.takes_sampling else None,
        ),
        task_digest=task.digest,
        ablates=parts,
        margin=margin_of(order.control_margin) if order.controls else None,
        faults=tuple(fault.word for fault in faults),
    )


def _check_figures(order: Order) -> None:
    """Refuse figures that no run can have. Raises BadPlan."""
    if order.cases < 1:
        raise BadPlan(f"--cases is {order.cases}; a run needs at least one case")
    if order.epochs < 1:
        raise BadPlan(f"--epochs is {order.epochs}; a design has to do each case at least once")
    for option, tokens in (("--call-in-tokens", order.call_in_tokens), ("--call-out-tokens", order.call_out_tokens)):
        if tokens is not None and tokens < 1:
            raise BadPlan(f"{option} is {tokens}; a call needs at least one token")
    if order.temperature is not None and not 0 <= order.temperature <= _HOTTEST:
        raise BadPlan(f"--temperature is {order.temperature:g}; it goes from 0 to {_HOTTEST}")


def _evidence(task: Task, designs: Sequence[Design], run: Provider, reach: ProviderSettings) -> Evidence:
    """Return what the run's models together are evidence of, once it is known that all of them may be asked."""
    own = {word: _asked(provider, word) for word, provider in make_own(designs, run.name, reach).items()}
    of_run = _asked(run, model_word(run.name, run.model))
    check_models_may_see(task, (of_run, *own.values()))
    check_money_is_known(designs, of_run, own)
    return weakest(model.evidence for model in (of_run, *own.values()))


def _asked(provider: Provider, word: str) -> AskedModel:
    return AskedModel(word, provider.evidence, provider.base_url)


def promise(plan: Plan) -> Promise:
    """Say what a plan can show."""
    needed = cases_needed(plan.comparisons) if plan.comparisons else 1
    known = all(model.price_known for model in models_asked(plan))
    teams = len(plan.teams)
    with_controls = 0 if plan.margin is None else Terms(plan.margin, teams).cases_needed
    return Promise(len(plan.trials), plan.comparisons, len(plan.seeds), needed, known, teams, with_controls)


def known_for(task: Task) -> Known:
    """Return what a design for the task can be checked against."""
    tables = {deliverable.name: deliverable.columns for deliverable in task.deliverables}
    return Known(
        tools={name: make_tool(name) for name in tool_names()},
        sources=source_names(),
        deliverables=tuple(tables),
        columns=tables,
        writes={deliverable.name: deliverable.write for deliverable in task.deliverables if deliverable.write},
        providers=frozenset(provider_names()),
    )


def _has_cases(task: Task, seeds: Sequence[int]) -> None:
    """Refuse cases that a task without a generator does not have. Raises BadPlan."""
    try:
        task.check_seeds(seeds)
    except BadSeed as error:
        raise BadPlan(f"{error}; say which with --seed and how many with --cases") from error


def _designs(task: Task, order: Order) -> tuple[tuple[str, ...], Sequence[Design], Design | None]:
    """Return all designs of an order, checked.

    With them the parts that are taken out of the first, where that is asked; and the one agent of controls.
    """
    found = _named(task, order)
    control: Design | None = None
    if order.controls:
        named = find_design(task, order.control_design) if order.control_design else None
        reference = next(iter(_references(task, Level.CONTEXT)), None)
        control = one_agent(found, named, reference)
        # What a team is held against first of all is that agent as it is, so it runs as well.
        found = found if control in found else [*found, control]
    elif order.control_design or order.control_margin is not None:
        raise BadPlan("--control-design and --control-margin say how controls are made; ask for them with --controls")
    _check(task, found)
    parts: tuple[str, ...] = ()
    if order.over:
        parts, found = taken_apart(found, order.over, lambda left: _check(task, [left]))
        _check(task, found[1:])
    ids = [design.id for design in found]
    twice = sorted({design.name for design in found if ids.count(design.id) > 1})
    if twice:
        raise BadPlan(f"design '{twice[0]}' stands twice in the run; give each design once")
    return parts, found, control


def _check(task: Task, designs: Sequence[Design]) -> None:
    for design in designs:
        if design.task != task.name:
            raise BadDesign(f"design '{design.name}' is for task '{design.task}', not '{task.name}'")
        check_design(design, known_for(task))


def _named(task: Task, order: Order) -> Sequence[Design]:
    """Read the designs that an order names."""
    found: list[Design] = []
    for word in order.levels:
        if word not in list(Level):
            raise BadPlan(f"there is no level '{word}'; the levels are {', '.join(Level)}")
        at_level = _references(task, word)
        if not at_level:
            raise BadPlan(f"task '{task.name}' brings no reference design at level '{word}'")
        found += at_level
    found += [find_design(task, name) for name in order.designs]
    if not found:
        raise BadPlan("no design to run; name levels with --levels or a design with --design")
    return found


def _references(task: Task, level: str) -> list[Design]:
    """Return the task's reference design of a level, which bears the task's name and the level's."""
    designs = [read_design(path) for path in task.designs]
    return [design for design in designs if design.level == level and design.name == f"{task.name}-{level}"]
