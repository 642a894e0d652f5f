"""The calendar of somebody who takes every paper at its word: what the planted traps and the older papers would do."""

from collections.abc import Sequence

from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.tasks.content_calendar.choosing import best_row, choose
from tasks_bank.tasks.content_calendar.month.dealing import deal_plan
from tasks_bank.tasks.content_calendar.month.plan import Keyword
from tasks_bank.tasks.content_calendar.scheduling import Board, Placed, Wanted
from tasks_bank.tasks.content_calendar.truth import evidence_of, topics_of


def believed_topics(case: Case) -> Sequence[Row]:
    """Choose by the agency's estimates with bots among the readers, and date without a look at embargoes."""
    plan = deal_plan(case.seed, case.dials)

    def believed_score(keyword: Keyword) -> int:
        visits = best_row(plan.pages, keyword.subject, with_bots=True).visits
        return keyword.estimate + visits + plan.bonus(keyword.launch)

    chosen = choose(plan, believed_score, trusting=True).chosen
    overlooked = frozenset(absence.ref for absence in plan.absences if absence.is_planted)
    placed = _in_turn(Board(plan.month, case.systems, without=overlooked), chosen)
    evidence = ["+".join(evidence_of(plan, each, with_bots=True)) for each in chosen]
    rows = topics_of(plan, chosen, placed)
    return [row | {"evidence": refs} for row, refs in zip(rows, evidence, strict=True)]


def _in_turn(board: Board, chosen: Sequence[Keyword]) -> Sequence[Placed]:
    """Place each post as early as may be, with a writer who knows the subject if there is one; no embargo is seen."""
    free = board.slots(None)
    left = dict(board.posts)
    placed = []
    for keyword, (day, channel) in zip(chosen, free, strict=False):
        post = Wanted(keyword.phrase, keyword.subject, board.month.first)
        able = [name for name, posts in left.items() if posts and not board.writer_fault(post, day, name)]
        writer = (able or [name for name, posts in left.items() if posts])[0]
        left[writer] -= 1
        placed.append(Placed(day, channel, writer))
    return placed
