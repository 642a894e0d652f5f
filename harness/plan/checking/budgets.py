"""Checks that a budget covers the work it is for: at the least, one call of each agent that has to be asked.

What a call sends is counted in words, of which each is a token or more: the design is known here, the model is not.
"""

from collections.abc import Callable, Iterator, Mapping

from harness.plan.design import Agent, Design
from harness.plan.flow import calls_of, needs, reviewers

_NANO_PER_USD = 1_000_000_000
_SHORT_CALL_S = 0.5
"""Less than hosted models take for a reply: a judgement and no measurement, so it is said and refuses nothing."""


def budget_mistakes(design: Design) -> Iterator[str]:
    """Say which budgets cannot cover what is asked in any case."""
    asked = {agent.name: calls_of(design, agent) for agent in design.agent}
    priced = [(_tokens(design, agent), agent) for agent in design.agent if asked[agent.name]]
    least, first = min(priced, key=lambda one: one[0], default=(0, None))
    tokens = design.budget.tokens
    if first is not None and tokens is not None and tokens < least:
        yield f"its budget of {tokens:,} tokens does not cover one call: {_call(design, first)}"
    calls = design.budget.calls
    if calls is not None and calls < sum(asked.values()):
        yield (
            f"its budget of {calls:,} calls does not cover asking each agent once, which takes "
            f"{sum(asked.values()):,}; raise it, or let fewer agents ask a model"
        )
    for agent in design.agent:
        if asked[agent.name]:
            yield from _own(design, agent, asked[agent.name])


def money_mistakes(design: Design, nano_usd: Callable[[str, int, int], int | None]) -> Iterator[str]:
    """Say where money does not cover one call: the design's the cheapest of all, an agent's own the least of its own.

    `nano_usd` prices a call of the agent of that name by the tokens that it sends and brings back.
    """
    priced = [
        (price, agent)
        for agent in design.agent
        if calls_of(design, agent)
        if (price := nano_usd(agent.name, _sent(design, agent), _out(design, agent))) is not None
    ]
    price, cheapest = min(priced, key=lambda one: one[0], default=(0, None))
    if cheapest is not None and design.budget.usd is not None and price > design.budget.usd * _NANO_PER_USD:
        yield _too_dear(f"its budget of ${design.budget.usd:g}", price, _call(design, cheapest))
    for price, agent in priced:
        if agent.budget.usd is not None and price > agent.budget.usd * _NANO_PER_USD:
            yield _too_dear(f"the budget of ${agent.budget.usd:g} of an agent", price, _call(design, agent))


def _too_dear(budget: str, nano_usd: int, call: str) -> str:
    return f"{budget} does not cover one call, which may cost ${nano_usd / _NANO_PER_USD:g}: {call}"


def budget_advice(design: Design) -> Iterator[str]:
    """Say which seconds look too short for the calls that have to follow each other, and which limits do nothing."""
    chain = _chain(design)
    for key, seconds in (("wall_s", design.budget.wall_s), ("working_s", design.budget.working_s)):
        if seconds is not None and chain and seconds < chain * _SHORT_CALL_S:
            yield (
                f"its {key} of {seconds:g} leaves {seconds / chain:.2g} s for each of {chain} calls that follow each "
                "other; few models answer so fast"
            )
    for agent in design.agent:
        for key in ("usd", "tokens", "calls", "wall_s"):
            own, whole = getattr(agent.budget, key), getattr(design.budget, key)
            if own is not None and whole is not None and own > whole:
                yield f"agent '{agent.name}' may use up {key} = {own:,g}, but the whole design only {whole:,g}"


def _tokens(design: Design, agent: Agent) -> int:
    """Return the tokens that an agent's smallest call sends at the least and may bring back."""
    return _sent(design, agent) + _out(design, agent)


def _own(design: Design, agent: Agent, calls: int) -> Iterator[str]:
    budget = agent.budget
    if budget.tokens is not None and budget.tokens < _tokens(design, agent):
        yield f"the budget of {budget.tokens:,} tokens of an agent does not cover one call: {_call(design, agent)}"
    if budget.calls is not None and budget.calls < calls:
        yield (
            f"agent '{agent.name}' may make {budget.calls:,} calls and is asked {calls:,} times at the least; "
            "raise its budget, or set together = true"
        )


def _call(design: Design, agent: Agent) -> str:
    sent, out = _sent(design, agent), _out(design, agent)
    return (
        f"agent '{agent.name}' sends at least {sent:,} and may bring back {out:,}; "
        "raise the budget or lower max_output_tokens"
    )


def _sent(design: Design, agent: Agent) -> int:
    """Return the words that a call of the agent sends in any case."""
    said = [agent.role, agent.instructions, agent.ask_each, design.question]
    said += [text for example in agent.examples for text in (example.input, example.output)]
    return sum(len(text.split()) for text in said)


def _out(design: Design, agent: Agent) -> int:
    return agent.max_output_tokens or design.allowance.max_output_tokens


def _chain(design: Design) -> int:
    """Return how many calls follow each other at the least, along who waits for whom; the coordinator is last."""
    waits, last = needs(design), design.coordinator.agent if design.coordinator else ""
    own = {agent.name: calls_of(design, agent) for agent in design.agent}
    for gate in design.gate:
        if gate.check.startswith("agent:") and gate.after != last:
            own[gate.after] += 1
    workers = [name for name in own if name not in reviewers(design) | {last}]
    long: dict[str, int] = {}
    return max((_longest(name, waits, own, long) for name in workers), default=0) + own.get(last, 0)


def _longest(name: str, waits: Mapping[str, set[str]], own: Mapping[str, int], long: dict[str, int]) -> int:
    if name not in long:
        long[name] = own[name] + max((_longest(before, waits, own, long) for before in waits[name]), default=0)
    return long[name]
