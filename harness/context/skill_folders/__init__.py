"""Serves the context source `skills`: which skills an agent has, and how they are opened bit by bit."""
