"""As many independent attempts of one agent as the team's money pays for, and a choice among them without any mark.

Self-consistency (Wang et al. 2023), for rows instead of one final answer.
"""

from harness.orchestrators.native.controls.account import Account
from harness.orchestrators.native.controls.voting import voted
from harness.orchestrators.native.controls.work import Work, attempt, by_tools
from harness.plan.design import Design
from harness.plan.job import Desk, Job
from harness.plan.tools import ToolMistake, Workspace

_BY_TOOL = "tool:"


async def best_of_n(job: Job, desk: Desk, account: Account, team: Design) -> str:
    """Make the attempts and hand in what is chosen. Returns in words what was done."""
    tried: list[Work] = []
    try:
        while not tried or not account.is_used_up:
            account.variation, calls = len(tried), account.calls
            work = await attempt(job, job.design.agent[0])
            if not tried and work.cut is not None:
                desk.hand_in(work.answer)
                raise work.cut
            tried.append(work)
            account.may_stop = True
            if account.calls == calls:
                break  # the agent asks nobody, or is not let ask: a further attempt would be the same
    finally:
        chosen = chosen_from(job, team, tried)
        if chosen is not None:
            desk.hand_in(chosen[0].answer)
    whole = sum(work.cut is None for work in tried)
    cut = f" and {len(tried) - whole} cut short" if whole < len(tried) else ""
    return f"{whole} whole attempts{cut}, {account.calls} calls; {chosen[1] if chosen else ''}"


def chosen_from(job: Job, team: Design, tried: list[Work]) -> tuple[Work, str] | None:
    """Return what is handed in, and how it was chosen; None where nothing was tried.

    Where the team has gates that are code, only the attempts stay in which they find least; those vote.
    """
    if len(tried) <= 1:
        return (tried[0], "nothing to choose from") if tried else None
    found = {place: many for place, work in enumerate(tried) if (many := _findings(job, team, work)) is not None}
    if not found:
        return voted(job, tried), f"majority of {len(tried)}"
    least = min(found.values())
    left = [tried[place] for place, many in found.items() if many == least]
    how = f"the team's gate found {least} in {len(left)} of {len(tried)}"
    return (left[0], how) if len(left) == 1 else (voted(job, left), f"{how}; majority of these")


def _findings(job: Job, team: Design, work: Work) -> int | None:
    """Count what the team's gates that are code find; None where there is none, or none that could look."""
    gates = [gate for gate in team.gate if gate.check.startswith(_BY_TOOL)]
    if not gates or work.cut is not None:
        return None
    tables = by_tools(job, team.agent, work.tables)
    found: list[int] = []
    for gate in gates:
        try:
            rows = job.tools[gate.check.removeprefix(_BY_TOOL)].use(Workspace(job.texts, dict(tables)), gate.arguments)
        except ToolMistake:
            continue
        found.append(len(rows))
    return sum(found) if len(found) == len(gates) else None
