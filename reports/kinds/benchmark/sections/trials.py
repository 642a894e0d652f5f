"""The list of all trials, each with its page."""

import hashlib
import re

from harness.api.rows import RunView, TrialRow
from reports import words
from reports.data import Cell, Column, Fold, Paragraph, Row, Section, Table
from reports.kinds.benchmark import arms

OPEN_AT_MOST = 24
"""A longer list is folded, so that the page stays short."""
COLUMNS = (
    Column("Trial"),
    Column("Level"),
    Column("Outcome"),
    Column("Quality", words.SCORE, drawn=True),
    Column("Calls", "calls"),
    Column("Tokens", "in and out"),
    Column("Money", "of the trial"),
    Column("Machine time", "of the trial"),
    Column("Escalated", "items"),
)
OUTCOMES = {
    "done": "done",
    "limit": "hit a limit",
    "refused": "refused",
    "infrastructure": "infrastructure failed",
}


def page(trial_id: str) -> str:
    """Return where a trial's page stands; an id that is no plain word is replaced by its digest."""
    plain = re.fullmatch(r"[A-Za-z0-9_-]{1,80}", trial_id)
    return f"trials/{trial_id if plain else hashlib.sha256(trial_id.encode()).hexdigest()[:16]}"


def name(trial: TrialRow) -> str:
    """Name a trial: ``seed 3, repeat 1``."""
    return f"seed {trial.seed}, repeat {trial.epoch}"


def outcome(trial: TrialRow) -> str:
    """Say how a trial ended; an answer that nobody could read says so."""
    unreadable = ", unreadable" if trial.status == "unreadable" else ""
    return OUTCOMES[trial.outcome] + unreadable


def section(view: RunView) -> Section:
    """Build the list."""
    if not view.trials:
        return Section("trials", "Every trial", (Paragraph("No trial has ended yet."),))
    names = arms.labels(view)
    places = {arm.id: place for place, arm in enumerate(arms.ordered(view))}
    shown = sorted(view.trials, key=lambda trial: (trial.seed, trial.epoch, places.get(trial.arm, 0)))
    table = Table(
        "trial-list",
        f"{words.count(len(shown), 'trial')}, by case; follow a link to read it in full",
        COLUMNS,
        tuple(_row(trial, names.get(trial.arm, trial.arm)) for trial in shown),
    )
    blocks = (table,) if len(shown) <= OPEN_AT_MOST else (Fold(f"Show all {len(shown):,} trials", (table,)),)
    return Section("trials", "Every trial", blocks)


def _row(trial: TrialRow, label: str) -> Row:
    return Row(
        (
            Cell(name(trial), page=page(trial.id)),
            Cell(label),
            Cell(outcome(trial)),
            Cell("left out" if trial.score is None else words.score(trial.score), trial.score),
            Cell(words.number(trial.calls)),
            Cell(words.number(trial.input_tokens + trial.output_tokens)),
            Cell(words.money(trial.cost_nano_usd)),
            Cell(words.seconds(trial.wall_s)),
            Cell(words.number(trial.escalations)),
        )
    )
