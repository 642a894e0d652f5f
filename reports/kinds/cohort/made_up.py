"""A made-up cohort, for the samples: every person and every number is invented."""

import datetime as dt
from itertools import cycle, islice
from typing import Any

from reports.groups.made_up import MADE_ON, group
from reports.kinds.cohort.rows import Cohort, Judgement, Learner, Moved, OnProgramme

_STATES = (
    ("stuck", "An action is 20 days overdue"),
    ("finished", "Half-year look"),
    ("going on", "Autumn check"),
    ("not started", "Autumn check"),
    ("finished", "Half-year look"),
)
_MOVED = (Moved("higher", 0.1, 1.3, 150), None, Moved("may be chance", -0.4, 0.7, 90), Moved("lower", -1.4, -0.1, 200))
_STANDING = (
    ("behind", "red", -14.0, "overdue"),
    ("a little behind", "amber", -6.5, "due"),
    ("on track", "green", -1.0, "not due yet"),
    ("ahead", "green", 12.0, "not due yet"),
    ("new starter", "", None, "not due yet"),
)


def cohort(people: int, **other: Any) -> Cohort:  # noqa: ANN401 - any field
    """Invent a cohort of so many people; other fields are taken as they are given."""
    names = [f"Robin Example {number}" for number in range(1, people + 1)]
    made: dict[str, Any] = {
        "group": group(
            max(people, 1), kind="cohort", name="Spring intake", reader="a trainer of the cohort", roles=None
        ),
        "starts_on": dt.date(2026, 1, 27),
        "ends_on": dt.date(2027, 9, 24),
        "trainers": ("Jo Trainer",),
        "size": people,
        "learners": tuple(map(_learner, names, islice(cycle(_STATES), people), islice(cycle(_MOVED), people))),
        "programmes": tuple(map(_standing, names, islice(cycle(_STANDING), people))),
        "stuck_rule": "Stuck is who has an action that is 14 days overdue. It says where to look, not what is so.",
        "formula": "points are progress less the share of the planned time that had passed.",
    }
    return Cohort(**(made | other))


def _learner(name: str, state: tuple[str, str], moved: Moved | None) -> Learner:
    return Learner(
        name=name,
        state=state[0],
        why=state[1],
        due_on=MADE_ON - dt.timedelta(days=20) if state[0] == "stuck" else None,
        due_what="Write down which work must not go to an AI tool" if state[0] == "stuck" else "",
        is_late=state[0] == "stuck",
        newest_on=dt.date(2026, 6, 20) if moved else None,
        newest_said="Supplying; answers point to Building, practical evidence needed" if moved else "",
        moved=moved,
    )


def _standing(name: str, standing: tuple[str, str, float | None, str]) -> OnProgramme:
    word, colour, points, review = standing
    return OnProgramme(
        name=name,
        code="ST0001",
        programme="A made-up programme, Level 4 apprenticeship",
        word=word,
        colour=colour,
        judgement=Judgement("green", dt.date(2026, 11, 2), "Work waits for signing") if word == "behind" else None,
        points=points,
        progress_percent=None if points is None else 40 + points,
        progress_on=None if points is None else dt.date(2026, 11, 2),
        elapsed_percent=None if points is None else 40.0,
        actual_h=112.0,
        planned_h=None if points is None else 120.0,
        review_due_on=dt.date(2026, 11, 30),
        review_state=review,
    )
