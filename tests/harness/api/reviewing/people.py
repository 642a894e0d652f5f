"""Makes what people decided, and what answers handed over, for tests of a person's side."""

import itertools
from datetime import UTC, datetime

from harness.api.reviewing.escalations import Counted
from harness.store.records import ReviewRecord
from tasks_bank.grade import HandedOver

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_NUMBER = itertools.count()


def review(
    seconds: float = 60,
    *,
    kind: str = "escalation",
    decision: str = "agreed",
    trial_id: str | None = "t1",
    warranted: bool | None = True,
    by: str = "person-1",
    program: bool = False,
    cut: bool = False,
) -> ReviewRecord:
    name = str(next(_NUMBER))
    kind_of = "program" if program else "person"
    attempt = 1 if trial_id else None
    return ReviewRecord(
        *(name, "run", trial_id, attempt, kind, name, "B-07", "over_limit", decision, "", seconds, cut, by, kind_of),
        *(warranted, None, None, NOON),
    )


def piece(
    seconds: float, rows: int, defect: str = "", *, found: bool | None = None, decision: str = "", program: bool = False
) -> ReviewRecord:
    name = str(next(_NUMBER))
    said = decision or ("fault" if found else "clean")
    kind_of = "program" if program else "person"
    return ReviewRecord(
        *(name, "run", None, None, "seeded", name, "case, lines", "", said, "", seconds, False, "person-1", kind_of),
        *(None, {"of": "truth", "table": "lines", "rows": rows, "class": defect}, found, NOON),
    )


def handed(seed: int, due: int, stated: int, rightly: int, *, kept: int = 8, wrong: int = 2) -> Counted:
    return Counted(seed, HandedOver(due, stated, rightly, 10, kept, wrong))
