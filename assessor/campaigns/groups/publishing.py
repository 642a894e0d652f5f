"""Makes the figures of a campaign that has ended, once, and keeps them: everybody who looks later sees the same.

So nobody learns of one person by looking before and after she has finished, changed teams or was erased. Which groups
are told of is decided over all of them together, whoever may see which.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from sqlmodel import Session

from assessor.campaigns.groups.counting import Counted, Group, counted
from assessor.campaigns.groups.figures import (
    AreaFigure,
    Person,
    Share,
    at_or_above,
    at_target,
    has_answers,
    in_area,
    levels,
)
from assessor.campaigns.groups.suppression import Candidate, chosen
from assessor.db import Store, hold
from assessor.deciding.stage import may, meaning
from assessor.framework import read_framework
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.models.people.organisation import Organisation
from assessor.sittings.ending.results import Results

HIDDEN = "not shown: too few people, or fewer could be worked out from it by subtraction"
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Withheld:
    """No figures are told of a campaign; one sentence says why."""

    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one group; of a hidden one nothing but its name."""

    kind: str
    id: str
    name: str
    asked: int | None = None
    """How many were asked, or drawn from."""
    people: int | None = None
    """How many of them count."""
    levels: tuple[Share, ...] | None = None
    target: Share | None = None
    """At the target of their role or above; none where it is not shown."""
    with_target: int | None = None
    """How many have a target."""
    areas: Mapping[str, AreaFigure] | None = None
    """Those that are shown."""
    above: tuple[Share, ...] | None = None
    """At each level or above, from the second on: sums over the same people as `levels`. None in figures of old."""

    @property
    def key(self) -> str:
        """What it is called among others."""
        return f"{self.kind}:{self.id}"

    @property
    def is_shown(self) -> bool:
        """Whether anything is told."""
        return self.levels is not None


def figures_of(session: Session, campaign: Campaign) -> GroupFigures | Withheld:
    """Return the figures of a campaign, as they were made at its end."""
    made = session.get(GroupFigures, campaign.id)
    if made is not None:
        return made
    if campaign.closed_at is None:
        return Withheld(
            "Figures of groups are made once, when the campaign is closed. Until then only coverage is told."
        )
    return Withheld("No figures could be told when the campaign was closed: too few results, or too weak a stage.")


def groups_in(figures: GroupFigures) -> list[Told]:
    """Return what is told of each group."""
    return [_read(row) for row in figures.groups]


def publish(store: Store, results: Results, campaign: Campaign, at: dt.datetime) -> GroupFigures | Withheld:
    """Make the figures of a closed campaign, unless they are there, or say why none are told."""
    with store.session(campaign.organisation_id) as session:
        there = figures_of(session, campaign)
        if isinstance(there, GroupFigures) or campaign.closed_at is None:
            return there
        organisation = session.get_one(Organisation, campaign.organisation_id)
        found = counted(session, results, campaign)  # takes time with many people, so the store is not held for it
    if len(found.people) < organisation.minimum_group or found.stage is None:
        return Withheld(f"Fewer than {organisation.minimum_group} results count, so no figures are told.")
    if not (organisation.is_make_believe or may(found.stage, "group_figures")):
        return Withheld(too_weak(found.stage))
    made = GroupFigures(
        campaign_id=campaign.id,
        organisation_id=campaign.organisation_id,
        minimum=organisation.minimum_group,
        stage=found.stage,
        people=len(found.people),
        groups=[_row(one) for one in told(found, organisation.minimum_group)],
        made_at=at,
    )
    with store.writing() as connection:
        hold(connection, campaign.id)
        with store.session(campaign.organisation_id, write=True) as session:
            before = session.get(GroupFigures, campaign.id)
            if before is not None:
                return before
            session.add(made)
    return made


def too_weak(stage: str) -> str:
    """Say why figures of groups are not told at a stage of evidence."""
    return f"Figures of groups are not told at the stage {stage}: {meaning(stage).means}. Coverage is shown."


def told(found: Counted, minimum: int) -> list[Told]:
    """Return what may be told of each group, decided over all together."""
    groups = {group.key: group for group in found.groups}
    if len(groups) == 1:  # of an anonymous campaign: who sat is among whom it asked, and more is not known
        everybody = found.groups[0]
        members = {everybody.key: frozenset(found.people)}
    else:
        members = {key: group.asked & frozenset(found.people) for key, group in groups.items()}
    shown = chosen(_candidates(members, found.people), minimum)
    areas: dict[str, set[str]] = {
        area.key: chosen(
            [
                (key, [frozenset(one for one in people if has_answers(found.people[one], area.key))])
                for key, people in members.items()
                if key in shown
            ],
            minimum,
        )
        for area in read_framework().area
    }
    return [
        _told(group, [found.people[one] for one in sorted(members[key])], shown, areas)
        if key in shown
        else _hidden(group)
        for key, group in groups.items()
    ]


def _candidates(members: Mapping[str, frozenset[int]], people: Mapping[int, Person]) -> list[Candidate]:
    """Return what could be told of levels: first each group's distribution, then its share at target.

    With the distribution, a share at targets that differ tells sums over those whose target lies at or below a level.
    """
    found: list[Candidate] = [(key, [group]) for key, group in members.items()]
    for key, group in members.items():
        own = {people[one].target for one in group} - {None}
        found.append(
            (f"target {key}", [frozenset(p for p in group if 0 < (people[p].target or 0) <= t) for t in own if t])
        )
    return found


def _told(group: Group, people: Sequence[Person], shown: set[str], areas: Mapping[str, set[str]]) -> Told:
    asked = max(len(group.asked), len(people))
    has_target = f"target {group.key}" in shown
    with_target = sum(person.target is not None for person in people)
    figures = {area: in_area(people, area) for area, keys in areas.items() if group.key in keys}
    return Told(
        group.kind,
        group.id,
        group.name,
        asked,
        len(people),
        tuple(_rounded(one) for one in levels(people, asked)),
        _rounded(at_target(people, max(with_target, asked * with_target // len(people)))) if has_target else None,
        with_target if has_target else None,
        {area: AreaFigure(round(f.points, 1), round(f.se, 1), f.people) for area, f in figures.items() if f},
        tuple(_rounded(one) for one in at_or_above(people, asked)),
    )


def _hidden(group: Group) -> Told:
    return Told(group.kind, group.id, group.name)


def _rounded(share: Share) -> Share:
    return Share(round(share.part, _DIGITS), round(share.low, _DIGITS), round(share.high, _DIGITS))


def _row(one: Told) -> dict[str, Any]:
    return asdict(one)


def _read(row: Mapping[str, Any]) -> Told:
    shares, above = (
        tuple(Share(**each) for each in row[name]) if row.get(name) else None for name in ("levels", "above")
    )
    target = None if row["target"] is None else Share(**row["target"])
    areas = None if row["areas"] is None else {key: AreaFigure(**each) for key, each in row["areas"].items()}
    return Told(**{**cast("dict[str, Any]", row), "levels": shares, "target": target, "areas": areas, "above": above})
