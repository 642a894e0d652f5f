"""``toprung demo``: a make-believe organisation to look at, with a year behind it."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing

from assessor.cli.parsing import Parser
from assessor.db import open_store
from assessor.demonstrating.making import Demonstration, demonstrate
from assessor.errors import AssessorError
from assessor.people.doors.passwords import Passwords
from assessor.settings import Settings

_TELL_EVERY = 10


def main(argv: Sequence[str]) -> int:
    """Run ``toprung demo`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        settings = Settings.from_environment()
        passwords = Passwords(memory_kib=settings.argon2_memory_kib, passes=settings.argon2_passes)
        with closing(open_store(settings.database_url)) as store:
            made = demonstrate(store, passwords, seed=args.seed, tell=_tell)
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    print("\n".join(_said(made, settings, args.seed)))
    return 0


def _tell(done: int, of: int) -> None:
    if done % _TELL_EVERY == 0 or done == of:
        print(f"{done} of {of} sittings are taken", file=sys.stderr, flush=True)


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
    if not (said.isascii() and said.isdecimal() and len(said) < 10):  # noqa: PLR2004 - digits
        raise argparse.ArgumentTypeError(f"'{said}' is no whole number from 0 to 999999999")
    return int(said)
