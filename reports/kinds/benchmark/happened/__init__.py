"""Sections on what happened in a run: where time went, and which signs of failure were seen."""
