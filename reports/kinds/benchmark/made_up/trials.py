"""Made-up trials for the samples: no model worked in them, every number is invented."""

import random
from dataclasses import dataclass, replace
from typing import Literal

from harness.api.happened.handing import Handed
from harness.api.rows import CheckRow, Outcome, TrialRow
from harness.api.trial_rows import CallRow, SpanRow, TrialDetail
from harness.messages import Evidence
from harness.plan.level import Level
from reports.kinds.benchmark.made_up.happened import design, in_trial

CHECKS = {"lines matched": 10.0, "exceptions found": 6.0, "totals agree": 2.0, "escalated what had to be": 3.0}
REACHED = {Level.PROMPTING: 0.35, Level.CONTEXT: 0.72, Level.ORCHESTRATION: 0.55}
TOKENS = {Level.PROMPTING: 2_300, Level.CONTEXT: 6_900, Level.ORCHESTRATION: 21_400}
LIMIT_SHARE = 0.08
HOSTILE = "<script>alert(1)</script> \x1b[31mred\x1b[0m \u202etxt.exe <a href='javascript:alert(1)'>x</a> & {{ 7*7 }}"


DETAILS = ("line B-07: missed", HOSTILE)


@dataclass(frozen=True, slots=True)
class Invention:
    """What a made-up run is like."""

    cases: int
    levels: tuple[Level, ...] = tuple(Level)
    tools_only: bool = True
    evidence: Evidence = "embedded"
    priced: Literal["free", "known", "unknown"] = "free"
    broken: int = 0
    """Trials with an infrastructure failure."""
    design_name: str = "{level}-reference"


def trial(dice: random.Random, level: Level, kind: str, seed: int, made: Invention) -> TrialRow:
    """Make up a trial; the tools alone reach a third of what the design reaches."""
    silent = kind == "tools only"
    reach = REACHED[level] * (0.35 if silent else 1.0)
    met = {name: min(max(dice.gauss(reach, 0.12), 0.0), 1.0) for name in CHECKS}
    checks = tuple(
        CheckRow(
            name,
            round(share * CHECKS[name], 1),
            CHECKS[name],
            "made up",
            scored=True,
            details=DETAILS,
        )
        for name, share in met.items()
    )
    outcome: Outcome = "limit" if not silent and dice.random() < LIMIT_SHARE else "done"
    score = sum(check.earned for check in checks) / sum(CHECKS.values())
    price = {"free": 0, "known": 210 * TOKENS[level] * 10, "unknown": None}[made.priced]
    return TrialRow(
        id=f"{level}-{'tools' if silent else 'model'}-{seed}",
        arm=f"{level}/{kind}",
        level=level,
        seed=seed,
        epoch=1,
        attempt=1,
        outcome=outcome,
        why="the budget of 12 calls was used up" if outcome == "limit" else "",
        status="marked",
        score=score,
        checks=checks,
        wall_s=0.4 if silent else TOKENS[level] / 150 + dice.random() * 10,
        waited_s=0.0 if silent else dice.random(),
        calls=0 if silent else TOKENS[level] // 1800,
        input_tokens=0 if silent else round(TOKENS[level] * dice.uniform(0.8, 1.1)),
        output_tokens=0 if silent else round(TOKENS[level] * dice.uniform(0.05, 0.2)),
        cost_nano_usd=0 if silent else price,
        escalations=2 if level is Level.ORCHESTRATION and not silent else 0,
    )


def broken(row: TrialRow) -> TrialRow:
    """Turn a trial into one that failed for want of infrastructure."""
    why = "the service was overloaded"
    return replace(row, outcome="infrastructure", why=why, status="not marked", score=None, checks=())


def detail(row: TrialRow) -> TrialDetail:
    """Make up what was said in a trial, a hostile answer included."""
    sent = (
        {"role": "system", "text": "You match bank lines."},
        {"role": "user", "text": f"Match these. {HOSTILE}\n" * 9},
    )
    calls = tuple(
        CallRow(
            agent="matching",
            attempt=1,
            model_asked="made-up/model-1",
            model_served="made-up/model-1",
            status="ok",
            started_s=2.0 * place,
            seconds=1.7,
            input_tokens=812,
            cached_tokens=0,
            output_tokens=64,
            cost_nano_usd=row.cost_nano_usd and row.cost_nano_usd // row.calls,
            messages=sent,
            reply=HOSTILE + " long" * (3000 if place == 0 else 3),
            error="",
        )
        for place in range(row.calls)
    )
    spans = (
        SpanRow("tool", "join_on", "matching", 0.2, 0.05, "12 rows by amount"),
        SpanRow("gate", "tool:diff", "matching", 9.0, 0.01, f"found: {HOSTILE}"),
        SpanRow("trouble", "made nothing", "reporting", 9.5, 0.0, HOSTILE),
    )
    return TrialDetail(
        row,
        "Please reconcile the card and bank lines of October against the invoices and the ledger.",
        f"Two lines need a person.\n{HOSTILE}",
        (
            ("matches.csv", f"bank_line,document,verdict\nB-01,R-0007,match\nB-02,,{HOSTILE}\n"),
            ("note.md", "# Note\nAll."),
        ),
        (("B-07", "over-limit", f"rule: amount > 40; row of matches: line B-07, amount 55, note {HOSTILE}"),)
        if row.escalations
        else (),
        calls,
        spans,
        in_trial(row),
        design(row.level),
        (
            Handed(
                "B-07", "over-limit", f"rule: amount > 40; row of matches: line B-07, amount 55, note {HOSTILE}", "yes"
            ),
        )
        if row.escalations
        else (),
        (("B-07", "over-limit"), (HOSTILE, "missing_receipt")) if row.escalations else (),
    )
