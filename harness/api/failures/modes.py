"""MAST's failure modes as they stand in the data file beside this module."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mode:
    """One way in which teams of agents fail."""

    number: str
    """``1.3``, as in the paper."""
    name: str
    group: str
    about: str
    sign: str = ""
    """What of it can be seen without reading what was said; empty where nothing can."""


@dataclass(frozen=True, slots=True)
class Modes:
    """All of them, and where they come from."""

    source: str
    dated: date
    """Of the paper's first version."""
    looked_up: date
    mode: tuple[Mode, ...]

    def named(self, number: str) -> Mode:
        """Return the mode of a number."""
        return next(mode for mode in self.mode if mode.number == number)


@cache
def read_modes() -> Modes:
    """Read the modes."""
    data = tomllib.loads((Path(__file__).parent / "mast.toml").read_text(encoding="utf-8"))
    return Modes(data["source"], data["date"], data["looked_up"], tuple(Mode(**mode) for mode in data["mode"]))
