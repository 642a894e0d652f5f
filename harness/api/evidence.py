"""What a run's results are evidence of, in a sentence. A simulated or embedded model is never evidence about AI."""

from collections.abc import Mapping

from harness.messages import Evidence
from harness.plan.at_run.faults import faults_note
from harness.plan.benchmark import Plan

NOTES: Mapping[Evidence, str] = {
    "real": "Real model, cases of one task: evidence about this model on this task, and no further.",
    "embedded": "Embedded model: shows the machinery, not what AI can do.",
    "scripted": "Scripted model: its replies were written beforehand; shows the machinery, not what AI can do.",
    "replay": "Replayed: the replies of an earlier run were used again, no model was asked.",
    "silent": "No model: every reply is empty, so only tools worked.",
}


def evidence_note(plan: Plan, evidence: Evidence | None = None) -> str:
    """Say what the results of a plan are evidence of, or those of a row with models of another kind."""
    return f"{NOTES[evidence or plan.evidence]} {faults_note(plan.faults)}".strip()
