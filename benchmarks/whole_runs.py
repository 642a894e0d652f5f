"""Runs through the whole program, for benchmarks that ask whether what it prints is true, in a ledger of their own.

Only the command line is left out, and the model is a made-up one.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from benchmarks.planted import HOME
from harness.api.running import missing
from harness.dispatch.here import Equipment, run_here
from harness.messages import Provider
from harness.meter.budget import Limits
from harness.meter.prices import read_prices
from harness.plan.benchmark import SILENT, Plan
from harness.providers.registry import make_provider
from harness.run.build import Done
from harness.store.ledger import Ledger, open_ledger
from harness.store.records import RunRecord
from tasks_bank.task import Task


@contextmanager
def own_ledger() -> Iterator[Ledger]:
    """Open a ledger that is gone at the end, with the task of the tests to be found."""
    with (
        mock.patch.dict(os.environ, {"TOPRUNG_HOME": str(HOME)}),
        tempfile.TemporaryDirectory() as folder,
        open_ledger(f"sqlite:///{Path(folder) / 'runs.db'}") as ledger,
    ):
        yield ledger


def carry_out(plan: Plan, ledger: Ledger, task: Task, provider: Provider) -> RunRecord:
    """Run a plan with a task and a model that may be made up, and return its record."""
    trials = tuple((trial.id, trial.arm.id) for trial in plan.trials)
    record = RunRecord(plan.id, datetime.now(UTC), "benchmark", plan.to_json(), trials)
    ledger.save_run(record).result()
    names = {arm.provider for arm in plan.arms}
    prices = read_prices(plan.base_url)

    def providers() -> dict[str, Provider]:
        return {name: make_provider(SILENT) if name == SILENT else provider for name in names}

    run_here(plan, missing(plan, ledger), Equipment(task, ledger, providers, prices, 8, Limits()), _Quiet())
    return record


class _Quiet:
    """Is told how a run gets on, and tells nobody."""

    def begin(self, todo: int) -> None:
        """Say nothing."""

    def ended(self, done: Done) -> None:
        """Say nothing."""

    def stopping(self, under_way: int) -> None:
        """Say nothing."""
