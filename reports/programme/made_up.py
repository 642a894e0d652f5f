"""A made-up place on a programme, ratings and sittings, for the samples: nobody and nothing in here is real."""

import datetime as dt
import random

from reports.programme.rows import Area, Enrolled, Ksb, Prior, Rating, Sat

TODAY = dt.date(2026, 11, 23)
BEGAN = dt.date(2026, 3, 2)
AREAS = ("Spotting value", "Instructing", "Supplying context", "Orchestrating", "Checking", "Responsible use")
CODES = tuple(f"{letter}{number}" for letter, most in (("K", 29), ("S", 29), ("B", 6)) for number in range(1, most + 1))
ENROLLED = Enrolled(
    code="ST0000",
    title="A made-up practitioner",
    scale="Level 4 apprenticeship",
    version="2.0",
    valid="for starts from 10 December 2025 to 21 May 2026",
    assessment="end-point assessment",
    gateway="gateway",
    starts_on=BEGAN,
    planned_end_on=dt.date(2027, 8, 31),
    end_holds_on=dt.date(2027, 11, 30),
    ended_on=None,
    ended_as="",
    employer="A make-believe firm",
    trainers=("Jo Trainer",),
)
PRIOR = Prior(720, ("K1", "K2", "K3"), "Certificate of a course in data protection, seen.", "Jo Trainer", BEGAN)


def sat(on: dt.date, theta: float, answers: int = 30) -> Sat:
    """Invent what a sitting found."""
    se = 0.32
    areas = tuple(_area(place, name, theta) for place, name in enumerate(AREAS))
    said = "Asking" if theta < -0.4 else "Supplying" if theta < 0.4 else "Building"  # noqa: PLR2004 - made-up cuts
    return Sat(on, "Spring check", said, theta, se, theta - 1.96 * se, theta + 1.96 * se, answers, areas)


def ksbs(many: int = len(CODES), *, words: str = "", last_on: dt.date | None = dt.date(2026, 9, 1)) -> tuple[Ksb, ...]:
    """Invent ratings of the first codes; with `words` each has a wording."""
    chance = random.Random(many)
    return tuple(_ksb(code, chance, words, last_on) for code in CODES[:many])


def _area(place: int, name: str, theta: float) -> Area:
    answers = 3 + place
    if place % 2:
        return Area(name, answers, None, None, "not told apart from the whole")
    return Area(name, answers, theta + 0.2 * (place - 2), 0.45, "")


def _ksb(code: str, chance: random.Random, words: str, last_on: dt.date | None) -> Ksb:
    own = Rating(chance.randint(1, 3), 5, BEGAN)
    theirs = Rating(chance.randint(1, 3), 5, BEGAN + dt.timedelta(14))
    later = Rating(own.rating + 1, 5, last_on) if last_on and chance.random() < 0.6 else own  # noqa: PLR2004 - a share
    pieces = chance.randint(0, 2)
    return Ksb(code, words, (), own, later, theirs, theirs, pieces, chance.randint(0, pieces))
