"""The rows of the Article 4 record: measures that were typed, the duty's facts, campaigns and their published figures.

No person's result is read: coverage and figures of everybody together come as the service tells them.
"""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from assessor.campaigns.coverage import coverage_of
from assessor.campaigns.groups import reading
from assessor.campaigns.groups.publishing import HIDDEN, figures_of, groups_in
from assessor.campaigns.groups.reading import Ended
from assessor.framework import read_framework
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.group_figures import GroupFigures
from assessor.planning.article_4 import MeasureSaid, newest, read_duty
from assessor.progress.opened import for_reader
from assessor.progress.sources import Asked, Given, Sources, evidence_of, stage_of
from reports.kinds.article_4.rows import Campaigned, Fact, LevelShare, Measure, Record

_EVERYBODY = "everybody:"


def rows(sources: Sources, asked: Asked) -> Given:
    """Return the record of the organisation."""
    session, organisation, duty = sources.session, sources.organisation, read_duty()
    said, typed = newest(session)
    campaigns = tuple(_campaigns(session, asked))
    told = reading.ended(session)
    evidence, label = evidence_of(organisation, stage_of(told[0].made.stage) if told else None)
    return Given(
        Record(
            organisation=organisation.name,
            made_on=asked.today,
            title=duty.title,
            note=duty.note,
            facts=tuple(
                Fact(one.about, one.said, one.source, one.kind, one.as_of, one.conflict.rstrip("."))
                for one in duty.fact
            ),
            measures=tuple(map(_measure, said.measures)),
            typed_by=typed.by if typed else "",
            typed_on=asked.day_of(typed.at) if typed else None,
            campaigns=campaigns,
            evidence=evidence,
            evidence_label=label,
        )
    )


def _measure(one: MeasureSaid) -> Measure:
    return Measure(
        audience=one.audience,
        objective=one.objective,
        measure=one.measure,
        evidence=one.evidence,
        done_on=one.done_on,
        review_on=one.review_on,
        changed_on=one.changed_on,
    )


def _campaigns(session: Session, asked: Asked) -> Iterator[Campaigned]:
    """Return the campaigns that have asked people, the newest first."""
    launched = select(Campaign).where(col(Campaign.launched_at).is_not(None))
    for campaign in session.exec(launched.order_by(col(Campaign.launched_at).desc())):
        covered = coverage_of(session, campaign)
        people, levels, why = _figures(session, asked, campaign)
        assert campaign.launched_at is not None, "only such were asked for"
        yield Campaigned(
            name=campaign.name,
            purpose=campaign.purpose,
            basis=campaign.lawful_basis,
            began=asked.day_of(campaign.launched_at),
            closed=asked.day_of(campaign.closed_at) if campaign.closed_at else None,
            asked=covered.asked or 0,
            sat=covered.ended,
            people=people,
            levels=levels,
            why_no_figures=why,
        )


def _figures(session: Session, asked: Asked, campaign: Campaign) -> tuple[int | None, tuple[LevelShare, ...], str]:
    """Return what is told of everybody, or why nothing is."""
    made = figures_of(session, campaign)
    if not isinstance(made, GroupFigures):
        return None, (), made.why
    told = for_reader(session, asked.viewer, Ended(campaign, made, tuple(groups_in(made)))).group(_EVERYBODY)
    if told is None or told.levels is None:
        return None, (), HIDDEN
    names = [level.shown_name for level in read_framework().level]
    levels = tuple(LevelShare(name, one.part, one.low, one.high) for name, one in zip(names, told.levels, strict=True))
    return told.people, levels, ""
