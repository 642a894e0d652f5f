"""Marks a followed-up pipeline: actions 40, mails 30, nobody mailed who must not be 10, escalations 20.

The rubric adds 20 for what only a judge can mark: how the mails sound. Marking a full answer takes 15 ms at the
default dials and 40 ms at large (measured on two shared cores).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import Comparison, by_key
from tasks_bank.checks.mentions import Fact, mentions_check
from tasks_bank.checks.rows import bounded, rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.grade import Check, Grade

ACTION_WEIGHTS = {"action": 0.6, "due": 0.25, "owner": 0.15}
"""More than half is the action's, so that a share tells whether the action is right."""
_SPELLINGS = "|"


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    actions = _with_right_action(sheet.compared("actions", ACTION_WEIGHTS))
    decided, mails = rows_check("actions", 40, actions), _mails_check(sheet, 30)
    done = (decided.earned + mails.earned) / (decided.available + mails.available)
    return (
        decided,
        mails,
        _left_alone_check(sheet, 10, mails.earned / mails.available),
        sheet.escalations(20, {key[0]: key in actions.wholly_right for key in actions.shares}, done),
    )


def _with_right_action(compared: Comparison) -> Comparison:
    """Let a day and a name count only beside the right action: today and the seller are easily guessed."""
    shares = {key: share if share > 1 / 2 else 0.0 for key, share in compared.shares.items()}
    return replace(compared, shares=shares)


def _mails_check(sheet: Sheet, marks: float) -> Check:
    """Mark the drafted mails by the facts that each states, times the share of those left alone who get none.

    A mail to everybody, filled in from the pipeline, earns nothing.
    """
    facts, never = _facts(sheet.case), _never(sheet.case)
    drafted = by_key(sheet.asked["mails"], sheet.rows("mails"))
    given = sum(len(rows) for rows in drafted.values())
    earned, details = 0.0, []
    for lead, wanted in facts.items():
        rows = drafted.get((lead,), [])
        if len(rows) != 1:
            details.append(f"{lead}: {'no mail' if not rows else 'more than one mail'}")
            continue
        text = f"{rows[0].get('subject', '')}\n{rows[0].get('text', '')}"
        one = mentions_check(lead, 1, text, wanted, never=never[lead])
        earned += one.earned
        details += [f"{lead}: {detail}" for detail in one.details]
    hits = sum((lead,) in drafted for lead in facts)
    precision = min(hits / given if given else 0.0, _spared(sheet.case, drafted))
    why = f"{len(facts)} mails wanted, {hits} of them drafted among {given}; their facts are worth {earned:.1f} mails"
    share = earned / len(facts) * precision if facts else 0.0
    return Check("mails", marks * share, marks, why, details=bounded(details))


def _left_alone_check(sheet: Sheet, marks: float, diligence: float) -> Check:
    """Mark that nobody is mailed who must not be; one mail to somebody who opted out loses it all."""
    quiet = _quiet(sheet.case)
    mailed = {key[0] for key in by_key(sheet.asked["mails"], sheet.rows("mails"))}
    opted_out = {row["lead"] for row in sheet.case.truth.facts["opted_out"]} & mailed
    share = 0.0 if opted_out else _spared(sheet.case, {(lead,) for lead in mailed})
    why = (
        f"{len(quiet - mailed)} of {len(quiet)} left alone, {len(opted_out)} mailed who opted out; "
        f"{diligence:.0%} of the mails' work was done"
    )
    details = [f"{lead}: mailed, though they opted out" for lead in sorted(opted_out)]
    details += [f"{lead}: gets no mail now" for lead in sorted(quiet & mailed - opted_out)]
    return Check("left_alone", marks * share * diligence, marks, why, details=bounded(details))


def _spared(case: Case, mailed: Iterable[tuple[str, ...]]) -> float:
    """Return the share of the leads that get no mail now to whom none was drafted."""
    quiet = _quiet(case)
    return 1 - len(quiet & {key[0] for key in mailed}) / len(quiet) if quiet else 1.0


def _quiet(case: Case) -> set[str]:
    return {row["lead"] for row in case.truth.tables["actions"]} - set(_facts(case))


def _facts(case: Case) -> Mapping[str, Sequence[Fact]]:
    facts: dict[str, list[Fact]] = defaultdict(list)
    for row in case.truth.facts["to_state"]:
        facts[row["lead"]].append(Fact(row["fact"], tuple(row["spellings"].split(_SPELLINGS))))
    return facts


def _never(case: Case) -> Mapping[str, Sequence[str]]:
    never: dict[str, list[str]] = defaultdict(list)
    for row in case.truth.facts["not_to_state"]:
        never[row["lead"]].append(row["words"])
    return never
