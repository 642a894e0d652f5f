"""How a trial ended and what it scored, in the first sentences of its page; and where there is no result, why."""

import re
from collections.abc import Iterator, Sequence

from harness.api.trial_rows import TrialDetail
from harness.plan.level import Level
from harness.plan.trouble import TROUBLE, Trouble
from reports import words
from reports.kinds.benchmark.trial.passages import csv_rows, short
from reports.kinds.benchmark.trial.shares import Share
from reports.kinds.benchmark.trial.told.team import named, turnout

UNREAD = "nothing readable in "
_ITEMS = re.compile(r"([\d,]+) of [\d,]+ items")
"""How a span says which items of a fan-out came to nothing."""
LITTLE = 0.5
"""Below this score a reader wants to know where the marks were lost."""


def how_it_ended(detail: TrialDetail, everyone: Sequence[Share], *, silent: bool) -> str:
    """Say outcome and score, and why there is no result where there is none."""
    replies = [*_empty(detail, silent=silent), *([] if silent else _unread(detail))]
    return " ".join([_ended(detail, everyone), *replies, *_missing(detail), *_lost(detail)])


def has_anything(detail: TrialDetail) -> bool:
    """Tell whether anything was handed in: words, or a file that is more than the head of a table."""
    files = (
        len(rows) > 1 if (rows := csv_rows(name, text)) else bool(text.strip()) for name, text in detail.answer_files
    )
    return bool(detail.answer_text.strip()) or any(files)


def stopped(detail: TrialDetail) -> bool:
    """Tell whether the trial was ended before its end."""
    return detail.trial.outcome in {"limit", "refused", "infrastructure"}


def _ended(detail: TrialDetail, everyone: Sequence[Share]) -> str:
    trial, why = detail.trial, short(detail.trial.why)
    if trial.outcome == "infrastructure":
        return f"No result: it failed for a reason outside the design ({why}), and it is in no comparison."
    if trial.outcome == "refused":
        return f"No result: the model declined ({why}), which counts as 0."
    if trial.score is None:
        return "No score: the marker failed on what was handed in."
    if trial.status == "unreadable":
        return "No result: no table could be read from what was handed in, which counts as 0."
    scored = f"the marker gave it {words.score(trial.score)} of 1"
    if trial.outcome == "limit":
        at_work = turnout(detail, everyone).cut_off
        whose = f", while {named(at_work)} {'was' if len(at_work) == 1 else 'were'} at work" if at_work else ""
        there = "for what was there by then" if has_anything(detail) else "since nothing was there yet"
        return f"Stopped before the end by a limit{whose}: {why}; {scored} {there}."
    return f"Finished: {scored}." if has_anything(detail) else f"No result: nothing was handed in, and {scored}."


def _empty(detail: TrialDetail, *, silent: bool) -> Iterator[str]:
    """Say how many replies were empty; without a model all are, on purpose."""
    replies = [call for call in detail.calls if not call.came_to_nothing]
    empty = sum(call.is_empty for call in replies)
    made = "what there is, code alone has made" if has_anything(detail) else "code alone made nothing to hand in"
    all_of_them = {1: "The only reply", 2: "Both replies"}.get(empty, f"All {empty:,} replies")
    if silent:
        yield f"No AI was asked in this trial: {made}."
    elif empty and empty == len(replies):
        yield f"{all_of_them} of the model came back empty: {made}."
    elif empty:
        yield f"{empty:,} of {len(replies):,} replies of the model came back empty."
    if not silent and detail.calls and not replies:
        yield f"{words.count(len(detail.calls), 'call')} to the model came to nothing, and no other was made."


def _unread(detail: TrialDetail) -> Iterator[str]:
    """Say how many replies that were not empty could not be read as what was asked, and what one of them said."""
    replies = sum(not call.came_to_nothing for call in detail.calls)
    said = [span.detail for span in detail.spans if (span.kind, span.name) == (TROUBLE, Trouble.MADE_NOTHING)]
    unread = [one for one in said if UNREAD in one and not one.endswith(f"{UNREAD}''")]
    many = sum(int(found[1].replace(",", "")) if (found := _ITEMS.match(one)) else 1 for one in unread)
    if not many:
        return
    which = f"None of the {replies:,} replies" if many >= replies else f"{many:,} of {replies:,} replies"
    could = "could be read" if many >= replies else "could not be read"
    yield f"{which} {could} as what was asked; one of them said {short(unread[0].partition(UNREAD)[2])}."


def _missing(detail: TrialDetail) -> Iterator[str]:
    """Name what agents were to hand in and what is not there, where anything was handed in at all."""
    if found := missing(detail):
        yield f"Missing in the hand-in: {words.listed(found)}."


def missing(detail: TrialDetail) -> list[str]:
    """Return what agents were to hand in and what is not there, each with whose it was; none where nothing was."""
    if detail.trial.level is not Level.ORCHESTRATION or not has_anything(detail):
        return []
    own = {table.name for table in detail.design.table} | ({"escalations"} if detail.handed else set())
    there = {name.rpartition("/")[2].partition(".")[0] for name, _ in detail.answer_files}
    whose = {name: agent.name for agent in detail.design.agent for name in agent.writes if name not in own | there}
    found = [f"{name} (by {agent})" for name, agent in whose.items()]
    if detail.design.coordinator and not detail.answer_text.strip():
        found.append(f"the covering note (by {detail.design.coordinator.agent})")
    return found


def _lost(detail: TrialDetail) -> Iterator[str]:
    """Say where most marks were lost, in an answer that earned few."""
    trial = detail.trial
    lost = {check.name: check for check in trial.checks if check.scored and check.earned < check.available}
    if trial.score is None or trial.score >= LITTLE or not lost or not has_anything(detail):
        return
    most = max(lost.values(), key=lambda check: check.available - check.earned)
    yield f"Most marks were lost here: '{short(most.name)}' earned {round(most.earned, 1):g} of {most.available:g}."
