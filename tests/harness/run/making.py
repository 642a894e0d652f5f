"""Makes a plan of petty cash for a fake model, and a ledger that knows its run."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from harness.messages import Provider, Sampling
from harness.meter.prices import PriceTable
from harness.plan.benchmark import Plan, arms_of
from harness.plan.level import Level
from harness.providers.registry import make_provider
from harness.run.build import Workshop
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import RunRecord
from tests.harness.fakes import FakeProvider, petty_cash, reference


def plan(*levels: Level, seeds: int = 3, epochs: int = 1, orchestrator: str = "native") -> Plan:
    return Plan(
        task="petty_cash",
        task_version=1,
        dials="small",
        dial_values=petty_cash().dials("small"),
        seeds=tuple(range(1, seeds + 1)),
        epochs=epochs,
        orchestrator=orchestrator,
        provider="fake",
        model="m",
        base_url=None,
        api="chat",
        evidence="real",
        sampling=Sampling(),
        arms=arms_of([reference(level) for level in levels or (Level.PROMPTING,)], "fake", "m"),
    )


@contextmanager
def ledger_for(made: Plan, folder: Path) -> Iterator[Ledger]:
    with open_ledger(f"sqlite:///{folder / 'runs.db'}") as ledger:
        trials = tuple((trial.id, trial.arm.id) for trial in made.trials)
        ledger.save_run(RunRecord(made.id, datetime.now(UTC), "0", made.to_json(), trials)).result()
        yield ledger


def providers(fake: FakeProvider) -> dict[str, Provider]:
    return {"fake": fake, "silent": make_provider("silent")}


def workshop(made: Plan, ledger: Ledger, fake: FakeProvider, prices: PriceTable | None = None) -> Workshop:
    return Workshop(
        plan=made,
        task=petty_cash(),
        ledger=ledger,
        providers=providers(fake),
        prices=prices or PriceTable(),
        max_connections=8,
    )
