"""What a page needs to stand in a service: where its assets are, and the bar above it. No web framework in here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from reports.render.standing.inside import ASSETS, plotly


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the service."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Served:
    """How a page stands in a service."""

    assets: str
    """The address of the folder with the assets, with a slash at its end."""
    back: Way
    """Where the reader came from."""
    formats: tuple[Way, ...] = ()
    """The files that she can take with her."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """By the path of another page of the report, its address; a page that is not here is named without a link."""


@cache
def assets() -> Mapping[str, bytes]:
    """Return what pages draw themselves with, by name."""
    own = {path.name: path.read_bytes() for path in ASSETS.iterdir()}
    return own | {"plotly.min.js": plotly().read_bytes()}


@cache
def digest() -> str:
    """Return what changes when any asset does: an address with it in may be kept for good."""
    known = hashlib.sha256()
    for name, content in sorted(assets().items()):
        known.update(f"{name} {len(content)}\n".encode() + content)
    return known.hexdigest()[:16]
