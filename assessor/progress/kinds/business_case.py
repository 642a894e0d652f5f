"""The rows of a team's business case: its published figures, what was typed, and the runs that were named.

No person's result is read: figures of groups come as they were published, hidden ones as hidden.
"""

import datetime as dt
from collections.abc import Iterator

from assessor.campaigns.groups.figures import Share
from assessor.campaigns.groups.publishing import HIDDEN, Told
from assessor.framework import read_framework
from assessor.models.people.team import Team
from assessor.planning.business_case import CURRENCY, KIND, BusinessSaid, Target, WorkSaid, about
from assessor.planning.inputs import Place, newest
from assessor.progress.opened import ended_for
from assessor.progress.sources import Asked, Given, Sources, evidence_of, stage_of
from reports.kinds.business_case.reading import read_run
from reports.kinds.business_case.rows import WAYS, Amount, Case, Group, LevelShare, Said, Work

_PENCE = 100


def rows(sources: Sources, asked: Asked) -> Given:
    """Return the business case of a team."""
    session, organisation = sources.session, sources.organisation
    team = session.get_one(Team, asked.about)
    group, why, stage = _group(sources, asked)
    typed = newest(session, Place(KIND, about(team.id)))
    said = BusinessSaid.model_validate(typed.said) if typed else None
    evidence, label = evidence_of(organisation, stage_of(stage) if stage else None)
    return Given(
        Case(
            id=team.id,
            team=team.name,
            organisation=organisation.name,
            made_on=asked.today,
            said=_said(said, typed.by, asked.day_of(typed.at)) if said and typed else None,
            works=tuple(_work(work, said.target) for work in said.works) if said else (),
            group=group,
            why_no_group=why,
            is_make_believe=organisation.is_make_believe,
            evidence=evidence,
            evidence_label=label,
        )
    )


def _group(sources: Sources, asked: Asked) -> tuple[Group | None, str, str | None]:
    """Return the newest figures of the team that are told, or why there are none, and the stage that they rest on."""
    key = f"team:{asked.about}"
    ended = [(one, told) for one in ended_for(sources.session, asked.viewer) if (told := one.group(key)) is not None]
    if not ended:
        return None, "no campaign that asked people of this team has ended with figures of groups", None
    one, told = next(((one, told) for one, told in ended if told.is_shown), ended[0])
    stage, closed_at = one.made.stage, one.campaign.closed_at
    assert closed_at is not None, "figures are made at the end"
    if told.people is None or told.asked is None:
        return None, f"{one.campaign.name}: {HIDDEN}", stage
    group = Group(
        campaign=one.campaign.name,
        on=asked.day_of(closed_at),
        people=told.people,
        asked=told.asked,
        levels=tuple(_levels(told)),
        is_simulated=sources.organisation.is_make_believe,
    )
    return group, "", stage


def _levels(told: Told) -> Iterator[LevelShare]:
    framework = read_framework()
    ways = {number: WAYS[rung.name] for rung in framework.rung for number in rung.levels}
    for level, share in zip(framework.level, told.levels or (), strict=True):
        yield LevelShare(level.shown_name, ways.get(level.number), _amount(share))


def _amount(share: Share) -> Amount:
    return Amount(share.part, share.low, share.high)


def _said(said: BusinessSaid, by: str, on: dt.date) -> Said:
    return Said(
        target=WAYS[said.target],
        until=said.until,
        reached_percent=said.reached_percent,
        hour_cost=said.hour_pence / _PENCE,
        currency=CURRENCY,
        per_dollar=said.per_dollar,
        by=by,
        on=on,
    )


def _work(work: WorkSaid, target: Target) -> Work:
    if not work.run:
        return Work(work.name, work.times_a_month, "", None, "no run was named")
    found = read_run(work.run, WAYS[target])
    if isinstance(found, str):
        return Work(work.name, work.times_a_month, work.run, None, found)
    return Work(work.name, work.times_a_month, found.run, found)
