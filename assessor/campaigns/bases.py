"""The lawful bases to choose from, as dated data; a campaign keeps the words that were chosen or written."""

import datetime as dt
from functools import cache
from pathlib import Path

from pydantic import Field

from assessor.versioned import Strict, read_versioned

FOLDER = Path(__file__).parent.parent / "lawful_bases"
LATEST = "uk-gdpr-1"


class Basis(Strict):
    """One basis."""

    key: str
    name: str
    article: str
    needs: str = Field(min_length=20)
    """What it asks of whoever relies on it."""

    @property
    def words(self) -> str:
        """What a campaign keeps of it."""
        return f"{self.name} (UK GDPR, {self.article})"


class Bases(Strict):
    """A version of the list."""

    name: str
    version: int = Field(ge=1)
    issued: dt.date
    source: str
    basis: tuple[Basis, ...]

    def of_words(self, words: str) -> Basis | None:
        """Return the basis that a campaign's words are of; None for words of one's own."""
        return next((basis for basis in self.basis if basis.words == words), None)


@cache
def read_bases(name: str = LATEST) -> Bases:
    """Read the list by the name of its file. Raises BrokenFile."""
    return read_versioned(Bases, FOLDER, name, "list of lawful bases")
