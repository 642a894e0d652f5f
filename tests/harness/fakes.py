"""Stand-ins for what the harness is given: a model, a keeper of calls; and a trial of petty cash with them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from harness.api.planning import known_for
from harness.context.reading_files.texts import texts_of
from harness.context.registry import make_source
from harness.messages import CallLimits, Evidence, Reply, Request, Sampling, Stop, ToolCall, Usage
from harness.meter.budget import Budget
from harness.meter.calls import CallEnd, CallStart
from harness.meter.gateway import Gateway
from harness.meter.line import Line, Patience
from harness.meter.prices import PriceTable
from harness.meter.throttle import Throttle
from harness.plan.at_run.faults import parse_faults
from harness.plan.checking.check import check_design
from harness.plan.design import Design, parse_design, read_design
from harness.plan.job import Desk, Job
from harness.plan.sources import Given
from harness.run.build import make_orchestrator
from harness.run.equipping import AtWork, accounts_of, equip, limits_of
from harness.run.trial import Ended, Stopwatch, run_trial
from tasks_bank.answer import Answer, Escalation
from tasks_bank.case import Case, Truth
from tasks_bank.file import File
from tasks_bank.grade import Grade
from tasks_bank.serving.serve import served
from tasks_bank.task import Task, read_task

PETTY_CASH = Path(__file__).parents[1] / "fixtures" / "home" / "tasks" / "petty_cash"
HIDDEN = "hidden-word"
Said = str | Reply | Exception
Event = tuple[str, str]
"""What happened (``started``, ``sent``, ``answered``, ``ended``) and to which agent."""


def reply(text: str = "", stop: Stop = "end", usage: Usage | None = None, calls: Sequence[ToolCall] = ()) -> Reply:
    return Reply(text, stop, usage or Usage(input=10, output=5), "fake-2026", tuple(calls))


class FakeProvider:
    """A model that answers by a function of the request, after a few turns of the event loop."""

    name = "fake"
    model = "m"
    evidence: Evidence = "real"
    base_url: str | None = None

    def __init__(self, say: Callable[[Request], Said] | str = "", *, turns: int = 3, timeout_s: float = 60) -> None:
        self.say = say
        self.turns = turns
        self.limits = CallLimits(timeout_s=timeout_s)
        self.requests: list[Request] = []
        self.events: list[Event] = []
        self.under_way = 0
        self.most_under_way = 0
        self.closed = 0
        self.began = asyncio.Event()

    async def send(self, request: Request) -> Reply:
        self.began.set()
        self.requests.append(request)
        self.events.append(("sent", request.agent))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            said = self.say if isinstance(self.say, str) else self.say(request)
            for _ in range(self.turns):
                await asyncio.sleep(0)
        finally:
            self.under_way -= 1
        self.events.append(("answered", request.agent))
        if isinstance(said, Exception):
            raise said
        return reply(said) if isinstance(said, str) else said

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    async def close(self) -> None:
        self.closed += 1

    def asked(self, agent: str) -> list[Request]:
        return [request for request in self.requests if request.agent == agent]


@dataclass
class Notebook:
    """Keeps calls in memory, and in which order things happened."""

    events: list[Event] = field(default_factory=list)
    starts: list[CallStart] = field(default_factory=list)
    ends: list[CallEnd] = field(default_factory=list)

    async def started(self, start: CallStart) -> None:
        await asyncio.sleep(0)
        self.starts.append(start)
        self.events.append(("started", start.agent))

    def ended(self, end: CallEnd) -> None:
        self.ends.append(end)
        agent = next(start.agent for start in self.starts if start.id == end.id)
        self.events.append(("ended", agent))


async def no_wait(_wait_s: float) -> None:
    """Sleep not at all."""


def gateway(provider: FakeProvider, notebook: Notebook | None = None, **changes: object) -> Gateway:
    """Make a gateway for one trial of agent ``a``."""
    notebook = notebook or Notebook()
    notebook.events = provider.events
    line = Line(provider, notebook, PriceTable(), Throttle(8), "run", pause=no_wait)
    made = Gateway(line, Budget(), Sampling(), "trial", 1, clock=lambda: 1.5)
    shared = {field.name for field in fields(Line)}
    of_line = {name: value for name, value in changes.items() if name in shared and name != "budget"}
    of_trial = {name: value for name, value in changes.items() if name not in of_line}
    return replace(made, **of_trial, line=replace(line, **of_line))  # type: ignore[arg-type] # each test names fields


@cache
def petty_cash() -> Task:
    return read_task(PETTY_CASH)


@cache
def case(seed: int = 1) -> Case:
    return petty_cash().deal(seed, petty_cash().dials("small"))


def with_files(*names: str) -> Case:
    """A case with further files, each of which holds one sentence."""
    more = tuple(File(name, f"This is {name}.".encode()) for name in names)
    return replace(case(), brief=replace(case().brief, files=(*case().brief.files, *more)))


def with_planted_truth() -> Case:
    """A case whose hidden truth is made of one word that stands nowhere else."""
    row = {"line": HIDDEN, "category": HIDDEN, "item": HIDDEN, "reason": HIDDEN, "amount": HIDDEN}
    tables = {deliverable.name: (row,) for deliverable in case().brief.deliverables}
    return replace(case(), truth=Truth(tables, (Escalation(HIDDEN, HIDDEN),), {"facts": (row,)}, HIDDEN))


def reference(level: str) -> Design:
    return read_design(PETTY_CASH / "designs" / f"{level}.toml")


def design(level: str, text: str) -> Design:
    """Read a design of petty cash; it has to hold together."""
    head = f'name = "made-up"\nversion = 1\nlevel = "{level}"\ntask = "petty_cash"\n'
    made = parse_design(head + text, "made-up.toml")
    check_design(made, known_for(petty_cash()))
    return made


@dataclass(frozen=True)
class Tried:
    """How a trial went."""

    ended: Ended
    notebook: Notebook
    budget: Budget

    @property
    def answer(self) -> Answer:
        return self.ended.answer

    @property
    def files(self) -> dict[str, str]:
        """The files handed in, as text."""
        return {file.name: file.data.decode() for file in self.answer.files}

    def spans(self, kind: str) -> list[tuple[str, str]]:
        """Name and detail of the spans of a kind."""
        return [(span.name, span.detail) for span in self.ended.spans if span.kind == kind]


def attempt(
    made: Design,
    provider: FakeProvider,
    *,
    orchestrator: str = "native",
    of: Case | None = None,
    sampling: Sampling | None = None,
    patience: Patience | None = None,
    faults: Sequence[str] = (),
    prices: PriceTable | None = None,
    run: Callable[[Coroutine[Any, Any, Ended]], Ended] = asyncio.run,
) -> Tried:
    """Run one trial from beginning to end, marking included; `run` is what drives it, by another clock if need be."""
    dealt, notebook, limits = of or case(), Notebook(), limits_of(made)
    budget = Budget(limits)
    sampling = sampling or Sampling()

    @asynccontextmanager
    async def make_job(watch: Stopwatch, desk: Desk) -> AsyncIterator[Job]:
        way = gateway(
            provider,
            notebook,
            budget=budget,
            sampling=sampling,
            clock=watch,
            work=watch.work,
            patience=patience or Patience(),
            accounts=accounts_of(made, watch),
            prices=prices or PriceTable(),
        )
        texts = texts_of(dealt.brief.files)
        given = Given(dealt.brief, texts, partial(served, dealt), PETTY_CASH, provider.count_tokens)
        async with AsyncExitStack() as opened:
            sources = [make_source(name, settings).open(given) for name, settings in made.context.items()]
            opened_sources = [await opened.enter_async_context(source) for source in sources]
            yield equip(made, given, opened_sources, AtWork(watch, desk, way), parse_faults(faults))

    async def mark(answer: Answer) -> Grade:
        return petty_cash().grade(case(), answer)

    ended = run(run_trial(make_orchestrator(orchestrator), make_job, mark, limits))
    return Tried(ended, notebook, budget)
