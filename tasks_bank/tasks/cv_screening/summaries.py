"""Marks the summaries: the facts that must be there, and what must not count and so must not be said."""

from collections import defaultdict
from collections.abc import Sequence

from tasks_bank.checks.compare import by_key
from tasks_bank.checks.mentions import Fact, mentions_check
from tasks_bank.checks.rows import bounded
from tasks_bank.checks.sheet import Sheet
from tasks_bank.grade import Check

_FEWEST_WORDS, _MOST_WORDS = 20, 120
"""A summary may miss the length that the rules ask for by a third."""


def summaries_check(sheet: Sheet, marks: float) -> Check:
    """Mark summaries by their facts; one that says what must not be said, or is far too short or long, earns none."""
    truth = sheet.case.truth
    points = {row["candidate"]: row["points"] for row in truth.tables["shortlist"]}
    sources = {(row["candidate"], row["criterion"]): row["source"] for row in truth.tables["evidence"]}
    never: dict[str, list[str]] = defaultdict(list)
    for row in truth.facts["never"]:
        never[row["candidate"]].append(row["word"])
    given = by_key(sheet.asked["summaries"], sheet.rows("summaries"))
    wanted = [row["candidate"] for row in truth.tables["summaries"]]
    tool = truth.facts["tool"][0]["name"]
    earned, details = 0.0, []
    for name in wanted:
        rows = given.get((name,), [])
        text = rows[0].get("summary", "") if len(rows) == 1 else ""
        facts = _facts(points[name], sources[name, "M1"], sources[name, "M2"], tool)
        one = mentions_check(name, 1, text, facts, never=never[name])
        is_long_enough = _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS
        earned += one.earned if is_long_enough else 0.0
        details += [f"{name}: {said}" for said in one.details if rows]
        details += [f"{name}: {len(text.split())} words" for _ in rows[:1] if not is_long_enough]
        details += [f"{name}: missing"] if not rows else []
    stated = sum(len(rows) for rows in given.values())
    precision = sum((name,) in given for name in wanted) / stated if stated else 0.0
    share = earned / len(wanted) * precision if wanted else 0.0
    why = f"of {len(wanted)} summaries {earned:.1f} are right in facts and in what they leave out; {stated} handed in"
    return Check("summaries", marks * share, marks, why, details=bounded(details))


def _facts(points: str, months: str, award: str, tool: str) -> Sequence[Fact]:
    count = int(months.removesuffix(" months"))
    years, rest = divmod(count, 12)
    spelled = (months, f"{years} years {rest} months", f"{years} years and {rest} months", f"{count}-month")
    scored = (f"{points} points", f"points: {points}", f"{points} of 10", f"{points} out of 10", f"{points}/10")
    more = (f"score of {points}", f"scores {points}", f"{points} screening points", f"total of {points}")
    return (
        Fact("the months counted", spelled),
        Fact("the M2 qualification", (award,)),
        Fact("the M3 tool", (tool,)),
        Fact("the points", (*scored, *more)),
    )
