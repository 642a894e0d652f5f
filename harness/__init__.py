"""Runs a design on a case and writes down everything that it cost. Knows tasks; knows no learners.

The one way in is `harness.api`. The layers inside, top first, are checked by import-linter:
cli > api > dispatch > run > orchestrators | providers | context > store > plan > meter > stats > wire >
messages > errors.
"""
