"""``toprung badges``: the keys that sign badges, for whoever runs the service; and withdrawing a badge."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from contextlib import closing

from assessor.badges import keys, registry
from assessor.badges.keys import BadKey
from assessor.badges.office import Office, office_of
from assessor.badges.signing import check_there
from assessor.cli.parsing import Parser
from assessor.db import open_store
from assessor.errors import AssessorError
from assessor.settings import Settings


def main(argv: Sequence[str]) -> int:
    """Run ``toprung badges …`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        check_there()
        settings = Settings.from_environment()
        print(args.do(args, settings))
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _office(settings: Settings) -> Office:
    office = office_of(settings)
    if office is None:
        raise BadKey("say by TOPRUNG_BADGE_KEYS in which folder the keys that sign badges lie")
    return office


def _new_key(_: argparse.Namespace, settings: Settings) -> str:
    office = _office(settings)
    name = keys.make(office.keys, dt.datetime.now(dt.UTC))
    return (
        f"{office.keys / name}.pem signs badges from now on. Keep a copy of it where nobody else reads; it is in no "
        "store and no backup of the store.\nKeys made before it still verify what they signed."
    )


def _keys(_: argparse.Namespace, settings: Settings) -> str:
    office = _office(settings)
    found = keys.every(office.keys)
    signs = next((key.name for key in reversed(found) if key.private), "")
    lines = [f"Issuer: {office.name}, {office.profile}", f"Keys in {office.keys}:"]
    for key in found:
        use = "signs" if key.name == signs else "can sign, but a newer one does" if key.private else "retired: verifies"
        lines.append(f"  {key.name}  {use}")
    if not signs:
        lines.append("None signs, so no badges are given; `toprung badges new-key` makes one.")
    return "\n".join(lines)


def _retire(args: argparse.Namespace, settings: Settings) -> str:
    keys.retire(_office(settings).keys, args.key, distrust=args.distrust)
    if args.distrust:
        return f"Key {args.key} is gone: badges that it signed no longer hold, and their holders have to ask again."
    return f"Key {args.key} signs no more; badges that it signed still hold."


def _withdraw(args: argparse.Namespace, settings: Settings) -> str:
    with closing(open_store(settings.database_url)) as store:
        registry.withdraw(store, args.badge, dt.datetime.now(dt.UTC))
    return f"Badge {args.badge} is withdrawn; copies of the list that says so are a day old at most."


def _parser() -> Parser:
    parser = Parser(
        prog="toprung badges",
        description="The keys that sign badges (Open Badges 3.0), in the folder that TOPRUNG_BADGE_KEYS names.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "keys", "list the keys: which signs, which only verify", _keys)
    _command(commands, "new-key", "make a key, which signs from then on", _new_key)
    retire = _command(commands, "retire", "remove the private half of a key", _retire)
    retire.add_argument("key", metavar="KEY", help="its name, as `toprung badges keys` lists it")
    said = "remove the public half too, where somebody else may have the private one: what it signed holds no more"
    retire.add_argument("--distrust", action="store_true", help=said)
    withdraw = _command(commands, "withdraw", "withdraw a badge, as who issued it", _withdraw)
    withdraw.add_argument("badge", metavar="ID", help="the end of the address at which it is checked")
    return parser


def _command(
    commands: "argparse._SubParsersAction[Parser]",
    name: str,
    said: str,
    do: Callable[[argparse.Namespace, Settings], str],
) -> Parser:
    command = commands.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
    command.set_defaults(do=do)
    return command
