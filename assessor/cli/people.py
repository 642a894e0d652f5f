"""``toprung people``: what whoever runs the service does about who gets in, on the machine itself."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from contextlib import closing

from sqlmodel import Session

from assessor.cli.parsing import Parser
from assessor.db import open_store
from assessor.errors import AssessorError
from assessor.models.access.account import Account
from assessor.people import signing_up
from assessor.people.doors import accounts
from assessor.settings import Settings


class NoSuchAccount(AssessorError):
    """An address has no account."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung people …`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        print(args.do(args, Settings.from_environment(), dt.datetime.now(dt.UTC)))
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _sign_up_link(_args: argparse.Namespace, settings: Settings, now: dt.datetime) -> str:
    with closing(open_store(settings.database_url)) as store:
        token = signing_up.new_link(store, now + dt.timedelta(minutes=settings.link_min), now)
    return settings.url(f"/sign-up/{token}")


def _reset_link(args: argparse.Namespace, settings: Settings, now: dt.datetime) -> str:
    with closing(open_store(settings.database_url)) as store, store.session(write=True) as session:
        account = _account(session, args.email)
        token = accounts.make_reset(session, account.id, now + dt.timedelta(minutes=settings.link_min), now)
    return settings.url(f"/password/new/{token}")


def _lock(args: argparse.Namespace, settings: Settings, now: dt.datetime) -> str:
    with closing(open_store(settings.database_url)) as store, store.session(write=True) as session:
        account = _account(session, args.email)
        account.locked_at, account.locked_why = now, args.why
        session.add(account)
        accounts.end_sign_ins(session, account.id, now)
    return f"{args.email} is locked, and signed in nowhere."


def _unlock(args: argparse.Namespace, settings: Settings, _now: dt.datetime) -> str:
    with closing(open_store(settings.database_url)) as store, store.session(write=True) as session:
        account = _account(session, args.email)
        account.locked_at, account.locked_why = None, ""
        session.add(account)
    return f"{args.email} is unlocked."


def _account(session: Session, email: str) -> Account:
    account = accounts.of_address(session, email.strip().lower())
    if account is None:
        raise NoSuchAccount(f"there is no account '{email}'; write the address of the log-in")
    return account


def _parser() -> Parser:
    parser = Parser(
        prog="toprung people", description="Who gets in, for whoever runs the service. DATABASE_URL names it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    said = "print a link by which another organisation signs up, once"
    sign_up = commands.add_parser("sign-up-link", help=said, description=said)
    sign_up.set_defaults(do=_sign_up_link)
    for name, do, said in (
        ("reset-link", _reset_link, "print a link by which an account gets a new password, once"),
        ("lock", _lock, "let nobody in by an account, and end its sign-ins"),
        ("unlock", _unlock, "let an account in again"),
    ):
        command = commands.add_parser(name, help=said, description=said)
        command.add_argument("email", help="the address that the account logs in with")
        if name == "lock":
            command.add_argument("--why", required=True, help="in a sentence that its owner reads")
        command.set_defaults(do=do)
    return parser
