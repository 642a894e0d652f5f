"""One agent that looks at its own work again: once (a self-check), or until it has used what the team used.

Self-Refine (Madaan et al. 2023), without anybody else's judgement: nothing of the mark is known here.
"""

from harness.orchestrators.native.controls.account import Account
from harness.orchestrators.native.controls.work import Tables, Work, attempt
from harness.orchestrators.native.papers import as_csv
from harness.plan.design import Agent
from harness.plan.job import Desk, Job
from harness.plan.tools import Rows

_BEFORE = "{}, as you have handed it in"
_CHECK = (
    "You have done this work before, and what you handed in stands before you. Check it against the brief: is "
    "everything there that is asked for, and is every entry right? Then hand in the whole of it again, put right."
)
_LOOKS = (
    "Look for what is missing: go through the papers once more and add it.",
    "Compare every entry with the papers and the rules, and put right what is wrong.",
    "Look at the form: every column as asked, nothing twice, nothing that nobody asked for.",
)
"""What an agent is told to look at, in turn: at temperature 0 the same words would bring the same reply."""
_OF_THE_ROOM = 4
"""Earlier work takes at most such a part of what a call may send; the papers need the rest."""


async def check_once(job: Job, desk: Desk, account: Account) -> str:
    """Let the agent work, and look at its own work once. Returns in words what was done."""
    work = await _first(job, desk)
    later = await _look(job, work, _CHECK)
    desk.hand_in(work.with_later(later).answer)
    return f"one further look, {account.calls} calls"


async def go_on(job: Job, desk: Desk, account: Account) -> str:
    """Let the agent work, and improve its work until the allowance is used. Returns in words what was done."""
    work, looks = await _first(job, desk), 0
    account.may_stop = True
    while not account.is_used_up:
        calls = account.calls
        words = f"{_CHECK} This is look {looks + 1}. {_LOOKS[looks % len(_LOOKS)]}"
        later = await _look(job, work, words)
        work, looks = work.with_later(later), looks + 1
        desk.hand_in(work.answer)
        if account.calls == calls:
            break  # the agent asks nobody, or is not let ask: more looks would change nothing
    return f"{looks} further looks, {account.calls} calls"


async def _first(job: Job, desk: Desk) -> Work:
    """Let the agent do the work. What ends this ends the trial, and what is done by then counts."""
    work = await attempt(job, job.design.agent[0])
    desk.hand_in(work.answer)
    if work.cut is not None:
        raise work.cut
    return work


async def _look(job: Job, work: Work, words: str) -> Work:
    """Let the agent do the work again with what it has before it."""
    agent = job.design.agent[0]
    before = _before(job, agent, work)
    told = {"instructions": f"{agent.instructions}\n{words}".strip(), "reads": (*before, *agent.reads)}
    return await attempt(job, agent.model_copy(update=told), before)


def _before(job: Job, agent: Agent, work: Work) -> Tables:
    """Return what the agent wrote, under names that say so, as far as there is room for it."""
    written: dict[str, Rows] = {name: rows for name, rows in work.tables.items() if name in agent.writes}
    written |= {name: ({name: text},) for name, text in work.texts.items()}
    if job.call_in_tokens is None:
        return {_BEFORE.format(name): rows for name, rows in written.items()}
    room = job.call_in_tokens // _OF_THE_ROOM
    found: dict[str, Rows] = {}
    for name, rows in written.items():
        fits = len(rows)
        while fits and job.count_tokens(as_csv(rows[:fits])) > room:
            fits //= 2
        if fits:
            found[_BEFORE.format(name)] = rows[:fits]
            room -= job.count_tokens(as_csv(rows[:fits]))
    return found
