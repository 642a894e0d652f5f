"""Marks a table by its rows: recall times precision, so that leaving out a quarter of the rows costs a quarter."""

from tasks_bank.checks.compare import Comparison, Key
from tasks_bank.grade import Check

MOST_DETAILS = 12


def rows_check(name: str, marks: float, compared: Comparison, diligence: float = 1.0) -> Check:
    """Mark a compared table.

    Where the truth has no row, there was nothing to find: the marks are given in proportion to `diligence`, the share
    of the main work that was done (doing nothing must earn nothing), and fall with every row that was made up.
    """
    details = _details(compared)
    if not compared.shares:
        earned = marks * diligence / (1 + compared.stated)
        why = f"there was none to find; {compared.stated} stated, and {diligence:.0%} of the lines' work was done"
        return Check(name, earned, marks, why, details=details)
    missing = sum(fault == "missing" for fault in compared.faults.values())
    partly = len(compared.faults) - missing
    why = (
        f"{len(compared.wholly_right)} of {len(compared.shares)} right, {partly} partly or wholly wrong, "
        f"{missing} missing; {len(compared.stray)} that should not be there"
    )
    return Check(name, marks * compared.recall * compared.precision, marks, why, details=details)


def _details(compared: Comparison) -> tuple[str, ...]:
    """Say what was wrong, missed and made up, the most telling first."""
    wrong = [f"{_said(key)}: {fault}" for key, fault in compared.faults.items() if fault != "missing"]
    missed = [f"{_said(key)}: missing" for key, fault in compared.faults.items() if fault == "missing"]
    stray = [f"{_said(key)}: should not be there" for key in compared.stray]
    return bounded([*wrong, *missed, *stray])


def bounded(details: list[str]) -> tuple[str, ...]:
    """Keep the first details, and say how many were left out."""
    if len(details) <= MOST_DETAILS:
        return tuple(details)
    return (*details[: MOST_DETAILS - 1], f"and {len(details) - MOST_DETAILS + 1} more")


def _said(key: Key) -> str:
    return " ".join(part for part in key if part)[:60] or "a row without a name"
