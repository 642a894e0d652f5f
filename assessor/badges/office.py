"""Who issues badges: this installation, by its address, its name and its keys; and where each thing is served."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assessor.settings import Settings


@dataclass(frozen=True, slots=True)
class Office:
    """The issuer of badges. Its public addresses must not change while badges hold: they stand in them."""

    address: str
    """Of the installation, without a path."""
    name: str
    """As badges call it."""
    keys: Path
    """The folder of its keys."""

    @property
    def profile(self) -> str:
        """The address of what it says of itself, which is its id in badges."""
        return f"{self.address}/badges/issuer"

    @property
    def public_keys(self) -> str:
        """The address of its public keys."""
        return f"{self.address}/badges/keys"

    def level(self, name: str) -> str:
        """Return the address that says what a level is and how a badge of it is earned."""
        return f"{self.address}/badges/levels#{anchor(name)}"

    def badge(self, badge_id: str) -> str:
        """Return the address at which anybody checks a badge, which is its id."""
        return f"{self.address}/badges/check/{badge_id}"

    def withdrawn(self, number: int) -> str:
        """Return the address of a list of withdrawn badges."""
        return f"{self.address}/badges/withdrawn/{number}"


def office_of(settings: Settings) -> Office | None:
    """Return the issuer; None where the installation issues no badges."""
    if not settings.badge_keys:
        return None
    address = settings.address.rstrip("/")
    return Office(address, settings.badge_issuer or f"Toprung at {urlsplit(address).netloc}", Path(settings.badge_keys))


def anchor(level: str) -> str:
    """Return the place of a level on the page of levels: ai-user."""
    return re.sub(r"[^a-z0-9]+", "-", level.lower()).strip("-")
