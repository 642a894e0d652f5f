"""The subcommand that prices a run's calls again."""

import argparse
import json
from dataclasses import asdict
from datetime import date

from harness.api.reprice import Money, Repriced
from harness.api.reprice import reprice as price_again
from harness.cli.text import count, money, table
from harness.errors import BadPlan


def reprice(args: argparse.Namespace) -> int:
    """Price a run's calls again, and print what they cost by both."""
    found = price_again(args.ledger, args.run, _day(args.prices), args.price_as or "")
    if args.json:
        print(json.dumps(asdict(found), indent=2))
        return 0
    print(f"run {found.run_id}: {found.model}")
    print(f"as run: {', '.join(found.price_tables) or 'no call was priced'}")
    print(f"again:  {found.price_table_again}" + (f", as if by {found.price_as}" if found.price_as else ""))
    print()
    rows = dict(found.arms)
    if found.elsewhere.calls:
        rows["in attempts that do not count"] = found.elsewhere
    print(table(("", "calls", "as run", "again"), [_cells(name, spent) for name, spent in rows.items()]))
    print()
    print(_what_of_it(found))
    if found.calls_unknown:
        print(f"{count(found.calls_unknown, 'call')} whose outcome is unknown: not priced again")
    return 0


def _day(text: str | None) -> date | None:
    """Read a day. Raises BadPlan."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise BadPlan(f"--prices is '{text}', which is no day; write it as 2026-11-22") from error


def _cells(name: str, spent: Money) -> tuple[str, ...]:
    return (
        name,
        f"{spent.calls:,}",
        _shown(spent.nano_usd, spent.unknown),
        _shown(spent.nano_usd_again, spent.unknown_again),
    )


def _shown(nano_usd: int | None, unknown: int) -> str:
    return f"unknown ({count(unknown, 'call')})" if nano_usd is None else money(nano_usd)


def _what_of_it(found: Repriced) -> str:
    if found.price_as:
        return (
            f"an assumption: the same tokens at the prices of {found.price_as}, which would have counted and written "
            "others; nothing is kept"
        )
    return f"{count(found.kept, 'new price')} kept beside those of the run, which stay as they are"
