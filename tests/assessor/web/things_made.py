"""Something of each kind that paths name, for the matrix of routes. A route with a new kind of id adds a line here."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import select

from assessor.models.access.sign_in import SignIn
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.problem_report import ProblemReport
from assessor.models.declared import new_id
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.calibration import Calibration
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.api_token import ApiToken
from assessor.models.work.job import Job
from assessor.models.work.upload import Upload
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.people.api_tokens import SCOPES
from assessor.people.tokens import digest
from assessor.storing.tenants import TenantSession
from tests.assessor.web.making import Tenant

NOW = dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Made:
    """A thing, and whose it is: what the matrix knows without asking the service."""

    id: str
    of: frozenset[str] = frozenset()
    """The people whose own it is."""
    teams: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    account_id: str | None = None
    """Of something that belongs to an account: for others it is not there."""


def people(_: TenantSession, made: Tenant) -> list[Made]:
    learner = Made(
        made.people["learner"], frozenset({made.people["learner"]}), _one(made.team_id), _one(made.cohort_id)
    )
    stranger = Made(made.stranger, frozenset({made.stranger}), _one(made.other_team_id), _one(made.other_cohort_id))
    return [learner, stranger, *(Made(made.people[role], _one(made.people[role])) for role in ("owner", "manager"))]


def teams(_: TenantSession, made: Tenant) -> list[Made]:
    return [
        Made(made.team_id, _one(made.people["learner"]), teams=_one(made.team_id)),
        Made(made.other_team_id, _one(made.stranger), teams=_one(made.other_team_id)),
    ]


def cohorts(_: TenantSession, made: Tenant) -> list[Made]:
    return [
        Made(made.cohort_id, _one(made.people["learner"]), cohorts=_one(made.cohort_id)),
        Made(made.other_cohort_id, _one(made.stranger), cohorts=_one(made.other_cohort_id)),
    ]


def sign_ins(session: TenantSession, made: Tenant) -> list[Made]:
    found = session.exec(select(SignIn).where(SignIn.account_id == made.accounts["learner"])).all()
    return [Made(found[0].id, _one(made.people["learner"]), account_id=made.accounts["learner"])]


def api_tokens(session: TenantSession, made: Tenant) -> list[Made]:
    return [Made(program(session, made, ()), _one(made.people["owner"]))]


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
        found.append(Made(sitting.id, learner.of | (_one(made.people["manager"]) if shared else frozenset())))
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
        found.append(Made(row["id"], _one(made.people["learner"]) if asked_at else frozenset()))
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
    return [Made(review.id, _one(made.people["trainer"]))]


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
        found.append(Made(action.id, _one(action.who), _one(made.team_id), _one(made.cohort_id)))
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


def jobs(session: TenantSession, made: Tenant) -> list[Made]:
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "asked_by": made.people["owner"]}
    job = Job(id=new_id(), kind="mail", title="A letter", made_at=NOW, **own)
    session.add(job)
    session.flush()
    return [Made(job.id, _one(made.people["owner"]))]


def uploads(session: TenantSession, made: Tenant) -> list[Made]:
    """Make a file of the owner's, and one of somebody else's."""
    found = []
    for made_by in (made.people["owner"], made.people["author"]):
        own: dict[str, Any] = {"organisation_id": made.organisation_id, "made_by": made_by}
        upload = Upload(id=new_id(), name="people.csv", content=b"name", made_at=NOW, **own)
        session.add(upload)
        found.append(Made(upload.id, _one(upload.made_by)))
    session.flush()
    return found


def webhooks(session: TenantSession, made: Tenant) -> list[Made]:
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "made_by": made.people["owner"], "made_at": NOW}
    own["secret"] = "for the matrix"  # noqa: S105 - of a row that only the matrix sees
    hook = Webhook(id=new_id(), url="https://example.org", events=["sitting.finished"], **own)
    session.add(hook)
    session.flush()
    return [Made(hook.id)]


def deliveries(session: TenantSession, made: Tenant) -> list[Made]:
    own: dict[str, Any] = {"organisation_id": made.organisation_id, "webhook_id": webhooks(session, made)[0].id}
    delivery = WebhookDelivery(id=new_id(), event="sitting.finished", body={}, made_at=NOW, **own)
    session.add(delivery)
    session.flush()
    return [Made(delivery.id)]


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


KINDS: dict[str, Callable[[TenantSession, Tenant], list[Made]]] = {
    "action_id": actions,
    "answer_id": answers,
    "api_token_id": api_tokens,
    "campaign_id": campaigns,
    "cohort_id": cohorts,
    "delivery_id": deliveries,
    "job_id": jobs,
    "person_id": people,
    "report_id": reports,
    "result_id": results,
    "review_id": reviews,
    "sign_in_id": sign_ins,
    "sitting_id": sittings,
    "team_id": teams,
    "upload_id": uploads,
}
"""By the name that the id has in paths."""


def program(session: TenantSession, made: Tenant, scopes: tuple[str, ...] = tuple(SCOPES)) -> str:
    """Make a key of the API that is called by its id, and return the id."""
    key = ApiToken(
        id=new_id(),
        organisation_id=made.organisation_id,
        name="for the matrix",
        scopes=list(scopes),
        token_hash="",
        made_by=made.people["owner"],
        created_at=NOW,
        expires_at=NOW + dt.timedelta(days=1),
    )
    key.token_hash = digest(key.id)
    session.add(key)
    session.flush()
    return key.id


def _one(thing: str) -> frozenset[str]:
    return frozenset({thing})
