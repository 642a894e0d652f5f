"""What a database complains about, in our words, made from the driver's own errors."""

import psycopg.errors
import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from harness.errors import LedgerError, LedgerFull, LedgerLocked, RunInUse
from harness.store.trouble import in_words, shown


@pytest.mark.parametrize(
    ("cause", "kind", "said"),
    [
        (psycopg.errors.DiskFull("could not extend file"), LedgerFull, "has no room left on its disk"),
        (psycopg.errors.LockNotAvailable("canceling"), LedgerLocked, "is locked by another program"),
        (psycopg.errors.TooManyConnections("sorry"), LedgerError, "has no free connection"),
        (psycopg.errors.InvalidPassword("no"), LedgerError, "refuses the user or the password"),
        (psycopg.errors.InsufficientPrivilege("no"), LedgerError, "does not let this user make or write tables"),
        (psycopg.errors.ReadOnlySqlTransaction("no"), LedgerError, "is read-only"),
        (psycopg.OperationalError('FATAL:  password authentication failed for user "me"'), LedgerError, "refuses the"),
        (psycopg.OperationalError("connection refused\nIs it running?"), LedgerError, "cannot be used: connection ref"),
    ],
)
def test_an_error_of_postgresql_says_what_to_do(cause: Exception, kind: type[LedgerError], said: str) -> None:
    error = in_words(OperationalError("INSERT ...", {}, cause), "postgresql://host/runs")
    assert type(error) is kind
    assert str(error).startswith(f"the ledger postgresql://host/runs {said}")
    assert "\n" not in str(error)


def test_our_own_errors_stay_as_they_are() -> None:
    ours = RunInUse("in use")
    assert in_words(ours, "sqlite:///runs.db") is ours


@pytest.mark.parametrize(
    "said", ["cannot reach postgresql://me:hunter2@host/runs", "bad option password=hunter2 given"]
)
def test_a_password_in_a_drivers_message_is_masked(said: str) -> None:
    assert "hunter2" not in str(in_words(OSError(said), "postgresql://host/runs"))


def test_an_address_is_shown_without_password_and_options() -> None:
    assert shown(make_url("postgresql://me:hunter2@host/runs?sslpassword=hunter2")) == "postgresql://me:***@host/runs"
