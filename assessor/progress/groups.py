"""What reports on a team and on a cohort are given alike: published figures of a group, counts, and an owner's answers.

Nothing is reckoned from single people: figures come from the one row that was made at a campaign's end.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sqlmodel import Session, col, select

from assessor.campaigns.groups import figures
from assessor.campaigns.groups.counting import targets_of
from assessor.campaigns.groups.publishing import HIDDEN, Told
from assessor.campaigns.groups.reading import Ended
from assessor.deciding.stage import may, meaning
from assessor.framework import read_framework
from assessor.models.campaigns.campaign import Campaign
from assessor.planning import attitude
from assessor.progress import choosing
from assessor.progress.choosing import closed_on
from assessor.progress.opened import ended_for
from assessor.progress.sources import Asked, Sources, evidence_of, stage_of
from reports.groups.asking import UNTIL
from reports.groups.rows import (
    Answer,
    Answers,
    AreaFigure,
    Coverage,
    Figures,
    Group,
    GroupKind,
    Moved,
    Movement,
    RoleTarget,
    Share,
    When,
)

_EVERYBODY = "everybody:"
_MOST_CAMPAIGNS = 12
"""So many of the newest are told of, as to who took part."""
_NOT_YET = "No campaign that asked this group has figures yet: they are made when it is closed, of enough people"


@dataclass(frozen=True, slots=True)
class Whom:
    """The group that a report is on."""

    kind: GroupKind
    id: str
    name: str
    reader: str
    """Who reads it, in words."""
    with_everybody: bool
    """Whether figures of everybody stand beside it for this reader."""
    coverage: Callable[[Mapping[str, When]], tuple[Coverage, ...]]
    """From what figures of campaigns rest on, by the campaigns' ids, how far campaigns are."""

    @property
    def key(self) -> str:
        """What the group is called among the groups of a campaign."""
        return f"{self.kind}:{self.id}"


def group_of(sources: Sources, asked: Asked, whom: Whom) -> Group:
    """Return what is told of a group to a reader. Raises NoSuchFigures."""
    session, organisation = sources.session, sources.organisation
    found = [one for one in ended_for(session, asked.viewer) if one.group(whom.key) is not None]
    one = choosing.newest(found, asked, whom.key)
    told, why_not = _told(whom, one)
    framework = read_framework()
    alike: dict[str, Any] = {
        "kind": whom.kind,
        "id": whom.id,
        "name": whom.name,
        "organisation": organisation.name,
        "made_on": asked.today,
        "reader": whom.reader,
        "levels": tuple(level.shown_name for level in framework.level),
        "prompting": max(framework.levels_of("prompting")) - 1,
        "minimum": one.made.minimum if one else organisation.minimum_group,
        "answers": _answers(session, asked),
    }
    if one is None or told is None:
        evidence, label = evidence_of(organisation, None)
        return Group(**alike, why_not=why_not, coverage=whom.coverage({}), evidence=evidence, evidence_label=label)
    shown = [each for each in found if _told(whom, each)[0]]
    nearly = choosing.nearly_all(shown, one, whom.key)
    lately, lately_told = nearly[0], nearly[0].group(whom.key)
    stage = stage_of(one.made.stage)
    evidence, label = evidence_of(organisation, stage)
    return Group(
        **alike,
        told=_figures(asked, one, told),
        newer=() if UNTIL in asked.wishes else tuple(_newer(found, one)),
        everybody=_everybody(asked, whom, one),
        movement=_movement(asked, whom, choosing.earlier(shown, one, asked), one),
        lately=_figures(asked, lately, lately_told) if lately_told else None,
        apart=_movement(asked, whom, choosing.long_before(nearly, lately, asked), lately),
        coverage=whom.coverage({each.campaign.id: _rests(asked, each, whom) for each in shown}),
        roles=_roles(session, one) if "owner" in asked.viewer.roles else None,
        stage=f"Evidence stage {stage}: {meaning(stage).means}.",
        may_compare=may(stage, "group_comparison"),
        evidence=evidence,
        evidence_label=label,
    )


def _newer(found: Sequence[Ended], one: Ended) -> Iterator[str]:
    """Return the campaigns that ended later and do not show the group."""
    return (each.campaign.name for each in takewhile(lambda each: each is not one, found))


def _rests(asked: Asked, one: Ended, whom: Whom) -> When:
    told = one.group(whom.key)
    assert told is not None, "it is shown"
    return _when(asked, one, told)


def launched(session: Session) -> Sequence[Campaign]:
    """Return the campaigns of which it is told who took part, the newest first."""
    found = select(Campaign).where(col(Campaign.launched_at).is_not(None), Campaign.mode == "named")
    return session.exec(found.order_by(col(Campaign.launched_at).desc()).limit(_MOST_CAMPAIGNS)).all()


def coverage_row(
    asked: Asked, campaign: Campaign, so_far: tuple[int | None, int | None, int | None], told: When | None
) -> Coverage:
    """Return how far a campaign is: how many were asked, began and finished, and how many count in figures."""
    closed_at = campaign.closed_at
    on = asked.day_of(closed_at) if closed_at else campaign.due_on
    return Coverage(campaign.name, closed_at is None, on, *so_far, told.people if told else None)


def _told(whom: Whom, one: Ended | None) -> tuple[Told | None, str]:
    """Return what is told of the group, or why nothing is."""
    told = one.group(whom.key) if one else None
    if one is None or told is None:
        return None, _NOT_YET
    return (told, "") if told.is_shown else (None, f"{one.campaign.name}: {HIDDEN}")


def _everybody(asked: Asked, whom: Whom, one: Ended) -> Figures | None:
    told = one.group(_EVERYBODY) if whom.with_everybody else None
    return _figures(asked, one, told) if told and told.is_shown else None


def _figures(asked: Asked, one: Ended, told: Told) -> Figures:
    assert told.levels is not None, "it is shown"
    areas = told.areas or {}
    return Figures(
        when=_when(asked, one, told),
        levels=tuple(map(_share, told.levels)),
        above=tuple(map(_share, told.above or ())),
        target=_share(told.target) if told.target else None,
        with_target=told.with_target,
        areas=tuple(
            AreaFigure(area.name, found.points, found.se, found.people)
            if (found := areas.get(area.key))
            else AreaFigure(area.name, None)
            for area in read_framework().area
        ),
    )


def _when(asked: Asked, one: Ended, told: Told) -> When:
    return When(one.campaign.name, closed_on(one, asked), told.asked or 0, told.people or 0)


def _share(share: figures.Share) -> Share:
    return Share(share.part, share.low, share.high)


def _movement(asked: Asked, whom: Whom, before: Ended | None, after: Ended) -> Movement | None:
    """Return how published shares have moved, as the pages of the service tell it."""
    if before is None:
        return None
    then, now = before.group(whom.key), after.group(whom.key)
    assert then is not None, "it was asked in both"
    assert now is not None, "it was asked in both"
    names = [level.shown_name for level in read_framework().level]
    return Movement(
        before=_when(asked, before, then),
        after=_when(asked, after, now),
        levels=_moved(names, then.levels, now.levels),
        above=_moved(names[1:], then.above, now.above),
    )


def _moved(
    names: Sequence[str], then: Sequence[figures.Share] | None, now: Sequence[figures.Share] | None
) -> tuple[Moved, ...]:
    if not (then and now):
        return ()
    return tuple(
        Moved(name, _share(old), _share(new), _share(figures.moved(old, new)))
        for name, old, new in zip(names, then, now, strict=True)
    )


def _roles(session: Session, one: Ended) -> tuple[RoleTarget, ...]:
    """Return each role that was asked and has a level that is hoped for."""
    targets, names = targets_of(session, one.campaign.id), read_framework()
    rows = []
    for told in one.of_kind("role"):
        level = targets.get(told.id, targets.get(""))
        if level is None:
            continue
        share = _share(told.target) if told.target else None
        rows.append(RoleTarget(told.name, names.level[level - 1].shown_name, share, told.with_target))
    return tuple(rows)


def _answers(session: Session, asked: Asked) -> Answers | None:
    found = attitude.newest(session)
    if found is None:
        return None
    answers = tuple(Answer(question=one.asks, about=one.about, said=found.in_words(one)) for one in attitude.QUESTIONS)
    return Answers(asked.day_of(found.at), answers)
