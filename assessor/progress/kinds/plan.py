"""The rows of the plan: published figures, claims or measured pace, seats, money, dated rules. No person's result."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlmodel import Session

from assessor.campaigns.groups.figures import Share as GroupShare
from assessor.campaigns.groups.pace import Pace as Found
from assessor.campaigns.groups.pace import pace_of
from assessor.campaigns.groups.publishing import HIDDEN, Told
from assessor.campaigns.groups.reading import Ended
from assessor.errors import AssessorError
from assessor.framework import read_framework
from assessor.models.people.cohort import Cohort
from assessor.models.people.team import Team
from assessor.planning.inputs import WHOLE, Place, newest
from assessor.planning.plan import KIND, AccountSaid, PlanSaid, offered
from assessor.planning.reckoning import Reckoned, Situation, reckon
from assessor.programmes.catalogue import Programme, programme, programmes
from assessor.programmes.paying.beside import Wanted
from assessor.programmes.paying.figures import GUIDANCE, Figure, claims, figures_on, routes
from assessor.progress.opened import ended_for
from assessor.progress.sources import Asked, Given, Sources, evidence_of, stage_of
from reports.groups.rows import LevelShare, Share, When
from reports.kinds.plan.rows import (
    Account,
    Money,
    Month,
    Offer,
    Pace,
    Plan,
    Said,
    Seats,
    Side,
    Standing,
    Step,
)
from reports.money_rows import MoneyMonth

RUNGS = {"prompting": "Prompting", "context": "Context engineering", "orchestration": "Orchestration"}
NAMES = {
    "levy_percent_of_pay_bill": "Levy, of the pay bill",
    "top_up_percent": "Added to what comes in (top-up)",
    "funds_expire_after_months": "Funds expire after",
    "levy_payer_exhausted_percent": "The employer's share",
    "no_levy_to_24_percent": "The employer's share",
    "no_levy_from_25_percent": "The employer's share",
    "units_share_of_levy_percent": "For units",
    "shortest_months": "Shortest time",
    "prior_learning_price_percent": "Prior learning",
}
"""What a figure is called; a funding band is the rest."""
_PENCE = 100
_YEAR = dt.timedelta(days=365)


class NoSuchGroup(AssessorError):
    """A plan is asked for on a team or cohort that is not there."""


def rows(sources: Sources, asked: Asked) -> Given:
    """Return the plan of everybody, or of the team or cohort that was named. Raises NoSuchGroup."""
    organisation = sources.organisation
    group = asked.wishes.get("group", "") or WHOLE
    name = group_name(sources.session, group)
    typed = newest(sources.session, Place(KIND, group))
    said = PlanSaid.model_validate(typed.said) if typed else PlanSaid()
    found = reckon(said)
    standing, why, stage = _standing(sources.session, asked, group)
    evidence, label = evidence_of(organisation, stage_of(stage) if stage else None)
    return Given(
        Plan(
            organisation=organisation.name,
            about=name,
            made_on=asked.today,
            pays_levy=said.pays_levy,
            typed_by=typed.by if typed else "",
            typed_on=asked.day_of(typed.at) if typed else None,
            standing=standing,
            why_no_standing=why,
            claims=tuple((RUNGS[one.rung], Said(one.said, one.by, one.source, one.as_of)) for one in claims()),
            routes=tuple((one.programme, Said(one.said, one.by, one.source, one.as_of)) for one in routes()),
            pace=_pace(pace_of(sources.session), asked),
            offers=tuple(_offer(one, asked.today) for one in offered(asked.today)),
            gone=tuple(_gone(asked.today)),
            seats=tuple(map(_seats, found.seats)),
            money=_money(said, found) if said.account or said.seats else None,
            figures=tuple(map(_figure, figures_on(asked.today))),
            unknown=(*([why] if standing is None else []), *found.unknown),
            assumptions=found.assumed,
            guidance=GUIDANCE,
            evidence=evidence,
            evidence_label=label,
        )
    )


def group_name(session: Session, group: str) -> str:
    """Return what a group is called: everybody, or a team or cohort. Raises NoSuchGroup."""
    if group == WHOLE:
        return "Everybody"
    kind, _, own = group.partition(":")
    found = session.get(Team, own) if kind == "team" else session.get(Cohort, own) if kind == "cohort" else None
    if found is None:
        raise NoSuchGroup(
            f"there is no group '{group[:60]}'; write team:ID or cohort:ID, or leave it out for everybody"
        )
    return found.name


def _standing(session: Session, asked: Asked, group: str) -> tuple[Standing | None, str, str | None]:
    """Return published figures of a group, or why there are none, and the stage that they rest on."""
    key = "everybody:" if group == WHOLE else group
    found = [(one, told) for one in ended_for(session, asked.viewer) if (told := one.group(key)) is not None]
    if not found:
        return None, "No campaign that asked these people has ended with figures of groups.", None
    one, told = _widest(found)
    if told.levels is None or told.people is None or told.asked is None:
        return None, f"{one.campaign.name}: {HIDDEN}.", one.made.stage
    framework = read_framework()
    names = [level.shown_name for level in framework.level]
    arrived = framework.levels_of("orchestration")
    standing = Standing(
        when=When(one.campaign.name, asked.day_of(_closed(one)), told.asked, told.people),
        levels=tuple(LevelShare(name, _share(share)) for name, share in zip(names, told.levels, strict=True)),
        arrived=tuple(names[number - 1] for number in arrived),
        there=_share(told.above[min(arrived) - 2]) if told.above else None,
    )
    return standing, "", one.made.stage


def _widest(found: Sequence[tuple[Ended, Told]]) -> tuple[Ended, Told]:
    """Return the campaign that asked the most people of a group, of those in the year before the newest.

    One that asked a cohort alone says little of everybody. Of two that asked as many, the newer.
    """
    recent = [each for each in found if _closed(each[0]) >= _closed(found[0][0]) - _YEAR]
    return max(recent, key=lambda each: (each[1].asked or 0, _closed(each[0])))


def _closed(one: Ended) -> dt.datetime:
    assert one.campaign.closed_at is not None, "figures are made at the end"
    return one.campaign.closed_at


def _share(share: GroupShare) -> Share:
    return Share(share.part, share.low, share.high)


def _pace(found: Found, asked: Asked) -> Pace:
    levels = read_framework().level
    steps = tuple(
        Step(levels[way.begins - 1].shown_name, levels[way.ends - 1].shown_name, way.weeks) for way in found.ways
    )
    first, last = (asked.day_of(at) if at else None for at in (found.first, found.last))
    return Pace(found.retested, found.needed, first, last, steps, found.why_not)


def _what(one: Programme) -> str:
    level = f"Level {one.apprenticeship_level} apprenticeship"
    return level if one.kind == "standard" else f"unit, at the level of a {level}"


def _offer(one: Programme, today: dt.date) -> Offer:
    version = one.version_on(today) if one.version[0].valid_from <= today else one.version[0]
    said = tuple(Said(each.said, each.kind, each.source, each.as_of) for each in (*one.fact, *version.fact))
    return Offer(one.code, one.title, _what(one), version.version, version.valid_from, said)


def _gone(today: dt.date) -> Iterator[str]:
    there = {one.code for one in offered(today)}
    for one in programmes():
        if one.code not in there:
            until = one.version[-1].valid_until
            instead = f"; {', '.join(one.replaced_by)} replaced it" if one.replaced_by else ""
            yield f"{one.code} is not offered: nobody starts it after {until:%-d %B %Y}{instead}."


def _seats(one: Wanted) -> Seats:
    of = programme(one.code)
    return Seats(
        code=one.code,
        what=_what(of),
        version=of.version_on(one.starts).version,
        people=one.people,
        from_25=one.from_25,
        starts=one.starts,
        months=one.months,
        price_pence=one.price_pence,
        cost_pence=one.cost,
        above_pence=one.above,
    )


def _money(said: PlanSaid, found: Reckoned) -> Money:
    months = tuple(
        Month(
            month=row.month,
            came_in=row.came_in,
            committed=row.committed,
            cost=row.cost,
            spent=row.spent,
            employer_pays=row.employer_pays,
            expired=row.expired,
            left=row.left,
        )
        for row in found.months
    )
    drawn = [
        MoneyMonth(f"{row.month:%b %Y}", row.left / _PENCE, row.spent / _PENCE, row.employer_pays / _PENCE)
        for row in months
    ]
    drawn += [MoneyMonth(f"{month:%b %Y}", None, paid / _PENCE, own / _PENCE) for month, paid, own in found.due]
    return Money(
        sides=tuple(map(_side, found.situations)),
        account=_account(said.account) if said.account else None,
        months=months,
        drawn=tuple(drawn),
        cautions=found.cautions,
    )


def _account(said: AccountSaid) -> Account:
    return Account(
        on=said.on,
        balance_pence=said.balance_pence,
        inflow_pence=said.inflow_pence,
        committed_pence=said.committed_pence,
        committed_until=said.committed_until,
        expiring=tuple((each.month, each.pence) for each in said.expiring),
    )


def _side(one: Situation) -> Side:
    part = one.part
    return Side(one.name, one.is_own, part.low, part.high, part.why, tuple(map(_figure, part.figures)))


def _figure(one: Figure) -> Said:
    value = f"£{one.value:,.0f}" if one.unit == "GBP" else f"{one.value:g} {one.unit}"
    return Said(f"{NAMES.get(one.key, 'Funded')}: {value} ({one.who})", one.kind, one.source, one.as_of, one.conflict)
