"""Deterministic tools, one module each, with ``create() -> Tool``. None knows a task's rules."""
