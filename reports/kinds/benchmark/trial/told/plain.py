"""The engineers' words of a trial in words for everybody: faults, tools, troubles, how calls ended, durations.

Whoever shows one of them keeps the engineers' word beside it in small print, once.
"""

import re

from harness.api.happened.rows import PathStep
from harness.api.trial_rows import UNSEEN, CallRow
from harness.errors import BadPlan
from harness.plan.at_run.faults import parse_fault
from harness.plan.trouble import Trouble

TOOLS = {
    "calendar": "works out dates",
    "diff": "compares two tables",
    "join_on": "joins two tables",
    "look_up": "looks things up",
    "parse": "reads a file into a table",
    "sum": "adds up",
}
STATUSES = {
    "ok": "answered",
    "overloaded": "turned away: the service was busy",
    "timed out": "no answer in time",
    "bad reply": "an answer that could not be read",
    UNSEEN: "its end was never seen",
}
TROUBLES: dict[str, str] = {
    Trouble.OVER_BUDGET: "its own budget was used up",
    Trouble.OUT_OF_TIME: "its own time was used up",
    Trouble.TOO_LONG: "its question was too long for one call",
    Trouble.REPEATS_ITSELF: "did the same again",
    Trouble.TOO_MANY_ROUNDS: "went on asking for tools",
    Trouble.MADE_NOTHING: "came to no readable result",
    Trouble.SERVICE_FAILED: "the service failed",
    Trouble.DECLINED: "the model declined",
    Trouble.VERDICT_UNREADABLE: "said neither pass nor fail",
    Trouble.LET_THROUGH: "work went on though not found good",
    Trouble.NO_ROOM_FOR_TOOLS: "no room for what tools brought back",
    Trouble.FOLLOW_UP_LEFT_OUT: "no room for a second question",
    Trouble.CUT_OFF: "cut off while at work",
    Trouble.FAULT_INJECTED: "put in on purpose",
}
_ASLEEP = re.compile(r"gate \S+: asleep")
PUT_IN = "empty reply put in"
_EMPTY = "nothing readable in ''"
_RULE = re.compile(r"rule: (?P<rule>.*?); row of (?P<table>\S+): (?P<row>.*)", re.DOTALL)


def fault(word: str) -> str:
    """Say a fault as it was asked for: ``agent:sorter=slow:1`` is that every call of sorter was held back for 1 s."""
    try:
        found = parse_fault(word)
    except BadPlan:
        return word
    return {
        "down": f"no call of {found.name} reached its model",
        "slow": f"every call of {found.name} was held back for {found.seconds:g} s",
        "garbled": f"what {found.name} was told came as nonsense",
        "silent": f"every reply to {found.name} was empty",
        "asleep": f"the check after {found.name} was switched off",
    }[found.what]


def tool(name: str) -> str:
    """Say what a tool does; one that is not ours keeps its name."""
    return TOOLS.get(name, name)


def call(place: int, found: CallRow, *, silent: bool) -> str:
    """Say that a call was made and how it ended; where no AI was asked there was none."""
    return f"question {place}: {PUT_IN}" if silent else f"call {place} to the model, {status(found)}"


def step(found: PathStep, *, silent: bool) -> str:
    """Say what a piece of the critical path was."""
    return PUT_IN if silent and found.kind == "call" else found.what


def status(found: CallRow) -> str:
    """Say how a call ended."""
    return "answered, but empty" if found.is_empty else STATUSES.get(found.status, found.status)


def trouble(agent: str, detail: str) -> str:
    """Say what happened in particular."""
    if _ASLEEP.fullmatch(detail):
        return f"the check after {agent} was switched off"
    return fault(detail).replace(_EMPTY, "every reply was empty")


def reason(code: str) -> str:
    """Say a reason for handing something over: ``over_limit`` is over limit."""
    return code.replace("_", " ")


def why(text: str) -> str:
    """Say by which rule something was handed over, and what made it fire; words of an agent stay as they are."""
    found = _RULE.fullmatch(text)
    return f'the rule "{found["rule"]}" fired on this row of {found["table"]}: {found["row"]}' if found else text


def is_rule(text: str) -> bool:
    """Tell whether a rule of the design handed something over, and no agent."""
    return _RULE.fullmatch(text) is not None


def times(many: int) -> str:
    """Say how often."""
    return {1: "once", 2: "twice"}.get(many, f"{many:,} times")
