"""One thing that is wrong with a bank."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
"""An error is mended before the bank is used; a warning is something for a person to judge."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with something, in a sentence."""

    severity: Severity
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with where it was found."""

    severity: Severity
    file: str
    """``AREA/ID.toml``; empty for what is wrong with the bank as a whole."""
    says: str


def error(says: str) -> Fault:
    """Return what has to be mended."""
    return Fault("error", says)


def warning(says: str) -> Fault:
    """Return what somebody should look at."""
    return Fault("warning", says)
