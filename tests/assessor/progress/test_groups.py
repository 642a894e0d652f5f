"""Reports on groups: what is hidden stays hidden, people are for their trainers, and what follows is not shown."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from assessor.campaigns.groups import reading
from assessor.campaigns.groups.figures import AreaFigure
from assessor.campaigns.groups.reading import Ended
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.people.cohort import Cohort as CohortRow
from assessor.models.people.team import Team as TeamRow
from assessor.people.viewer import Viewer
from assessor.progress import asking, making
from assessor.progress.opened import for_reader
from assessor.progress.sources import Asked, sources_of
from assessor.training import cohorts
from reports.kinds.cohort.rows import Cohort
from reports.kinds.team.rows import Team
from tests.assessor.demo import NOW, Demo


def _cohort(demo: Demo, viewer: Viewer) -> tuple[Cohort, int]:
    """Return the rows for a reader, and how many results stand in them."""
    with sources_of(demo.store, demo.organisation_id) as sources:
        cohort_id = sources.session.exec(select(CohortRow.id)).one()
        found = asking.rows(sources, "cohort", Asked(viewer, cohort_id, NOW))
        sources.session.rollback()
    rows = found.rows
    assert isinstance(rows, Cohort)
    return rows, len(found.opened)


def _team(demo: Demo, viewer: Viewer) -> Team:
    with sources_of(demo.store, demo.organisation_id) as sources:
        team_id = sources.session.exec(select(TeamRow.id).where(TeamRow.name == "Lettings")).one()
        rows = asking.rows(sources, "team", Asked(viewer, team_id, NOW)).rows
        sources.session.rollback()
    assert isinstance(rows, Team)
    return rows


def test_a_team_of_four_is_hidden_with_its_reason(demo: Demo) -> None:
    group = _team(demo, demo.viewer("owner")).group
    assert group.told is None
    assert "not shown: too few people" in group.why_not
    assert {one.asked for one in group.coverage} == {None}
    assert {one.counted for one in group.coverage} <= {None}


def test_files_on_a_hidden_team_hold_no_share(demo: Demo) -> None:
    team = _team(demo, demo.viewer("manager"))
    for form in ("csv", "json", "text"):
        assert b"in 100 (" not in making.made("team", team, form).content


def test_a_trainer_reads_of_each_of_her_people_by_name(demo: Demo) -> None:
    rows, opened = _cohort(demo, demo.viewer("trainer"))
    assert rows.learners is not None
    assert rows.programmes is not None
    names = [one.name for one in rows.learners]
    assert names == sorted(names)
    assert len(names) == len(rows.programmes) == rows.size == 4
    assert opened > 0
    assert any(one.moved for one in rows.learners)


def test_an_owner_reads_of_nobody_in_a_cohort(demo: Demo) -> None:
    rows, opened = _cohort(demo, demo.viewer("owner"))
    assert (rows.learners, rows.programmes, opened) == (None, None, 0)


def test_a_report_on_a_cohort_is_not_for_a_manager(demo: Demo) -> None:
    with pytest.raises(asking.NotYours):
        _cohort(demo, demo.viewer("manager"))


def test_everybody_stands_beside_a_cohort_for_owners_alone(demo: Demo) -> None:
    assert _cohort(demo, demo.viewer("trainer"))[0].group.everybody is None


@pytest.mark.parametrize(("more", "is_shown"), [(0, True), (1, False)])
def test_figures_are_not_for_who_could_take_off_what_she_may_open(demo: Demo, more: int, *, is_shown: bool) -> None:
    """A trainer may open all results of her cohort; as many others as the smallest group has to be left."""
    with demo.store.session(demo.organisation_id) as session:
        whole = reading.ended(session)[-1]
        everybody, *_ = whole.groups
        assert (everybody.kind, everybody.is_shown) == ("everybody", True)
        counted = _seen_by_own(session, whole.campaign.id)
        cohort_id = session.exec(select(CohortRow.id)).one()
        trained = {person.id for person in cohorts.members(session, cohort_id)}
        smallest = len(counted - trained) + more
        made = whole.made.model_copy(update={"minimum": smallest})
        told = for_reader(session, demo.viewer("trainer"), Ended(whole.campaign, made, whole.groups))
    assert told.groups[0].is_shown is is_shown


def test_who_may_open_nothing_reads_what_was_published(demo: Demo) -> None:
    with demo.store.session(demo.organisation_id) as session:
        whole = reading.ended(session)[-1]
        assert for_reader(session, demo.viewer("author"), whole) is whole


def test_a_part_that_few_are_left_behind_is_hidden_alone(demo: Demo) -> None:
    """The others are as many as the smallest group; an area that one of them has no answers in lacks one."""
    with demo.store.session(demo.organisation_id) as session:
        whole = reading.ended(session)[-1]
        counted = _seen_by_own(session, whole.campaign.id)
        few, many = AreaFigure(1.0, 1.0, len(counted) - 1), AreaFigure(1.0, 1.0, len(counted))
        everybody = replace(
            whole.groups[0], areas={"value": few, "checking": many}, with_target=len(counted) - 1, people=len(counted)
        )
        cohort_id = session.exec(select(CohortRow.id)).one()
        smallest = len(counted - {person.id for person in cohorts.members(session, cohort_id)})
        made = whole.made.model_copy(update={"minimum": smallest})
        told = for_reader(session, demo.viewer("trainer"), Ended(whole.campaign, made, (everybody,))).groups[0]
    assert told.areas == {"checking": many}
    assert told.target is None
    assert told.levels == everybody.levels


def _seen_by_own(session: Session, campaign_id: str) -> set[str]:
    found = (
        select(CampaignMember.person_id)
        .join(ResultSeen, col(ResultSeen.sitting_id) == col(CampaignMember.sitting_id))
        .where(CampaignMember.campaign_id == campaign_id, ResultSeen.person_id == CampaignMember.person_id)
    )
    return set(session.exec(found))
