"""The rules: from what is seen in a trial to signs of MAST's modes, a function each. mast.toml says what a sign is."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from harness.api.failures.seen import Seen
from harness.plan.level import Level
from harness.plan.trouble import Trouble
from harness.store.records import SpanRecord

MORE_WRONG_THAN_RIGHT = 0.5
"""Below this share of the marks a reviewer should not have passed the work."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that was seen."""

    agent: str
    why: str
    evidence: tuple[str, ...] = ()


Rule = Callable[[Seen], Iterator[Sign]]


def not_as_asked(seen: Seen) -> Iterator[Sign]:
    """1.1: nothing readable came of what was asked for."""
    for key, span in seen.troubles(Trouble.MADE_NOTHING):
        yield Sign(span.agent, _said("nothing readable came of what it was to write", span), (key,))
    if seen.status == "unreadable":
        yield Sign("", "no table could be found in what was handed in")


def repeats(seen: Seen) -> Iterator[Sign]:
    """1.3: the same again, by a word in the spans or by the same request in a later turn."""
    for key, span in seen.troubles(Trouble.REPEATS_ITSELF):
        yield Sign(span.agent, _said("it did the same again", span), (key,))
    turns = {agent: [span for _, span in seen.spans("agent") if span.agent == agent] for agent in _agents(seen)}
    answered: dict[tuple[str, str], tuple[str, int]] = {}
    for place, call in enumerate(seen.steps.calls, start=1):
        if call.status != "ok":
            continue
        turn = sum(span.started_s <= call.started_s for span in turns[call.agent])
        before = answered.setdefault((call.agent, call.request_digest), (f"call {place}", turn))
        if before[1] != turn:
            why = "it asked in a later turn exactly what had been answered"
            yield Sign(call.agent, why, (before[0], f"call {place}"))


def lost_context(seen: Seen) -> Iterator[Sign]:
    """1.4: something did not fit; at PROMPTING the allowance to paste is meant to be short."""
    for key, span in seen.troubles(Trouble.NO_ROOM_FOR_TOOLS, Trouble.TOO_LONG):
        yield Sign(span.agent, _said("what it was to read did not fit into a call", span), (key,))
    if seen.level is Level.PROMPTING:
        return
    cut: defaultdict[str, list[str]] = defaultdict(list)
    for place, call in enumerate(seen.steps.calls, start=1):
        if call.was_cut:
            cut[call.agent].append(f"call {place}")
    for agent, keys in cut.items():
        many = "its prompt says" if len(keys) == 1 else f"{len(keys):,} of its prompts say"
        yield Sign(agent, f"{many} that something was cut to fit", tuple(keys))


def goes_on(seen: Seen) -> Iterator[Sign]:
    """1.5: it did not come to an end by itself. A budget of ours that ends somebody at work says no such thing."""
    for key, span in seen.troubles(Trouble.TOO_MANY_ROUNDS):
        yield Sign(span.agent, _said("it went on asking for tools until no round was left", span), (key,))


def did_not_ask(seen: Seen) -> Iterator[Sign]:
    """2.2: a person should have been asked. Of a trial that a limit stopped nobody knows whether it would have."""
    if seen.not_handed_over and seen.outcome != "limit":
        things = "thing" if seen.not_handed_over == 1 else "things"
        yield Sign("", f"{seen.not_handed_over:,} {things} that a person had to decide did not get to a person")


def ignores_a_gate(seen: Seen) -> Iterator[Sign]:
    """2.5: another agent found exactly the same at a gate after work had come back. Code is no agent."""
    before: dict[tuple[str, str], tuple[str, str]] = {}
    for key, span in seen.spans("gate"):
        if not (span.name.startswith("agent:") and span.detail.startswith("found: ")):
            continue
        gate = (span.name, span.agent)
        earlier = before.get(gate)
        if earlier and earlier[1] == span.detail:
            reviewer = span.name.removeprefix("agent:")
            yield Sign(span.agent, f"{reviewer} found the same again after sending it back", (earlier[0], key))
        before[gate] = (key, span.detail)


def stopped_early(seen: Seen) -> Iterator[Sign]:
    """3.1: the coordinator's rule stopped the work."""
    for key, span in seen.spans("coordinator"):
        if span.name == "stopped":
            yield Sign("", f"the coordinator's rule stopped the work: {span.detail}", (key,))


def unchecked(seen: Seen) -> Iterator[Sign]:
    """3.2: no check came to its end, or what it found was not put right."""
    for key, span in seen.troubles(Trouble.VERDICT_UNREADABLE, Trouble.LET_THROUGH):
        yield Sign(span.agent, _said("the work passed without being found good", span), (key,))
    for key, span in seen.spans("gate"):
        if "asleep" in span.detail:
            yield Sign(span.agent, f"the check after {span.agent} was switched off on purpose", (key,))


def wrongly_passed(seen: Seen) -> Iterator[Sign]:
    """3.3: a reviewer passed it, and most of it was wrong."""
    if seen.score is None or seen.score >= MORE_WRONG_THAN_RIGHT:
        return
    last: dict[tuple[str, str], tuple[str, SpanRecord]] = {}
    for key, span in seen.spans("gate"):
        if span.name.startswith("agent:"):
            last[span.name, span.agent] = (key, span)
    for key, span in last.values():
        if span.detail == "passed":
            reviewer = span.name.removeprefix("agent:")
            yield Sign(
                reviewer, f"it passed the work of {span.agent}, and the answer earned {seen.score:.2f} of 1", (key,)
            )


RULES: Mapping[str, Rule] = {
    "1.1": not_as_asked,
    "1.3": repeats,
    "1.4": lost_context,
    "1.5": goes_on,
    "2.2": did_not_ask,
    "2.5": ignores_a_gate,
    "3.1": stopped_early,
    "3.2": unchecked,
    "3.3": wrongly_passed,
}


def _said(seen: str, span: SpanRecord) -> str:
    return f"{seen} ({span.name}: {span.detail})" if span.detail else f"{seen} ({span.name})"


def _agents(seen: Seen) -> set[str]:
    return {call.agent for call in seen.steps.calls}
