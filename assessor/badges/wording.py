"""What a badge says: the level by its name, or above, what it rests on, and what it is not. Never a number of a level.

It holds nothing about a person but what she lets it say: a digest of her address and, if she likes, her name.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.badges.earning import LEAST, Earned
from assessor.badges.office import Office
from assessor.badges.signing import LIST_SIZE, list_entry
from assessor.deciding.conditions import for_others
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.stage import meaning
from assessor.framework import Level

if TYPE_CHECKING:
    from openbadgeslib.ob3 import OpenBadgeCredential

NOT_REGULATED = "It is not a regulated qualification, and it is not validated for selection, pay or dismissal."
SIMULATED = (
    "Simulated: it was given in a make-believe organisation, to show what a badge is. It says nothing of any person."
)


@dataclass(frozen=True, slots=True)
class Award:
    """All that one badge is made of."""

    badge_id: str
    earned: Earned
    email: str
    """Of who holds it; only a salted digest of it goes in."""
    name: str
    """As she wants to be called in it; empty: not at all."""
    place: int
    """Her bit in the lists of withdrawn badges."""
    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Words:
    """What a badge says in words."""

    name: str
    about: str
    criteria: str
    rests_on: str


def words_of(earned: Earned) -> Words:
    """Return what a badge says."""
    level, made_up = earned.level, earned.is_make_believe
    return Words(
        name=title(level, is_make_believe=made_up),
        about=about(level, is_make_believe=made_up),
        criteria=criteria(level),
        rests_on=rests_on(earned),
    )


def title(level: Level, *, is_make_believe: bool) -> str:
    """Return the name of a badge."""
    return f"{'Simulated: ' if is_make_believe else ''}{level.name} or above"


def about(level: Level, *, is_make_believe: bool) -> str:
    """Return what a badge of a level says of who holds it."""
    said = f"{level.about} This is the level {level.name}, or a level above it, of a framework of AI literacy at work."
    return " ".join([*([SIMULATED] if is_make_believe else []), said, NOT_REGULATED])


def criteria(level: Level) -> str:
    """Return how a badge of a level is earned."""
    gates = [gate.says for gate in read_cut_set().gate if gate.level <= level.number]
    said = (
        f"The answers of one sitting give a chance of at least {LEAST:.0%} to be at {level.name} or above, with "
        "the doubt of the questions and of where levels begin; no area that could be judged lies too far behind; and "
        "the person asked for the badge after seeing the result."
    )
    return " ".join([said, *(f"{each}." for each in gates)])


def rests_on(earned: Earned) -> str:
    """Return what a badge rests on: when, what the figures are worth, and how the sitting was taken."""
    result = earned.result
    how = "; ".join(for_others(result.conditions)[1:])  # the first is the evidence stage
    return (
        f"A sitting that was scored on {result.at:%-d %B %Y}. Evidence stage: {result.stage}, that is, "
        f"{meaning(result.stage).means}. How it was taken: {how}. Made with framework {result.framework}, cut set "
        f"{result.cut_set} and calibration {result.calibration}."
    )


def credential(award: Award, office: Office) -> "OpenBadgeCredential":
    """Return the credential, to be signed."""
    from openbadgeslib.ob3 import (  # noqa: PLC0415 - an extra
        Achievement,
        Evidence,
        IdentityObject,
        Issuer,
        OpenBadgeCredential,
    )

    said = words_of(award.earned)
    of_whom = [IdentityObject.create(award.email, secrets.token_hex(16))] if award.email else []
    if award.name:
        of_whom.append(IdentityObject(award.name, "name", hashed=False))
    number, bit = divmod(award.place, LIST_SIZE)
    return OpenBadgeCredential(
        issuer=Issuer(office.profile, office.name, url=office.address),
        recipient_id=None,
        achievement=Achievement(
            id=office.level(award.earned.level.name),
            name=said.name,
            description=said.about,
            criteria_narrative=said.criteria,
            achievement_type="Competency",
        ),
        id=office.badge(award.badge_id),
        name=said.name,
        issuance_date=award.since,
        expiration_date=award.until,
        evidence=[Evidence(name="What it rests on", narrative=said.rests_on)],
        credential_status=[list_entry(office.withdrawn(number), bit)],
        identifiers=of_whom,
    )
