"""The release rule: from who asks and what is known of a sitting to seen or hidden, with why. No store, no clock.

In this order: nothing crosses from one organisation to another; there is nothing to see before the end; the person who
sat sees her result, and nobody does before her; of an anonymous or sample campaign no single result is seen; then her
own choice to share, and a trainer of her cohort where the campaign's stated purpose is training. A role as such opens
nothing: neither owners nor managers see a result that was not shared with them.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from assessor.people.viewer import Viewer

Mode = Literal["named", "sample", "anonymous"]
SharedRole = Literal["manager", "trainer", "owner"]
_WHO: dict[SharedRole, str] = {
    "manager": "the team's managers",
    "trainer": "the cohort's trainers",
    "owner": "the owners",
}


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

    sitting_id: str
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


def may_see(viewer: Viewer, standing: Standing) -> Seen | Hidden:
    """Decide whether somebody may see the result of a sitting."""
    if viewer.organisation_id != standing.organisation_id:
        return Hidden("there is no such result", exists=False)
    if standing.ended_at is None:
        return Hidden("the sitting has not ended")
    if standing.person_id is not None and viewer.person_id == standing.person_id:
        return Seen(standing.ended_at, "it is your own", standing.is_make_believe)
    if standing.mode == "anonymous" or standing.person_id is None:
        return Hidden("the campaign is anonymous; its results are seen as figures of groups only")
    if standing.opened_at is None:
        return Hidden("the person who sat has not seen it yet")
    return _after_learner(viewer, standing, standing.opened_at)


def _after_learner(viewer: Viewer, standing: Standing, opened_at: dt.datetime) -> Seen | Hidden:
    found = [
        (max(share.since, opened_at), why) for share in standing.shares if (why := _shared(viewer, standing, share))
    ]
    if standing.mode == "named" and standing.for_training and viewer.cohorts & standing.cohorts:
        found.append((opened_at, "the campaign's purpose is training, and you train the cohort"))
    if not found:
        return Hidden(_not_shared(viewer, standing))
    since, why = min(found)
    return Seen(since, why, standing.is_make_believe)


def _shared(viewer: Viewer, standing: Standing, share: Share) -> str:
    """Return in words why a share is meant for somebody; empty where it is not."""
    if share.role is None:
        is_named = share.person_id is not None and share.person_id == viewer.person_id
        return "the person who sat shared it with you" if is_named else ""
    is_meant = {
        "manager": bool(viewer.teams & standing.teams),
        "trainer": bool(viewer.cohorts & standing.cohorts),
        "owner": "owner" in viewer.roles,
    }
    return f"the person who sat shared it with {_WHO[share.role]}" if is_meant[share.role] else ""


def _not_shared(viewer: Viewer, standing: Standing) -> str:
    if standing.mode == "sample":
        return "the campaign is a sample; single results are seen only where the person shares them"
    if viewer.cohorts & standing.cohorts:
        return "the purpose stated before the sitting does not let trainers see it, and it was not shared"
    return "the person who sat has not shared it with you"
