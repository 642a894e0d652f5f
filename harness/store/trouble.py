"""What databases complain about, said in our sentences. The address is shown without its password."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from harness.errors import HarnessError, LedgerError, LedgerFull, LedgerLocked

_LOCKED = "is locked by another program; wait for it to end, or end it, and run this again"
_FULL = "has no room left on its disk; make room and run this again: what was acknowledged is kept"
_NOT_ALLOWED = "may not be written; check who owns the file and its folder, or name another file"

_SQLITE: tuple[tuple[str, type[LedgerError], str], ...] = (
    ("SQLITE_BUSY", LedgerLocked, _LOCKED),
    ("SQLITE_LOCKED", LedgerLocked, _LOCKED),
    ("SQLITE_FULL", LedgerFull, _FULL),
    # The kernel's "too large" and "over quota" come back as a write that failed.
    ("SQLITE_IOERR_WRITE", LedgerFull, "could not be written to: the disk is full, over its quota, or broken"),
    ("SQLITE_IOERR_SHMSIZE", LedgerFull, _FULL),
    ("SQLITE_NOTADB", LedgerError, "is not an SQLite file; name another file"),
    ("SQLITE_READONLY", LedgerError, _NOT_ALLOWED),
    ("SQLITE_CANTOPEN", LedgerError, "cannot be opened; check who owns the file and its folder, or name another file"),
    ("SQLITE_PERM", LedgerError, _NOT_ALLOWED),
    ("SQLITE_CORRUPT", LedgerError, "is damaged; take it from a backup, or name another file"),
)
_POSTGRES: tuple[tuple[str, type[LedgerError], str], ...] = (
    ("55P03", LedgerLocked, _LOCKED),
    ("40P01", LedgerLocked, _LOCKED),
    ("53100", LedgerFull, _FULL),
    ("53300", LedgerError, "has no free connection; end some, or raise the server's max_connections"),
    ("28", LedgerError, "refuses the user or the password; check them in the address"),
    ("3D000", LedgerError, "does not exist on the server; create it with `createdb`, or name another"),
    ("42501", LedgerError, "does not let this user make or write tables; grant it, or use another user"),
    ("no answer", LedgerError, "does not answer; check the address, and that the server runs"),
    ("25006", LedgerError, "is read-only; name the server that takes writes"),
)


# A connection that PostgreSQL turns down brings no code, only words.
_TURNED_DOWN: tuple[tuple[str, str], ...] = (
    (r"password authentication failed|no password supplied|role .* does not exist|no pg_hba", "28"),
    (r"database .* does not exist", "3D000"),
    (r"too many (clients|connections)", "53300"),
    (r"Connection refused|could not translate|resolve|timeout|No such file", "no answer"),
)


def shown(url: URL) -> str:
    """Return the address of a ledger without password and options."""
    return url.set(query={}).render_as_string(hide_password=True)


def in_words(error: Exception, address: str) -> HarnessError:
    """Return our error for one that a database raised; ours are returned as they are."""
    if isinstance(error, HarnessError):
        return error
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, IntegrityError):
        return LedgerError(f"the ledger {address} refuses what was to be written: {_first_line(cause or error)}")
    name = getattr(cause, "sqlite_errorname", None) or ""
    state = getattr(cause, "sqlstate", None) or _state_of_words(str(cause))
    table, code = (_SQLITE, name) if isinstance(cause, sqlite3.Error) else (_POSTGRES, state)
    for beginning, kind, sentence in table:
        if code.startswith(beginning):
            return kind(f"the ledger {address} {sentence}")
    return LedgerError(f"the ledger {address} cannot be used: {_first_line(cause or error)}")


@contextmanager
def in_our_words(address: str) -> Iterator[None]:
    """Turn what a database raises within into our errors."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise in_words(error, address) from error


def _state_of_words(text: str) -> str:
    """Return the code that a message without one would have; empty when it says nothing known."""
    return next((state for words, state in _TURNED_DOWN if re.search(words, text)), "")


def _first_line(error: BaseException) -> str:
    """Return the first line of a message, with any password in an address or a connection string masked."""
    line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    line = re.sub(r"(://[^:/@\s]*:)[^@\s]*@", r"\1***@", line)
    return re.sub(r"(password\s*=\s*)\S+", r"\1***", line, flags=re.IGNORECASE)
