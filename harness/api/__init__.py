"""The seam: what the rest of the project may ask of the harness. Synchronous for its callers."""

from harness.api.ablating.worth import open_ablation
from harness.api.asked.models import asked_in_words
from harness.api.checked.checking import advice_on, check
from harness.api.comparing.designs import Compare, Found, compare
from harness.api.context_shown.showing import context_shown
from harness.api.details import trial_details
from harness.api.marking.judging import Judged, JudgeOrder, judge_run
from harness.api.marking.regrade import Regraded, regrade
from harness.api.planning import Order, Promise, make_plan, promise
from harness.api.privacy.forgetting import Forgotten, forget, to_forget
from harness.api.remembering.notes import forget_notes, remember_run, remember_words, remembered
from harness.api.running import Settings, Summary, resume, run
from harness.api.sizing.size import Size, Wish, size_up
from harness.api.view import list_runs, open_view

__all__ = [
    "Compare",
    "Forgotten",
    "Found",
    "JudgeOrder",
    "Judged",
    "Order",
    "Promise",
    "Regraded",
    "Settings",
    "Size",
    "Summary",
    "Wish",
    "advice_on",
    "asked_in_words",
    "check",
    "compare",
    "context_shown",
    "forget",
    "forget_notes",
    "judge_run",
    "list_runs",
    "make_plan",
    "open_ablation",
    "open_view",
    "promise",
    "regrade",
    "remember_run",
    "remember_words",
    "remembered",
    "resume",
    "run",
    "size_up",
    "to_forget",
    "trial_details",
]
