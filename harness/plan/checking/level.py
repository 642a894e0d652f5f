"""Checks that a design keeps to its level: nothing of the rungs above, and what its own rung needs."""

from collections.abc import Iterator

from harness.plan.design import Design


def level_mistakes(design: Design) -> Iterator[str]:
    """Say what the design has that its level may not use, and what of its level it lacks."""
    if not design.agent:
        yield "has no agent; list one with [[agent]]"
    if not design.level.may_have_team:
        yield from _alone(design)
    if not design.level.may_have_tools:
        yield from _in_a_chat(design)
    elif design.question or design.follow_up or design.allowance.paste_tokens or design.allowance.follow_ups:
        yield f"is at {design.level.name} but has a question, a follow-up or a paste allowance; those need PROMPTING"


def _alone(design: Design) -> Iterator[str]:
    level = design.level.name
    if len(design.agent) > 1:
        yield f"is at {level} but lists {len(design.agent)} agents; agents need ORCHESTRATION"
    for what, there in (
        ("gates", design.gate),
        ("escalation rules", design.escalate),
        ("a coordinator", design.coordinator),
        ("agents that fan out", any(agent.each for agent in design.agent)),
    ):
        if there:
            yield f"is at {level} but has {what}; they need ORCHESTRATION"


def _in_a_chat(design: Design) -> Iterator[str]:
    level = design.level.name
    if design.context:
        yield f"is at {level} but has context {', '.join(design.context)}; it needs CONTEXT"
    if any(agent.tools or agent.prepare or agent.reads or agent.writes for agent in design.agent):
        yield f"is at {level} but its agent has reads, tools or tables; they need CONTEXT"
    if any(agent.instructions or agent.examples for agent in design.agent):
        yield f"is at {level} but its agent has instructions or examples; put them into the question"
    if not design.question:
        yield "has no question"
    if bool(design.follow_up) != bool(design.allowance.follow_ups):
        yield f"has the follow-up {design.follow_up!r} and an allowance of {design.allowance.follow_ups} follow_ups"
