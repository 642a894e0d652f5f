"""What one trial is evidence of: one label for each kind of model, the same at the top and at every table."""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.api.evidence import NOTES
from harness.api.rows import Arm, RunView
from harness.api.trial_rows import TrialDetail
from harness.messages import Evidence
from reports import words
from reports.data import Note, Tone
from reports.kinds.benchmark.trial.told import plain

LABELS: Mapping[Evidence, str] = {
    "real": "real model, one trial",
    "embedded": "embedded model, no evidence about AI",
    "scripted": "scripted model, no evidence about AI",
    "replay": "replayed answers, no evidence about AI",
    "silent": "no AI was asked",
}
NO_AI = "Every question got an empty reply, on purpose: this shows what code alone does."


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page says what it is evidence of."""

    kind: Evidence
    model: str
    """The model as a sentence."""
    note: Note
    label: str

    @property
    def silent(self) -> bool:
        """True where no AI was asked."""
        return self.kind == "silent"


def shown(view: RunView, detail: TrialDetail) -> Shown:
    """Say what a trial is evidence of: its own row's model counts, not the run's."""
    arm = next((found for found in view.arms if found.id == detail.trial.arm), None)
    kind = arm.evidence if arm else view.evidence
    model = "No AI was asked." if kind == "silent" else f"Model: {_model(arm, view)}."
    on_purpose = " Put in on purpose: " + "; ".join(map(plain.fault, detail.faults)) + "." if detail.faults else ""
    said = NO_AI if kind == "silent" else NOTES[kind]
    title = {"real": "What this is evidence of", "silent": "No AI was asked"}.get(kind, "No evidence about AI")
    if detail.faults:
        title, on_purpose = "Made with faults", f"{on_purpose} This says nothing about the design without them."
    tone: Tone = "plain" if kind == "real" and not detail.faults else "caution"
    label = LABELS[kind] + (", faults put in on purpose" if detail.faults else "")
    return Shown(kind, model, Note(title, f"{said}{on_purpose}", tone), words.sentence(label).rstrip("."))


def _model(arm: Arm | None, view: RunView) -> str:
    return arm.model if arm else view.model
