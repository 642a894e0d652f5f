"""The subcommand that writes a run into files for other programs: export."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

from tqdm import tqdm

from harness.api.export.exporting import export_run
from harness.api.export.reading import TrialToExport
from harness.cli.text import count

_SHOWN_AFTER_S = 2.0
"""A short export shows no bar."""


def export(args: argparse.Namespace) -> int:
    """Write a run into files for other programs."""
    done = export_run(
        args.ledger,
        args.run,
        args.to,
        args.out,
        with_content=args.with_content,
        force=args.force,
        shown=_quiet if args.json else _shown,
    )
    if args.json:
        print(json.dumps(asdict(done), indent=2))
        return 0
    missing = f" of {done.planned:,} planned" if done.trials < done.planned else ""
    print(f"run {done.run_id}: {count(done.trials, 'trial')}{missing} written to {done.out} ({done.to})")
    print(done.evidence_note)
    return 0


def _shown(trials: Iterable[TrialToExport], planned: int) -> Iterable[TrialToExport]:
    terminal = sys.stderr.isatty()
    return tqdm(
        trials,
        total=planned,
        unit="trial",
        delay=_SHOWN_AFTER_S,
        mininterval=0.2 if terminal else 10.0,
        dynamic_ncols=terminal,
    )


def _quiet(trials: Iterable[TrialToExport], planned: int) -> Iterable[TrialToExport]:
    del planned
    return trials
