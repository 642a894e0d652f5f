"""Exports a run: reads it from the ledger and hands it to a format, which writes it to its place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from harness.api.export.place import placed
from harness.api.export.port import check_content, make_format
from harness.api.export.reading import TrialToExport, read_run
from harness.messages import Evidence
from harness.store.ledger import open_ledger

Shown = Callable[[Iterable[TrialToExport], int], Iterable[TrialToExport]]
"""Passes trials on, and shows how far it is of so many planned ones."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    run_id: str
    to: str
    """The format."""
    out: str
    trials: int
    """Trials that ended, those that infrastructure failed included."""
    planned: int
    evidence: Evidence
    evidence_note: str


def export_run(
    ledger_url: str, run: str, to: str, out: str, *, with_content: bool = False, force: bool = False, shown: Shown
) -> Exported:
    """Write a run in a format to a file or folder. Raises BadPlan, HarnessError, LedgerError or CannotWrite."""
    form = make_format(to)
    check_content(form, to, with_content=with_content)
    with open_ledger(ledger_url, must_exist=True) as ledger:
        found = read_run(ledger, run)
        planned = len(found.record.trials)
        written = 0

        def counted() -> Iterable[TrialToExport]:
            nonlocal written
            for trial in found.trials:
                yield trial
                written += 1

        # A place is an absolute one, so that '.' has a name too.
        with placed(Path(out).absolute(), form.makes, force=force) as draft:
            form.write(replace(found, trials=shown(counted(), planned)), draft, with_content=with_content)
    return Exported(found.record.id, to, out, written, planned, found.plan.evidence, found.evidence_note)
