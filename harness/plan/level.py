"""The ladder of use: names, never a number ("level 3" means something else on each of the project's scales)."""

from enum import StrEnum


class Level(StrEnum):
    """How AI is used on a piece of work."""

    PROMPTING = "prompting"
    """One question in a chat, text pasted up to an allowance, a follow-up at most."""
    CONTEXT = "context"
    """One agent with files, rules and tools."""
    ORCHESTRATION = "orchestration"
    """Specialist agents, a coordinator, gates and escalation rules."""

    @property
    def may_have_tools(self) -> bool:
        """True where the AI may use tools and context sources."""
        return self is not Level.PROMPTING

    @property
    def may_have_team(self) -> bool:
        """True where there may be several agents, gates, a coordinator and escalation rules."""
        return self is Level.ORCHESTRATION
