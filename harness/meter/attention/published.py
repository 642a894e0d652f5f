"""Figures of others that are used until there is a measurement; they stand in ``published.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("published.toml")


@dataclass(frozen=True, slots=True)
class Published:
    """A figure that somebody has published."""

    value: float
    source: str
    """Who, where, and on how many people; with the day on which it was read."""


@cache
def published(key: str) -> Published:
    """Return a published figure by the key of its term."""
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))[key]
    return Published(float(said["value"]), f"{said['source']}; read {said['read']:%Y-%m-%d}")
