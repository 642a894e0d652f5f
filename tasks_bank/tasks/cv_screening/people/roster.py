"""Deals everybody who applied in one case, numbers them, and adds what the job board's export says of each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.cv_screening.people.applicant import Applicant, Terms
from tasks_bank.tasks.cv_screening.people.dealing import Pool, Strength, dress, some_day, some_record
from tasks_bank.tasks.cv_screening.people.planted import kinds_of, plant
from tasks_bank.tasks.cv_screening.people.twins import some_twins
from tasks_bank.tasks.cv_screening.people.vacancies import VACANCIES
from tasks_bank.tasks.cv_screening.screening import Finding, believe
from tasks_bank.tasks.cv_screening.wording import Look, some_look
from tasks_bank.world.company import Company, company_of
from tasks_bank.world.month import is_working_day, next_working_day
from tasks_bank.world.people import Person
from tasks_bank.world.references import References

_NEEDS = (18, 24, 30)
_WEAK: tuple[Strength, ...] = ("fair", "short", "unqualified", "no_tool")


@dataclass(frozen=True, slots=True)
class Entry:
    """One application."""

    ref: str
    someone: Applicant
    look: Look
    received: dt.date
    board: Finding
    """What the job board's export makes of the CV: it takes it at its word, and some of it is wrong."""
    pair: int
    """The pair of twins that they are one of, from 1; 0 for none."""
    pair_kind: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """A vacancy with all that applied."""

    company: Company
    terms: Terms
    closing: dt.date
    panel: tuple[Person, ...]
    """Hiring manager and HR Advisor."""
    recruiter: Person
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Applied:
    someone: Applicant
    board: Finding
    pair: int = 0
    pair_kind: str = ""
    is_marked: bool = False


def deal_roster(seed: int, dials: Dials) -> Roster:
    """Deal a vacancy, its terms and its applicants."""
    rng = Random(f"cv_screening {seed}")
    company = company_of(seed)
    vacancy = rng.choice(VACANCIES)
    terms = Terms(vacancy, company.month, rng.choice(_NEEDS), rng.choice((3, 4, 5)))
    closing = company.month.working_days[rng.randint(3, 7)]
    applied = _applied(rng, company, terms, dials)
    rng.shuffle(applied)
    refs = References(seed, rng).in_order("CV-", len(applied))
    entries = tuple(
        Entry(
            ref,
            each.someone,
            some_look(rng, float(dials["noise"])),
            _received(rng, closing),
            each.board,
            each.pair,
            each.pair_kind,
            each.is_marked,
        )
        for ref, each in zip(refs, applied, strict=True)
    )
    panel = (company.team(vacancy.team)[0], company.who("HR Advisor"))
    return Roster(company, terms, closing, panel, company.who("Recruiter"), entries)


def _applied(rng: Random, company: Company, terms: Terms, dials: Dials) -> list[_Applied]:
    """Deal plain applicants, twins and those in whom something is planted."""
    taken = {word for person in company.people for word in person.name.split()} | set(company.name.split())
    pool = Pool.of(Random(rng.random()), taken)
    alone = [
        dress(pool, terms, some_record(pool.rng, terms, _strength(pool.rng, n)))
        for n in range(int(dials["candidates"]))
    ]
    pairs = some_twins(pool, terms, int(dials["twins"]), swapped=bool(dials["swapped"]))
    alone += [plant(pool, terms, kind) for kind in kinds_of(pool.rng, int(dials["planted"]))]
    disagree = float(dials["disagree"])
    found = []
    for someone in alone:
        attending = replace(someone, cannot_attend=some_day(pool.rng))
        found.append(_Applied(attending, _misread(pool.rng, believe(someone, terms), terms, disagree)))
    for number, twins in enumerate(pairs, start=1):
        errs = pool.rng.random()
        sides = [(twins.marked, True), (twins.plain, False)]
        for someone, is_marked in sides if twins.marked_first else reversed(sides):
            board = _misread(Random(errs), believe(someone, terms), terms, disagree)
            found.append(_Applied(someone, board, number, twins.kind, is_marked))
    return found


def _strength(rng: Random, number: int) -> Strength:
    """Let every other plain applicant be strong."""
    return rng.choice(_WEAK) if number % 2 else "strong"


def _misread(rng: Random, finding: Finding, terms: Terms, disagree: float) -> Finding:
    """Get a share of the readings wrong: the months, or whether there is the qualification."""
    is_wrong, of_months, months = (
        rng.random() < disagree,
        rng.random() < 1 / 2,
        rng.choice((-1, 1)) * rng.randint(8, 20),
    )
    if not is_wrong:
        return finding
    if of_months:
        shifted = finding.months + months
        return replace(finding, months=shifted if shifted > 0 else finding.months + abs(months))
    other = () if finding.shown_by["M2"] else (terms.vacancy.qualification,)
    return replace(finding, shown_by={**finding.shown_by, "M2": other})


def _received(rng: Random, closing: dt.date) -> dt.date:
    return closing - dt.timedelta(days=rng.randint(0, 18))


def interview_days(roster: Roster) -> Sequence[dt.date]:
    """Return twenty working days from a week after the closing date."""
    day = roster.closing + dt.timedelta(days=7)
    days = [day] if is_working_day(day) else []
    while len(days) < 20:  # noqa: PLR2004 - four weeks, of which the search for slots takes what it needs
        day = next_working_day(day)
        days.append(day)
    return days
