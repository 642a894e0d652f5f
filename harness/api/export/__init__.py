"""A run for other programs: read once from the ledger, trial by trial, and written in one of several formats.

What all formats share is here; each format is a module or folder of ``formats``. Nothing is asked of a model or a task.
"""
