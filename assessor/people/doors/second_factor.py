"""The second factor: codes of six digits that change every half minute (RFC 6238), and recovery codes in their place.

A code is taken once. Both kinds are slowed down like passwords.
"""

import datetime as dt
import io
import secrets

from sqlalchemy import CursorResult, Update, delete, update
from sqlmodel import Session, col, func, select

from assessor.models.access.account import Account
from assessor.models.access.recovery_code import RecoveryCode
from assessor.models.declared import new_id
from assessor.people.doors import throttle
from assessor.people.doors.accounts import Doors
from assessor.people.refusals import Refused
from assessor.people.tokens import keyed_digest

STEP_S = 30
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is mistaken for something else."""
_HALF = 5
_DRIFT = 1
"""Steps by which the two clocks may be apart."""


def begin(session: Session, account_id: str) -> None:
    """Give an account a secret that is not asked for until a first code has come back. Raises Refused."""
    import pyotp  # noqa: PLC0415 - only needed here

    account = session.get_one(Account, account_id)
    if account.totp_confirmed_at is not None:
        raise Refused("A second factor is set up already. Turn it off first.")
    account.totp_secret = account.totp_secret or pyotp.random_base32()
    session.add(account)


def address(account: Account) -> str:
    """Return what an authenticator app reads: the secret with who and what it is for."""
    import pyotp  # noqa: PLC0415 - only needed here

    assert account.totp_secret is not None, "it has begun"
    return pyotp.TOTP(account.totp_secret).provisioning_uri(name=account.email, issuer_name="Toprung")


def as_svg(words: str) -> bytes:
    """Draw words as a QR code, black on white in any colour scheme."""
    import segno  # noqa: PLC0415 - only needed here

    drawn = io.BytesIO()
    segno.make(words).save(drawn, kind="svg", scale=6, border=4, xmldecl=False, dark="#000", light="#fff")
    return drawn.getvalue()


def finish(doors: Doors, account_id: str, code: str, network: str, now: dt.datetime) -> list[str]:
    """Ask for the second factor from now on, once a first code is right. Raises Refused and Wait.

    Returns recovery codes; this is the only time that they can be seen.
    """
    _take(doors, account_id, code, network, now, recovery=False)
    with doors.store.session(write=True) as session:
        account = session.get_one(Account, account_id)
        account.totp_confirmed_at = now
        session.add(account)
        return _new_codes(session, doors, account_id, now)


def check(doors: Doors, account_id: str, code: str, network: str, now: dt.datetime) -> None:
    """Take a code, or a recovery code, at log-in. Raises Refused and Wait."""
    _take(doors, account_id, code, network, now, recovery=True)


def renew_codes(doors: Doors, account_id: str, now: dt.datetime) -> list[str]:
    """Replace the recovery codes, and return the new ones; this is the only time that they can be seen."""
    with doors.store.session(write=True) as session:
        return _new_codes(session, doors, account_id, now)


def turn_off(doors: Doors, account_id: str) -> None:
    """Ask for it no longer."""
    with doors.store.session(write=True) as session:
        account = session.get_one(Account, account_id)
        account.totp_secret, account.totp_confirmed_at, account.totp_last_step = None, None, 0
        session.add(account)
        session.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))


def codes_left(session: Session, account_id: str) -> int:
    """Return how many recovery codes are unused."""
    unused = select(func.count()).where(RecoveryCode.account_id == account_id, col(RecoveryCode.used_at).is_(None))
    return session.exec(unused).one()


def _take(doors: Doors, account_id: str, code: str, network: str, now: dt.datetime, *, recovery: bool) -> None:
    said = "".join(code.split()).replace("-", "").lower()
    with doors.store.session(write=True) as session:
        number = throttle.begin(session, throttle.Attempt.of(doors.key, f"second factor of {account_id}", network), now)
    with doors.store.session(write=True) as session:
        account = session.get_one(Account, account_id)
        is_right = _is_code(session, account, said, now) or (
            recovery and _is_recovery(session, doors, account, said, now)
        )
        if is_right:
            throttle.succeeded(session, number)
    if not is_right:
        raise Refused("The code is not right, or was used already. Wait for the next one.", "code")


def _is_code(session: Session, account: Account, said: str, now: dt.datetime) -> bool:
    """Say whether a code is right now, and see to it that neither it nor an earlier one is taken again."""
    import pyotp  # noqa: PLC0415 - only needed here

    if account.totp_secret is None:
        return False
    maker, present = pyotp.TOTP(account.totp_secret, interval=STEP_S), int(now.timestamp()) // STEP_S
    for step in range(present - _DRIFT, present + _DRIFT + 1):
        if step > account.totp_last_step and secrets.compare_digest(maker.at(step * STEP_S).encode(), said.encode()):
            once = update(Account).where(col(Account.id) == account.id, col(Account.totp_last_step) < step)
            return _changed_one(session, once.values(totp_last_step=step))
    return False


def _is_recovery(session: Session, doors: Doors, account: Account, said: str, now: dt.datetime) -> bool:
    once = update(RecoveryCode).where(
        col(RecoveryCode.account_id) == account.id,
        col(RecoveryCode.code_hash) == _code_digest(doors, account.id, said),
        col(RecoveryCode.used_at).is_(None),
    )
    return _changed_one(session, once.values(used_at=now))


def _changed_one(session: Session, statement: Update) -> bool:
    done = session.exec(statement)
    assert isinstance(done, CursorResult)
    return bool(done.rowcount == 1)


def _code_digest(doors: Doors, account_id: str, code: str) -> str:
    return keyed_digest(doors.key, f"recovery code of {account_id}", code)


def _new_codes(session: Session, doors: Doors, account_id: str, now: dt.datetime) -> list[str]:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(2 * _HALF)) for _ in range(RECOVERY_CODES)]
    for code in codes:
        digest = _code_digest(doors, account_id, code)
        session.add(RecoveryCode(id=new_id(), account_id=account_id, code_hash=digest, created_at=now))
    return [f"{code[:_HALF]}-{code[_HALF:]}" for code in codes]
