"""Serves the context source `memory`: where the notes of a project are kept, and how an agent is shown notes."""
