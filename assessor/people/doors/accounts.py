"""Accounts: made once for an address, opened by a password, given a new one by a link.

Whether an address has an account is told to nobody, neither in words nor by how long an answer takes.
"""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import Session, col, select

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.sign_in import SignIn
from assessor.models.declared import new_id
from assessor.people.doors import links, passwords, throttle
from assessor.people.doors.passwords import Passwords
from assessor.people.refusals import Refused
from assessor.people.tokens import digest, new_token

_WRONG = "The address or the password is not right."


@dataclass(frozen=True, slots=True)
class Doors:
    """What opening an account needs: the store, how passwords are hashed, and the key of digests."""

    store: Store
    passwords: Passwords
    key: str


def tidy(email: str) -> str:
    """Return an address as it is kept. Raises Refused for what is none."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - loads tables of names

    try:
        found = validate_email(email.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise Refused("This is not an e-mail address, such as name@example.org.", "email") from None
    return found.normalized.lower()


def of_address(session: Session, email: str) -> Account | None:
    """Return the account of an address."""
    return session.exec(select(Account).where(Account.email == email)).one_or_none()


def open_account(session: Session, doors: Doors, email: str, password: str | None, now: dt.datetime) -> Account:
    """Make the account of an address, which must have none; the password, where there is one, has been checked."""
    account = Account(id=new_id(), email=email, created_at=now)
    if password is not None:
        account.password_hash, account.password_set_at = doors.passwords.hash(password), now
    session.add(account)
    session.flush()
    return account


def log_in(doors: Doors, email: str, password: str, network: str, now: dt.datetime) -> Account:
    """Return the account that an address and a password open. Raises Refused and Wait."""
    typed = email.strip().lower()
    with doors.store.session(write=True) as session:
        number = throttle.begin(session, throttle.Attempt.of(doors.key, typed, network), now)
    with doors.store.session() as session:
        account = of_address(session, typed)
    if not doors.passwords.is_right(account.password_hash if account else None, password) or account is None:
        raise Refused(_WRONG)
    if account.locked_at is not None:
        raise Refused(f"This account is locked: {account.locked_why}")
    with doors.store.session(write=True) as session:
        throttle.succeeded(session, number)
        if account.password_hash and doors.passwords.is_outdated(account.password_hash):
            kept = session.get_one(Account, account.id)
            kept.password_hash = doors.passwords.hash(password)
            session.add(kept)
    return account


def confirm(doors: Doors, account_id: str, password: str, network: str, now: dt.datetime) -> None:
    """Have somebody who is signed in prove again that she knows the password. Raises Refused and Wait."""
    with doors.store.session(write=True) as session:
        account = session.get_one(Account, account_id)
        number = throttle.begin(session, throttle.Attempt.of(doors.key, account.email, network), now)
    if not doors.passwords.is_right(account.password_hash, password):
        raise Refused("This is not your present password.", "present")
    with doors.store.session(write=True) as session:
        throttle.succeeded(session, number)


def set_password(session: Session, doors: Doors, account: Account, new: tuple[str, str], now: dt.datetime) -> None:
    """Give an account a new password, typed twice. Raises Refused."""
    passwords.check(*new, own_words=(account.email.partition("@")[0],))
    account.password_hash, account.password_set_at = doors.passwords.hash(new[0]), now
    session.add(account)


def end_sign_ins(session: Session, account_id: str, now: dt.datetime, *, but: str | None = None) -> None:
    """End all sign-ins of an account, but for one."""
    ended = update(SignIn).where(col(SignIn.account_id) == account_id, col(SignIn.revoked_at).is_(None))
    session.exec(ended.where(col(SignIn.id) != (but or "")).values(revoked_at=now))


def make_reset(
    session: Session, account_id: str, until: dt.datetime, now: dt.datetime, *, made_by: str | None = None
) -> str:
    """Make a link by which an account gets a new password, and return its token. Earlier links end."""
    earlier = update(PasswordReset).where(
        col(PasswordReset.account_id) == account_id, col(PasswordReset.used_at).is_(None)
    )
    session.exec(earlier.values(used_at=now))
    token = new_token()
    session.add(
        PasswordReset(
            id=new_id(),
            account_id=account_id,
            token_hash=digest(token),
            made_by=made_by,
            created_at=now,
            expires_at=until,
        )
    )
    return token


def reset(doors: Doors, token: str, new: tuple[str, str], now: dt.datetime) -> str:
    """Set a new password by a link, end all sign-ins, and return the address. Raises LinkGone and Refused.

    A second factor stays.
    """
    with doors.store.session(write=True) as session:
        link = links.use(session, PasswordReset, token, now)
        account = session.get_one(Account, link.account_id)
        set_password(session, doors, account, new, now)
        end_sign_ins(session, account.id, now)
        throttle.forgive(session, throttle.Attempt.of(doors.key, account.email, "").address)
    return account.email
