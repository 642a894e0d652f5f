"""Who did it, and how able they are.

Exactly one file of it will import the harness (`practical.py`), one the reports (`progress.py`), one the task bank
(`cases.py`).
"""
