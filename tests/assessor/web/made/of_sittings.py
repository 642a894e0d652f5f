"""Sittings, and what came of them: what the matrix of routes asks for."""

import datetime as dt
from dataclasses import replace
from typing import Any

from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.problem_report import ProblemReport
from assessor.models.campaigns.team_sitting import TeamSitting
from assessor.models.declared import new_id
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.calibration import Calibration
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.storing.tenants import TenantSession
from tests.assessor.web.made.of_people import people
from tests.assessor.web.made.thing import Made, one
from tests.assessor.web.making import Tenant

NOW = dt.datetime.now(dt.UTC)


def _calibrated(session: TenantSession) -> None:
    if session.get(Calibration, "for the matrix") is None:
        session.add(
            Calibration(label="for the matrix", scale="s", stage="simulated", items=[], made_from={}, made_at=NOW)
        )
        session.flush()


def sittings(session: TenantSession, made: Tenant) -> list[Made]:
    _calibrated(session)
    learner, *others = people(session, made)
    for whose in (learner, others[0]):
        session.add(_sitting(made, whose.id))
    session.flush()
    return [replace(whose, id=f"sitting of {whose.id}") for whose in (learner, others[0])]


def _sitting(made: Tenant, person_id: str) -> Sitting:
    return Sitting(
        id=f"sitting of {person_id}",
        organisation_id=made.organisation_id,
        person_ref=person_id,
        seed="1",
        form={},
        statuses=[],
        pilots=[],
        calibration="for the matrix",
        scale="s",
        cut_set="c",
        held_back=[],
        left_out=[],
        self_rating=None,
        started_at=NOW,
    )


def team_sittings(session: TenantSession, made: Tenant) -> list[Made]:
    """Make one of the manager's team, which its owner leads, and one of another team."""
    _calibrated(session)
    found = []
    for team_id in (made.team_id, made.other_team_id):
        sitting = _sitting(made, made.people["owner"])
        sitting.id, sitting.person_ref = f"together of {team_id}", None
        session.add(sitting)
        session.flush()
        own: dict[str, Any] = {"organisation_id": made.organisation_id, "led_by": made.people["owner"], "at": NOW}
        session.add(TeamSitting(sitting_id=sitting.id, team_id=team_id, present=3, **own))
        found.append(Made(sitting.id, one(made.people["owner"]), teams=one(team_id)))
    session.flush()
    return found


def results(session: TenantSession, made: Tenant) -> list[Made]:
    """Make results of which the release rule says in turn: her own alone, and shared with her managers."""
    _calibrated(session)
    learner = people(session, made)[0]
    found = []
    for shared in (False, True):
        sitting = _sitting(made, learner.id)
        sitting.id = f"result {shared} of {learner.id}"
        session.add(sitting)
        session.flush()
        session.add(_result(sitting))
        seen: dict[str, Any] = {"sitting_id": sitting.id, "organisation_id": made.organisation_id}
        session.add(ResultSeen(person_id=learner.id, as_role="learner", first_at=NOW, last_at=NOW, **seen))
        if shared:
            session.add(ResultShare(id=new_id(), with_role="manager", given_at=NOW, **seen))
        session.flush()
        found.append(Made(sitting.id, learner.of | (one(made.people["manager"]) if shared else frozenset())))
    return found


def _result(sitting: Sitting) -> Result:
    figures: dict[str, Any] = {"theta": 0.0, "se": 0.3, "low": -0.6, "high": 0.6, "level": 3, "level_issued": 3}
    named: dict[str, Any] = {
        "calibration": sitting.calibration,
        "cut_set": "c",
        "framework": "f",
        "made_with": sitting.id,
    }
    lists: dict[str, Any] = {
        name: [] for name in ("scored", "evidence", "missing", "areas", "flags", "conditions", "level_probabilities")
    }
    words: dict[str, Any] = {"stage": "author-judged", "said": "AI Applier", "reason": "cap"}
    own: dict[str, Any] = {"organisation_id": sitting.organisation_id, "sitting_id": sitting.id, "at": NOW}
    return Result(**figures, **named, **lists, **words, **own)


def campaigns(session: TenantSession, made: Tenant) -> list[Made]:
    """Make two campaigns that ask the learner to sit; from one of them the lot left her out."""
    found = []
    for asked_at in (NOW, None):
        row: dict[str, Any] = {"id": new_id(), "organisation_id": made.organisation_id}
        session.add(Campaign(name="Autumn", made_by=made.people["owner"], made_at=NOW, **row))
        session.flush()
        member: dict[str, Any] = {
            "campaign_id": row["id"],
            "organisation_id": made.organisation_id,
            "invited_at": asked_at,
        }
        session.add(CampaignMember(person_id=made.people["learner"], **member))
        found.append(Made(row["id"], one(made.people["learner"]) if asked_at else frozenset()))
    session.flush()
    return found


def reviews(session: TenantSession, made: Tenant) -> list[Made]:
    _calibrated(session)
    sitting = _sitting(made, made.people["learner"])
    sitting.id = f"doubted of {made.people['learner']}"
    session.add(sitting)
    session.flush()
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "sitting_id": sitting.id}
    review = ReviewRequest(id=new_id(), asked_at=NOW, reason="Why", to_person_id=made.people["trainer"], **own)
    session.add(review)
    session.flush()
    return [Made(review.id, one(made.people["trainer"]))]


def actions(session: TenantSession, made: Tenant) -> list[Made]:
    """Make an action of the learner's own, and one of hers that her trainer is to do."""
    found = []
    for who in (made.people["learner"], made.people["trainer"]):
        action = TrainerAction(
            id=new_id(),
            organisation_id=made.organisation_id,
            person_id=made.people["learner"],
            what="Read it",
            who=who,
            by=made.people["trainer"],
            at=NOW,
        )
        session.add(action)
        found.append(Made(action.id, one(action.who), one(made.team_id), one(made.cohort_id)))
    session.flush()
    return found


def answers(session: TenantSession, made: Tenant) -> list[Made]:
    """Make something asked of the learner, and of a stranger."""
    _calibrated(session)
    found = []
    for whose in people(session, made)[:2]:
        sitting = _sitting(made, whose.id)
        sitting.id = f"answered of {whose.id}"
        session.add(sitting)
        session.flush()
        own: dict[str, Any] = {"organisation_id": made.organisation_id, "sitting_id": sitting.id}
        row = Asked(id=new_id(), position=1, item="q@1", item_digest="", pilot=False, asks_confidence=False, **own)
        row.why, row.at = {}, NOW
        session.add(row)
        found.append(replace(whose, id=row.id))
    session.flush()
    return found


def reports(session: TenantSession, made: Tenant) -> list[Made]:
    _calibrated(session)
    sitting = _sitting(made, made.people["learner"])
    sitting.id = f"reported of {made.people['learner']}"
    session.add(sitting)
    session.flush()
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "item": "checking-2-003@1", "at": NOW}
    words: dict[str, Any] = {"item_digest": "d", "pilot": False, "asks_confidence": False, "why": "best"}
    asked = Asked(id=new_id(), sitting_id=sitting.id, position=1, **words, **own)
    session.add(asked)
    session.flush()
    report = ProblemReport(id=new_id(), asked_id=asked.id, words="Two are right", **own)
    session.add(report)
    session.flush()
    return [Made(report.id)]
