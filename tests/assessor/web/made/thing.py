"""What is known of something that was made, without asking the service."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """A thing, and whose it is: what the matrix knows without asking the service."""

    id: str
    of: frozenset[str] = frozenset()
    """The people whose own it is."""
    teams: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    account_id: str | None = None
    """Of something that belongs to an account: for others it is not there."""


def one(thing: str) -> frozenset[str]:
    return frozenset({thing})
