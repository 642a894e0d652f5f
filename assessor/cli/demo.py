"""``toprung demo``: a make-believe organisation to look at, with a year behind it."""

import argparse
import dataclasses
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Never

from tqdm import tqdm

from assessor.cli.parsing import Parser
from assessor.db import open_store
from assessor.demonstrating.cast import WHOLE
from assessor.demonstrating.making import Demonstration, demonstrate
from assessor.errors import AssessorError
from assessor.people.doors.passwords import Passwords
from assessor.settings import Settings

_FORMAT = "{percentage:3.0f}%|{bar:20}| {n_fmt}/{total_fmt} sittings, {elapsed}<{remaining}"
_SECONDS_BETWEEN_LINES = 10.0
_MOST_DIGITS = 9


def main(argv: Sequence[str]) -> int:
    """Run ``toprung demo`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        settings = Settings.from_environment()
        passwords = Passwords(memory_kib=settings.argon2_memory_kib, passes=settings.argon2_passes)
        with closing(open_store(settings.database_url)) as store:
            company = dataclasses.replace(WHOLE, seed=args.seed)
            made = demonstrate(store, passwords, company=company, tell=_Bar().tell)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    print("\n".join(_said(made, settings, args.seed)))
    return 0


class _Bar:
    """How far it is, on stderr: a bar in a terminal, lines in a log."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None

    def tell(self, done: int, of: int) -> None:
        if self._bar is None:
            terminal = sys.stderr.isatty()
            wait_s = 0.2 if terminal else _SECONDS_BETWEEN_LINES
            self._bar = tqdm(total=of, unit="sitting", mininterval=wait_s, dynamic_ncols=terminal, bar_format=_FORMAT)
        self._bar.update()
        if done == of:
            self._bar.close()


def _said(made: Demonstration, settings: Settings, seed: int) -> list[str]:
    if not made.is_new:
        return [
            f"{made.name} of seed {seed} is there already, and nothing was changed; another --seed makes another one.",
            "`toprung people reset-link EMAIL` helps where a password is lost.",
        ]
    width = max(len(one.email) for one in made.log_ins)
    return [
        f"{made.name} has {made.people} people and {made.sittings} sittings of a year.",
        "All of it is made up, and every page says so.",
        f"`toprung serve` shows it at {settings.address}. These log in; the passwords are shown only now:",
        *(f"  {one.role:<8} {one.email:<{width}}  {one.password}" for one in made.log_ins),
    ]


def _parser() -> Parser:
    parser = Parser(
        prog="toprung demo",
        description="Fill a make-believe organisation: 60 people, three teams, two cohorts, a year of sittings through "
        "the real code, and what became of them. DATABASE_URL names the store.",
    )
    parser.add_argument("--seed", type=_seed, default=1, help="which one; the same seed makes it once (default: 1)")
    return parser


def _seed(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"'{said}' is no whole number from 0 to 999999999")
    return int(said)
