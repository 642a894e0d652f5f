"""Invented runs and trials, for the samples alone; no report of a real run may read from here."""
