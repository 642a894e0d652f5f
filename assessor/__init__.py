"""Who did it, and how able they are. Empty so far: only the house's walls stand (see docs/architecture.md).

Exactly one file of it will import the harness (`practical.py`), one the reports (`progress.py`), one the task bank
(`cases.py`).
"""
