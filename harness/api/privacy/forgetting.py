"""Deletes the texts of runs; what was measured stays."""

from dataclasses import dataclass
from datetime import UTC, datetime

from harness.store.ledger import Ledger, open_ledger


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A run whose texts are gone."""

    run_id: str
    trials: int
    """Attempts at trials that lost their answer."""
    calls: int
    """Model calls that lost prompt and reply."""


def to_forget(ledger_url: str, run: str | None) -> list[str]:
    """Return the id of the run that is named; without a name, of all whose texts may no longer be kept."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        return [ledger.run(run).id] if run else list(ledger.due(datetime.now(UTC)))


def forget(ledger_url: str, run_ids: list[str]) -> list[Forgotten]:
    """Delete the texts of runs. Raises RunInUse while a process works on one of them, LedgerLocked."""
    with open_ledger(ledger_url, must_exist=True) as ledger:
        return [_forget(ledger, run_id) for run_id in run_ids]


def _forget(ledger: Ledger, run_id: str) -> Forgotten:
    trials, calls = ledger.forget(run_id, datetime.now(UTC))
    return Forgotten(run_id, trials, calls)
