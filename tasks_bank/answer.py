"""What comes back from whoever did the work. It is only handed in here; `tasks_bank.reading` reads it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tasks_bank.file import File


@dataclass(frozen=True, slots=True)
class Escalation:
    """One thing handed to a person instead of being decided."""

    item: str
    """The reference of what is handed over (a bank line, a document)."""
    reason: str
    """A reason code that the brief lists."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A write to one of the case's systems."""

    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that was handed in."""

    text: str = ""
    files: tuple[File, ...] = ()
    actions: tuple[Action, ...] = ()
    escalations: tuple[Escalation, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing at all was handed in."""
        return not (self.text.strip() or self.files or self.actions or self.escalations)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as JSON types; files in base64."""
        return {
            "text": self.text,
            "files": [
                {"name": file.name, "base64": base64.b64encode(file.data).decode("ascii")} for file in self.files
            ],
            "actions": [{"tool": action.tool, "arguments": dict(action.arguments)} for action in self.actions],
            "escalations": [{"item": e.item, "reason": e.reason, "why": e.why} for e in self.escalations],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Answer":
        """Rebuild an answer from what `to_json` returned."""
        return cls(
            text=data["text"],
            files=tuple(File(file["name"], base64.b64decode(file["base64"])) for file in data["files"]),
            actions=tuple(Action(action["tool"], action["arguments"]) for action in data["actions"]),
            escalations=tuple(Escalation(e["item"], e["reason"], e["why"]) for e in data["escalations"]),
        )
