"""The report on a trainer's caseload."""
