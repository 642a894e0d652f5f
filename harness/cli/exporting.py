"""The subcommand that writes a run into files for other programs, or sends it to them: export."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

from tqdm import tqdm

from harness.api.export.exporting import export_run
from harness.api.export.reading import TrialToExport
from harness.cli.text import count
from harness.errors import SOME_LEFT_OUT

_SHOWN_AFTER_S = 2.0
"""A short export shows no bar."""


def export(args: argparse.Namespace) -> int:
    """Write a run into files for other programs, or send it to them."""
    if args.send is not None:
        return _send(args)
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


def _send(args: argparse.Namespace) -> int:
    """Send a run to an endpoint; what it did not take is said, and ends with another exit code."""
    from harness.api.export.sending.endpoint import find_endpoint  # noqa: PLC0415 only who sends pays for it
    from harness.api.export.sending.send import send_run  # noqa: PLC0415 the same

    endpoint = find_endpoint(args.send)
    shown = _quiet if args.json else _shown
    sent = send_run(args.ledger, args.run, args.to, endpoint, with_content=args.with_content, shown=shown)
    if args.json:
        print(json.dumps(asdict(sent), indent=2))
    else:
        missing = f" of {sent.planned:,} planned" if sent.trials < sent.planned else ""
        print(
            f"run {sent.run_id}: {count(sent.trials, 'trial')}{missing} sent to {sent.to} as "
            f"{count(sent.spans, 'span')} ({args.to})"
        )
        for said in sent.said:
            print(f"the endpoint said: {said}")
        print(sent.evidence_note)
    if sent.rejected:
        print(f"toprung: the endpoint did not take {sent.rejected:,} of {count(sent.spans, 'span')}", file=sys.stderr)
        return SOME_LEFT_OUT
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
