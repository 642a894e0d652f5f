"""A case: what is shown (brief, files, systems) and what is hidden (truth), dealt from a seed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from tasks_bank.answer import Escalation
from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.file import File
from tasks_bank.notes.note import Note

Dials = Mapping[str, int | float]
"""The settings of a generator by name: size, noise, how much is planted. Values are inside the task's ranges."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What whoever does the work is given (the field: the sample's input)."""

    ask: str
    """The request, in a manager's words."""
    rules: str
    """The policy that a person who gives context would add; Markdown."""
    files: tuple[File, ...]
    deliverables: tuple[Deliverable, ...]

    def handing_in(self) -> str:
        """Say in words what is to be handed in; it reads the same at every level of AI use."""
        lines = [f"- {deliverable.words()}" for deliverable in self.deliverables]
        return "\n".join(["Hand in:", *lines])


@dataclass(frozen=True, slots=True)
class Write:
    """A change to a system that the task allows, such as booking a slot.

    The deliverable that names it in `write` takes each such action as a row: it may be done by table or by action.
    """

    name: str
    arguments: tuple[Column, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """A typed table that stands for a company system (bank feed, ledger), dealt from the same rows as the files."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    writes: tuple[Write, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a perfect answer holds. Never shown to a design."""

    tables: Mapping[str, tuple[Row, ...]]
    """The right rows, by deliverable."""
    escalations: tuple[Escalation, ...]
    """What a person must be asked about."""
    facts: Mapping[str, tuple[Row, ...]]
    """Further hidden rows that the marker needs (amounts behind the lines, what was planted where)."""
    canary: str
    """A word that stands nowhere but here: if it is ever seen elsewhere, the truth has leaked."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """A text that a good answer could hold, by text or mail deliverable."""


@dataclass(frozen=True, slots=True)
class Case:
    """One instance of a task (the field: sample, variant)."""

    task: str
    version: int
    seed: int
    dials: Dials
    brief: Brief
    systems: Mapping[str, System]
    truth: Truth
    notes: tuple[Note, ...] = ()
    """What earlier months left to remember. Shown only where a design has memory; some may be wrong."""

    @property
    def name(self) -> str:
        """A readable name: ``expense_reconciliation@1 seed 7``."""
        return f"{self.task}@{self.version} seed {self.seed}"

    @property
    def digest(self) -> str:
        """Sixteen hex digits that tell this case from any other, whatever its version.

        They are of what is shown and what is hidden, not of how an answer is to be laid out or marked.
        """
        data = {
            "ask": self.brief.ask,
            "rules": self.brief.rules,
            "files": [(file.name, hashlib.sha256(file.data).hexdigest()) for file in self.brief.files],
            "systems": {name: system.rows for name, system in self.systems.items()},
            "tables": dict(self.truth.tables),
            "facts": dict(self.truth.facts),
            "escalations": [asdict(escalation) for escalation in self.truth.escalations],
        }
        if self.notes:
            data["notes"] = [note.to_json() for note in self.notes]
        text = json.dumps(data, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]
