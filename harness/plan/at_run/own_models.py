"""Models that agents have of their own, beside the run's: how they are written, and what is wrong with them.

A model is named as for a run (``anthropic/NAME``, ``local``), or by its name alone where the run's provider has it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from harness.messages import Evidence
from harness.plan.design import AgentBudget, Design
from harness.plan.unknown import unknown

WEAKEST_FIRST: tuple[Evidence, ...] = ("silent", "scripted", "replay", "embedded", "real")
"""What several kinds of models together are evidence of is what the weakest of them is."""


def model_word(provider: str, model: str) -> str:
    """Write a model as it is asked for: ``provider/model``, or the provider alone."""
    return f"{provider}/{model}" if model else provider


def own_models(design: Design, provider: str, model: str, providers: Collection[str]) -> Mapping[str, str]:
    """Return by agent the models of their own, written in full; the run's own (`provider`, `model`) is none."""
    found: dict[str, str] = {}
    for agent in design.agent:
        if not agent.model:
            continue
        known = agent.model.partition("/")[0] in providers
        word = agent.model if known else model_word(provider, agent.model)
        if word != model_word(provider, model):
            found[agent.name] = word
    return found


def weakest(kinds: Iterable[Evidence]) -> Evidence:
    """Return the weakest kind of evidence among some, of which there is at least one."""
    return min(kinds, key=WEAKEST_FIRST.index)


def own_model_mistakes(design: Design, providers: Collection[str]) -> Iterator[str]:
    """Say what is wrong with the models and the budgets that agents have of their own, each in one clause."""
    for agent in design.agent:
        head, slash, _ = agent.model.partition("/")
        if slash and head not in providers:
            yield f"agent '{agent.name}' wants a model of {unknown('provider', head, providers)}"
        if design.level.may_have_team:
            continue
        if agent.model:
            yield (
                f"is at {design.level.name} but its agent has a model of its own, '{agent.model}'; "
                "one agent has the run's: give it with --model"
            )
        if agent.budget != AgentBudget():
            yield f"is at {design.level.name} but its agent has a budget of its own; write it into [budget]"
