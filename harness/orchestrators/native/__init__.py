"""The project's own orchestrator: carries out a design at any level, with specialists in parallel."""
