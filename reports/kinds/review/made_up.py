"""A made-up review, for the samples."""

import datetime as dt
from typing import Any

from reports.data import Note
from reports.growth_rows import When
from reports.kinds.review.rows import (
    Action,
    Due,
    Found,
    Held,
    Hours,
    Judged,
    Piece,
    Programme,
    Review,
    Stood,
    Turn,
)
from reports.programme.made_up import BEGAN, ENROLLED, PRIOR, TODAY, ksbs, sat
from reports.programme.rows import Sat

LAST = dt.date(2026, 8, 20)
JUDGED = Judged(
    word="behind",
    colour="red",
    points=-12.3,
    progress_percent=30.0,
    progress_on=LAST,
    basis="the learner's own system",
    elapsed_percent=42.3,
    override=None,
    formula="points are progress less the share of the planned time that had passed; 10 or more behind is red",
)
DUE = Due(dt.date(2026, 11, 30), "due", dt.date(2026, 11, 25), LAST, 3, "")
HELD = Held(
    LAST,
    learner_came=True,
    employer_came=False,
    progress_percent=30,
    concerns="Month ends take the hours that were set aside for training.",
    notes="The manager moves the team's planning day from October on.",
)


def review(sittings: int = 3, **other: Any) -> Review:  # noqa: ANN401 - any field
    """Invent a pack with so many sittings in it, at most three; other fields are taken as they are given."""
    made: dict[str, Any] = {
        "id": "made-up",
        "name": "Robin Example",
        "organisation": "A make-believe firm",
        "made_on": TODAY,
        "reader": "Jo Trainer",
        "is_own": False,
        "why": "the person who sat shared it with the cohort's trainers",
        "framework": "a made-up framework of five levels",
        "programme": programme(),
        "found": _found(sittings),
        "hidden": 0,
        "sittings": sittings,
        "growth_may_be_said": True,
        "actions": actions(),
        "evidence": Note("What this is evidence of", "Nothing: every number here is made up."),
        "evidence_label": "Made-up numbers.",
    }
    made |= other
    made["sittings"] = max(made["sittings"], len(made["found"])) + made["hidden"]
    return Review(**made)


def programme(**other: Any) -> Programme:  # noqa: ANN401 - any field
    """Invent what is kept of a programme."""
    made: dict[str, Any] = {
        "enrolled": ENROLLED,
        "now": Stood(TODAY, 48.3, 13_200, 9_840),
        "then": Stood(LAST, 31.0, 9_000, 7_500),
        "hours": Hours(27_600, 28_800, 240, "a figure of the standard, which is not known here (made up)"),
        "judged": JUDGED,
        "due": DUE,
        "last": HELD,
        "turns": (Turn(dt.date(2026, 6, 1), "break until 28 June 2026"), Turn(LAST, "planned end 30 November 2027")),
        "priors": (PRIOR,),
        "pieces": pieces(7),
        "ksbs": ksbs(),
    }
    return Programme(**(made | other))


def actions() -> tuple[Action, ...]:
    """Invent actions, open and done."""
    return (
        Action("Sit the autumn check", "Robin Example", dt.date(2026, 11, 13), LAST, None),
        Action("Agree two mornings a week with the manager", "Jo Trainer", dt.date(2026, 12, 4), LAST, None),
        Action("Hand in the log of the pilot", "Robin Example", dt.date(2026, 9, 30), BEGAN, dt.date(2026, 9, 28)),
    )


def pieces(many: int) -> tuple[Piece, ...]:
    """Invent pieces of work, the newest first."""
    return tuple(
        Piece(
            TODAY - dt.timedelta(14 * number + 3),
            f"Process map {many - number}, with the exceptions that a person decides",
            ("K3", "S4", "S5", "S6"),
            f"signed off on {TODAY.day} November 2026" if number % 2 else "not signed off",
            "https://example.org/work" if number % 3 == 0 else "",
        )
        for number in range(many)
    )


def _found(sittings: int) -> tuple[Found, ...]:
    times: list[tuple[When, Sat]] = [
        ("at the start", sat(BEGAN, -0.9)),
        ("at the last review", sat(dt.date(2026, 7, 6), -0.3)),
        ("now", sat(dt.date(2026, 11, 2), 0.5)),
    ]
    changes = (("gain", 0.51, 2.29), ("not certain", -0.09, 1.69), ("first", 0.0, 0.0))
    return tuple(Found(*time, *change) for time, change in zip(times, changes, strict=True))[3 - sittings :]  # type: ignore[arg-type] # the literals above
