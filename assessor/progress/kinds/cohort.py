"""The rows of the report on a cohort: published figures of the group, and for its trainers its people one by one.

What a person's result says is told where the release rule lets this reader see it.
"""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.people.cohort import Cohort as CohortRow
from assessor.programmes.caseload import CaseloadRow, caseload
from assessor.programmes.catalogue import programme
from assessor.programmes.off_job import MIN_PER_H
from assessor.programmes.rag import formula
from assessor.programmes.reading import rules_of
from assessor.progress.groups import Whom, coverage_row, group_of, launched
from assessor.progress.sources import Asked, Given, Sources
from assessor.releasing.rule import Hidden
from assessor.training import cohorts, whereabouts
from assessor.training.moving import Moved as Way
from reports import words
from reports.groups.rows import Coverage, When
from reports.kinds.cohort.rows import Change, Cohort, Judgement, Learner, Moved, OnProgramme

_WHAT = {"standard": "apprenticeship", "unit": "apprenticeship unit"}


def rows(sources: Sources, asked: Asked) -> Given:
    """Return what a reader may be told of a cohort, and the results that stand in it. Raises NoSuchFigures."""
    session, viewer = sources.session, asked.viewer
    cohort = session.get_one(CohortRow, asked.about)
    people = [person.id for person in cohorts.members(session, cohort.id)]
    trains, rules = cohort.id in viewer.cohorts, rules_of(session)
    whom = Whom(
        kind="cohort",
        id=cohort.id,
        name=cohort.name,
        reader="a trainer of the cohort" if trains else "an owner",
        with_everybody="owner" in viewer.roles,
        coverage=lambda counts: _coverage(session, asked, people if trains else (), counts),
    )
    where = whereabouts.of_cohort(session, viewer, cohort.id, asked.now, asked.today) if trains else []
    standing = caseload(session, people, asked.today, rules) if trains else []
    given = Cohort(
        group=group_of(sources, asked, whom),
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        trainers=tuple(person.name for person in cohorts.trainers(session, cohort.id)),
        size=len(people),
        learners=tuple(_learner(asked, one) for one in where) if trains else None,
        programmes=tuple(map(_on_programme, standing)) if trains else None,
        stuck_rule=whereabouts.RULE,
        formula=formula(rules),
    )
    return Given(given, [told for one in where for told in one.told])


def _coverage(
    session: Session, asked: Asked, people: Collection[str], counts: Mapping[str, When]
) -> tuple[Coverage, ...]:
    """Return how far campaigns are with some people; to who may not know them one by one, what counts in figures."""
    members = select(CampaignMember).where(
        col(CampaignMember.person_id).in_(people), col(CampaignMember.invited_at).is_not(None)
    )
    own: dict[str, list[CampaignMember]] = {}
    for member in session.exec(members):
        own.setdefault(member.campaign_id, []).append(member)
    found = []
    for campaign in launched(session):
        asked_ones = own.get(campaign.id, [])
        if not asked_ones and campaign.id not in counts:
            continue
        began = sum(one.started_at is not None for one in asked_ones)
        finished = sum(one.finished_at is not None for one in asked_ones)
        told = counts.get(campaign.id)
        so_far = (len(asked_ones), began, finished) if asked_ones else (told.asked if told else None, None, None)
        found.append(coverage_row(asked, campaign, so_far, told))
    return tuple(found)


def _learner(asked: Asked, one: whereabouts.Where) -> Learner:
    newest = one.newest
    said = ""
    if newest is not None:
        why = newest.answer.why if isinstance(newest.answer, Hidden) else "no result yet"
        said = newest.result.said if newest.result else f"not open to you: {why}"
    return Learner(
        name=one.name,
        state=one.state,
        why=one.why,
        due_on=one.due.on if one.due else None,
        due_what=one.due.what if one.due else "",
        is_late=one.due is not None and one.due.is_late,
        newest_on=asked.day_of(newest.ended_at) if newest and newest.ended_at else None,
        newest_said=words.sentence(said).rstrip("."),
        moved=_moved(one.moved) if one.moved else None,
    )


def _moved(way: Way) -> Moved:
    change: Change = "may be chance"
    if not way.is_said:
        change = "not said"
    elif way.is_gain:
        change = "higher"
    elif way.is_loss:
        change = "lower"
    return Moved(change, way.low, way.high, way.days)


def _on_programme(row: CaseloadRow) -> OnProgramme:
    known, rag, hours, review = row.standing.known, row.standing.rag, row.standing.off_job, row.standing.review
    found, own = programme(known.enrolment.programme), rag.override
    return OnProgramme(
        name=row.name,
        code=found.code,
        programme=f"{found.title}, Level {found.apprenticeship_level} {_WHAT[found.kind]}",
        word=rag.word,
        colour=rag.colour or "",
        judgement=Judgement(own.colour, own.on, own.reason) if own else None,
        points=rag.points,
        progress_percent=rag.progress.percent if rag.progress else None,
        progress_on=rag.progress.on if rag.progress else None,
        elapsed_percent=rag.elapsed_percent,
        actual_h=hours.actual_min / MIN_PER_H,
        planned_h=None if hours.planned_min is None else hours.planned_min / MIN_PER_H,
        review_due_on=review.due_on,
        review_state=review.state,
    )
