"""The release rule: from who asks and what is known of a sitting to seen or hidden, with why. No store, no clock.

In this order: nothing crosses from one organisation to another; there is nothing to see before the end; the person who
sat sees her result, and nobody does before her; of an anonymous or sample campaign no single result is seen; then her
own choice to share, and a trainer of her cohort where the campaign's stated purpose is training. A role as such opens
nothing: neither owners nor managers see a result that was not shared with them.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Mode = Literal["named", "sample", "anonymous"]
SharedRole = Literal["manager", "trainer", "owner"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, or for whom a file, a message or an answer is made."""

    organisation_id: str
    person_id: str | None = None
    """None for a program that acts for no person."""
    is_owner: bool = False
    manages: frozenset[str] = frozenset()
    """Ids of teams."""
    trains: frozenset[str] = frozenset()
    """Ids of cohorts."""


@dataclass(frozen=True, slots=True)
class Share:
    """The learner's choice to let somebody see one result; withdrawn ones are not here."""

    since: dt.datetime
    person_id: str | None = None
    """With this person."""
    role: SharedRole | None = None
    """Or with whoever has this role for her: her managers, her trainers, the owners."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a sitting that the rule needs."""

    organisation_id: str
    person_id: str | None
    """Who sat; None where nobody is named."""
    ended_at: dt.datetime | None
    """When its result was first made; None while it goes on."""
    opened_at: dt.datetime | None
    """When the person who sat first saw the result."""
    mode: Mode = "named"
    """Of its campaign; a sitting without one is named."""
    for_training: bool = False
    """Whether the purpose stated before the sitting says that trainers of the cohort see results."""
    teams: frozenset[str] = frozenset()
    """In which she is."""
    cohorts: frozenset[str] = frozenset()
    shares: tuple[Share, ...] = ()
    is_make_believe: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """It may be seen."""

    since: dt.datetime
    """From when on."""
    why: str
    """In words that the learner may read."""
    is_make_believe: bool = False
    """The label travels with it."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """It may not be seen."""

    why: str
    """In words for whoever asked, which tell nothing of the result."""
    exists: bool = True
    """False where not even that it is there may be told."""


def may_see(asker: Asker, standing: Standing) -> Seen | Hidden:
    """Decide whether somebody may see the result of a sitting."""
    if asker.organisation_id != standing.organisation_id:
        return Hidden("there is no such result", exists=False)
    if standing.ended_at is None:
        return Hidden("the sitting has not ended")
    if standing.person_id is not None and asker.person_id == standing.person_id:
        return Seen(standing.ended_at, "it is your own", standing.is_make_believe)
    if why := _shut(standing):
        return Hidden(why)
    found = [seen for share in standing.shares if (seen := _by_share(asker, standing, share))]
    if standing.mode == "named" and standing.for_training and asker.trains & standing.cohorts:
        found.append((standing.opened_at, "the campaign's purpose is training, and you train the cohort"))
    if not found:
        return Hidden(_not_shared(asker, standing))
    since, why = min(found)
    return Seen(since, why, standing.is_make_believe)


def _shut(standing: Standing) -> str:
    """Return why nobody but the person who sat may see it; empty where others may."""
    if standing.mode == "anonymous" or standing.person_id is None:
        return "the campaign is anonymous; its results are seen as figures of groups only"
    return "" if standing.opened_at else "the person who sat has not seen it yet"


def _by_share(asker: Asker, standing: Standing, share: Share) -> tuple[dt.datetime, str] | None:
    assert standing.opened_at is not None, "nobody is asked about before the learner has seen it"
    is_meant = {
        None: share.person_id is not None and share.person_id == asker.person_id,
        "manager": bool(asker.manages & standing.teams),
        "trainer": bool(asker.trains & standing.cohorts),
        "owner": asker.is_owner,
    }[share.role]
    if not is_meant:
        return None
    with_whom = "you" if share.role is None else f"the {share.role}s" if share.role == "owner" else f"her {share.role}s"
    return max(share.since, standing.opened_at), f"the person who sat shared it with {with_whom}"


def _not_shared(asker: Asker, standing: Standing) -> str:
    if standing.mode == "sample":
        return "the campaign is a sample; single results are seen only where the person shares them"
    if asker.trains & standing.cohorts:
        return "the purpose stated before the sitting does not let trainers see it, and it was not shared"
    return "the person who sat has not shared it with you"
