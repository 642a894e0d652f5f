"""The project's own orchestrator: carries out a design at any level, with specialists in parallel."""

from harness.orchestrators.native.orchestrator import Native


def create() -> Native:
    """Make the orchestrator."""
    return Native()
