"""Screens an applicant by the rules: what is met and by what, points, decision. Ranks are of all of them together.

The same rules run over what a trusting reader believes, so that the effect of every trap is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks_bank.tasks.cv_screening.people.applicant import Applicant, Terms
from tasks_bank.world.month import Month

MUST_HAVES = ("M1", "M2", "M3")
DESIRABLES = {"D1": 3, "D2": 2, "D3": 2}
"""Points by criterion."""
MOST_YEARS = 3
"""Points for experience end here."""
MOST_POINTS = MOST_YEARS + sum(DESIRABLES.values())
A_YEAR = 12
TOLERATED_MONTHS = 6
"""By so much a claim may exceed the dates."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody takes a CV to show."""

    months: int
    shown_by: Mapping[str, tuple[str, ...]]
    """For each criterion but M1: what shows it, each of them enough; empty where it is not met."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one applicant."""

    finding: Finding
    met: Mapping[str, bool]
    points: int
    """0 where a must-have is missing."""
    is_yes: bool

    @property
    def meets_must_haves(self) -> bool:
        """True when only points can still decide."""
        return all(self.met[name] for name in MUST_HAVES)


def find(applicant: Applicant, terms: Terms) -> Finding:
    """Read a CV by the rules: dates and paid work count, claims do not."""
    posts = [dated for dated in applicant.dated(terms.closing) if dated.post.is_paid]
    counted: set[Month] = set()
    for dated in posts:
        if dated.post.title in terms.vacancy.counts:
            counted |= dated.span
    shown = {
        name: tuple(dated.post.employer for dated in posts if name in dated.post.shows) for name in ("M3", "D1", "D2")
    }
    awarded = [award.name for award in applicant.awards if not award.is_expected]
    return Finding(len(counted), shown | _awards(awarded, terms))


def believe(applicant: Applicant, terms: Terms) -> Finding:
    """Read a CV as somebody does who takes every word of it as true."""
    vacancy = terms.vacancy
    added = sum(post.months for post in applicant.posts if post.title in vacancy.counts)
    shown = {
        name: tuple(post.employer for post in applicant.posts if name in post.shows) for name in ("M3", "D1", "D2")
    }
    if vacancy.tool in applicant.skills and not shown["M3"]:
        shown["M3"] = (applicant.posts[0].employer,)
    is_over = applicant.claimed_years * A_YEAR > added + TOLERATED_MONTHS
    months = applicant.claimed_years * A_YEAR if is_over else added
    return Finding(months, shown | _awards([award.name for award in applicant.awards], terms))


def _awards(names: Sequence[str], terms: Terms) -> dict[str, tuple[str, ...]]:
    accepted = (terms.vacancy.qualification, *terms.vacancy.overseas)
    return {
        "M2": tuple(name for name in names if name in accepted),
        "D3": tuple(name for name in names if name == terms.vacancy.higher),
    }


def judge(finding: Finding, terms: Terms) -> Verdict:
    """Apply must-haves, points and threshold."""
    met = {"M1": finding.months >= terms.need_months} | {name: bool(by) for name, by in finding.shown_by.items()}
    points = 0
    if all(met[name] for name in MUST_HAVES):
        points = min(MOST_YEARS, (finding.months - terms.need_months) // A_YEAR)
        points += sum(worth for name, worth in DESIRABLES.items() if met[name])
    is_yes = all(met[name] for name in MUST_HAVES) and points >= terms.threshold
    return Verdict(finding, met, points, is_yes)


def ranks(verdicts: Mapping[str, Verdict]) -> Mapping[str, int]:
    """Rank the yes by points; equal points share a rank, and a no has rank 0."""
    points = [verdict.points for verdict in verdicts.values() if verdict.is_yes]
    return {
        name: 1 + sum(other > verdict.points for other in points) if verdict.is_yes else 0
        for name, verdict in verdicts.items()
    }


def disproved(applicant: Applicant, finding: Finding) -> bool:
    """Say whether the dates disprove the years that the profile claims."""
    return applicant.claimed_years * A_YEAR > finding.months + TOLERATED_MONTHS
