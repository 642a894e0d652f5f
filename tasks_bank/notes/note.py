"""A note: what somebody wrote down last month for whoever does the work next. It is data, and no rule."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal["carry_over", "decision", "correction", "preference"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to remember."""

    id: str
    kind: Kind
    """Left over from last month; decided by somebody; put right by a reviewer; how somebody likes things done."""
    about: str
    """What it is about, in a few words: a supplier, a keyword, a starter."""
    text: str
    at: dt.date
    by: str
    """Who wrote it."""
    expires: dt.date | None = None
    """The last day on which its writer meant it to count."""

    def to_json(self) -> dict[str, Any]:
        """Return the note as JSON types."""
        return {
            "id": self.id,
            "kind": self.kind,
            "about": self.about,
            "text": self.text,
            "at": self.at.isoformat(),
            "by": self.by,
            "expires": self.expires.isoformat() if self.expires else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Note":
        """Rebuild a note from what `to_json` returned. Raises KeyError, TypeError or ValueError for anything else."""
        texts = {name: data[name] for name in ("id", "about", "text", "by")}
        if not all(isinstance(text, str) for text in texts.values()):
            raise TypeError("the parts of a note are texts")
        if data["kind"] not in KINDS:
            raise ValueError(f"a note is no {data['kind']}")
        expires = data.get("expires")
        return cls(
            **texts,
            kind=data["kind"],
            at=dt.date.fromisoformat(data["at"]),
            expires=dt.date.fromisoformat(expires) if expires else None,
        )
