"""Layer 2: turns the names of a plan into things, once a run, and each planned trial into a running one."""

import asyncio
import importlib
import logging
import pkgutil
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import harness.orchestrators
from harness.context.reading_files.texts import texts_of
from harness.context.registry import make_source, tools_of
from harness.errors import BadPlan
from harness.messages import Provider
from harness.meter.budget import Budget, Limits, RunBudget
from harness.meter.gateway import Gateway
from harness.meter.line import Line, NoPlaces, Places
from harness.meter.prices import PriceTable, read_prices
from harness.meter.throttle import Throttle
from harness.orchestrators.native.controls.orchestrator import Controls
from harness.plan.at_run.faults import parse_faults
from harness.plan.benchmark import SILENT, Plan, PlannedTrial
from harness.plan.control import Allowance
from harness.plan.design import Design
from harness.plan.job import Desk, Job, Orchestrator
from harness.plan.sources import Given, Source
from harness.run.desk_work import DeskWork
from harness.run.equipping import AtWork, accounts_of, equip, limits_of, own_lines
from harness.run.finds import spans_of_finds
from harness.run.matching import control_of
from harness.run.recording import LedgerRecorder
from harness.run.trial import Ended, Span, Stopwatch, run_trial
from harness.store.ledger import Ledger
from harness.store.records import EventRecord, GradeRecord, SpanRecord, TrialRecord
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.grade import Grade
from tasks_bank.reading.answer import read_answer
from tasks_bank.serving.serve import served
from tasks_bank.task import Task

log = logging.getLogger(__name__)

_CASES_KEPT = 16
"""A plan goes case by case, so older ones are not asked for again; memory stays flat."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """A case and its files as text."""

    case: Case
    digest: str
    """The case's own digest; it is made of all files, so it is made once."""
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """A trial that is committed, and what it took."""

    trial: TrialRecord
    tokens: int
    nano_usd: int | None
    """None when a price is unknown."""


class Workshop:
    """Everything that the trials of one run share."""

    def __init__(
        self,
        *,
        plan: Plan,
        task: Task,
        ledger: Ledger,
        providers: Mapping[str, Provider],
        prices: PriceTable,
        max_connections: int,
        limits: Limits | None = None,
        places: Places | None = None,
        orchestrator: Orchestrator | None = None,
    ) -> None:
        self._plan = plan
        self._task = task
        self._ledger = ledger
        self._faults = parse_faults(plan.faults)
        self._count_tokens = providers[plan.provider].count_tokens
        self._desk_work = DeskWork()
        self._recorder = LedgerRecorder(ledger)
        self.budget = RunBudget(limits or Limits())
        # One throttle for each provider: the rows *tools only* do not wait for a busy model.
        self._lines = {
            name: Line(
                provider=provider,
                recorder=self._recorder,
                prices=prices if provider.base_url == plan.base_url else read_prices(provider.base_url),
                throttle=Throttle(min(max_connections, provider.limits.at_once or max_connections), self._tell),
                run_id=plan.id,
                # What *tools only* asks reaches nobody, so no limit of the run is meant for it.
                budget=self.budget if name != SILENT else RunBudget(),
                places=places or NoPlaces(),
                # Without a model texts are counted as the run's own model counts them.
                count_tokens=self._count_tokens if name == SILENT else None,
            )
            for name, provider in providers.items()
        }
        self._sources: dict[str, list[Source]] = {}
        self._orchestrator = orchestrator or make_orchestrator(plan.orchestrator)
        self._cases: OrderedDict[int, Dealt] = OrderedDict()
        self._dealing: dict[int, asyncio.Lock] = {}

    async def run(self, planned: PlannedTrial, attempt: int, allowance: Allowance | None = None) -> Done:
        """Run a planned trial; when this returns, it is committed. A control's `allowance` is what its team used."""
        dealt = await self._case(planned.seed)
        price = self._lines[planned.arm.provider].price
        control = None if allowance is None else control_of(self._plan, planned, allowance, price)
        limits = limits_of(planned.arm.design) if control is None else Limits()  # it stops by what the team used
        budget = Budget(limits)
        finds: list[Callable[[], list[Span]]] = []

        @asynccontextmanager
        async def make_job(watch: Stopwatch, desk: Desk) -> AsyncIterator[Job]:
            gateway = Gateway(
                line=self._lines[planned.arm.provider],
                own_lines=own_lines(self._lines, planned.arm),
                accounts=accounts_of(planned.arm.design, watch),
                budget=budget,
                sampling=planned.sampling,
                trial_id=planned.id,
                trial_attempt=attempt,
                clock=watch,
                work=watch.work,
                cache_key=planned.arm.id,
            )
            design = planned.arm.design
            given = Given(
                brief=dealt.case.brief,
                texts=dealt.texts,
                serve=partial(served, dealt.case),
                task_folder=self._task.folder,
                count_tokens=self._count_tokens,
                notes=dealt.case.notes,
                case_digest=dealt.digest,
            )
            async with AsyncExitStack() as opened:
                sources = [await opened.enter_async_context(source.open(given)) for source in self._sources_of(design)]
                finds.append(partial(spans_of_finds, dealt.case, dealt.texts, sources, watch))
                job = equip(design, given, sources, AtWork(watch, desk, gateway), self._faults)
                yield job if control is None else replace(job, tools={**job.tools, **tools_of(control.team)})

        async def mark(answer: Answer) -> Grade:
            return await self._desk_work.do("marking", lambda: self._task.grade(dealt.case, answer))

        orchestrator = self._orchestrator if control is None else Controls(control)
        ended = await run_trial(orchestrator, make_job, mark, limits)
        spans = [span for look in finds for span in await self._desk_work.do("finds", look)]
        ended = replace(ended, spans=(*ended.spans, *spans))
        trial = await self._keep(planned, attempt, dealt.digest, ended)
        return Done(trial, budget.tokens, None if budget.price_unknown else budget.nano_usd)

    async def note_limit(self, limit: str) -> None:
        """Keep that a limit of the run was hit."""
        event = EventRecord(self._plan.id, datetime.now(UTC), "limit", f"{limit} used up")
        await self._recorder.committed(self._ledger.happened(event))

    def _tell(self, change: str) -> None:
        """Keep that more or fewer requests may be under way."""
        log.info("%s", change)
        self._recorder.happened(EventRecord(self._plan.id, datetime.now(UTC), "connections", change))

    def _sources_of(self, design: Design) -> list[Source]:
        """Return the context sources of a design, made once a run: what they work out serves all its trials."""
        if design.digest not in self._sources:
            self._sources[design.digest] = [make_source(name, said) for name, said in design.context.items()]
        return self._sources[design.digest]

    async def _case(self, seed: int) -> Dealt:
        """Deal a case once, however many trials ask for it at the same moment."""
        async with self._dealing.setdefault(seed, asyncio.Lock()):
            if seed not in self._cases:
                self._cases[seed] = await self._deal(seed)
                if len(self._cases) > _CASES_KEPT:
                    oldest, _ = self._cases.popitem(last=False)
                    del self._dealing[oldest]
            return self._cases[seed]

    async def _deal(self, seed: int) -> Dealt:
        return await self._desk_work.do("dealing", lambda: deal(self._task, seed, self._plan.dial_values))

    async def _keep(self, planned: PlannedTrial, attempt: int, case_digest: str, ended: Ended) -> TrialRecord:
        """Commit the trial, its marks and its spans in one transaction."""
        handed_in = await self._desk_work.do("reading", lambda: read_answer(ended.answer, self._task.deliverables))
        trial = TrialRecord(
            id=planned.id,
            attempt=attempt,
            identity=planned.identity,
            outcome=ended.outcome,
            why=ended.why,
            started_at=ended.started_at,
            wall_s=ended.wall_s,
            waited_s=ended.waited_s,
            answer=ended.answer.to_json() | {"case": case_digest},
            escalations=len(handed_in.tables.get("escalations", ())),
        )
        grade = None if ended.grade is None else grade_record(planned.id, attempt, ended.grade)
        spans = [
            SpanRecord(
                trial_id=planned.id,
                attempt=attempt,
                kind=s.kind,
                name=s.name,
                agent=s.agent,
                started_s=s.started_s,
                seconds=s.seconds,
                detail=s.detail,
                tokens=s.took.tokens if s.took else None,
                size_bytes=s.took.size_bytes if s.took else None,
            )
            for s in ended.spans
        ]
        await self._recorder.committed(self._ledger.trial_ended(trial, grade, spans))
        self._recorder.check()
        return trial


def deal(task: Task, seed: int, dials: Mapping[str, int | float]) -> Dealt:
    """Deal a case and read its files."""
    case = task.deal(seed, dials)
    return Dealt(case, case.digest, texts_of(case.brief.files))


def grade_record(trial_id: str, attempt: int, grade: Grade, judge: Mapping[str, object] | None = None) -> GradeRecord:
    """Make the row that keeps a grade, with what a judge took where one was asked."""
    kept = grade.to_json() | ({"judge": judge} if judge is not None else {})
    return GradeRecord(trial_id, attempt, grade.grader, grade.status, grade.score, kept, datetime.now(UTC))


def make_orchestrator(name: str) -> Orchestrator:
    """Make an orchestrator; the listing of ``harness/orchestrators`` is the registry. Raises BadPlan."""
    if name not in orchestrator_names():
        raise BadPlan(f"there is no orchestrator '{name}'; there are {', '.join(orchestrator_names())}")
    orchestrator: Orchestrator = importlib.import_module(f"harness.orchestrators.{name}").create()
    return orchestrator


def orchestrator_names() -> list[str]:
    """Return the names of the orchestrators, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(harness.orchestrators.__path__))
