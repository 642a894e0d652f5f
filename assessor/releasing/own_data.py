"""All that is kept of one person, for that person: as rows under the names of tables. Nothing of anybody else."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.problem_report import ProblemReport
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.scored_response import ScoredResponse
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.arrangement import Arrangement
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team_member import TeamMember

Rows = dict[str, list[dict[str, Any]]]
FATES = (
    ("Your name, address, job role and number", "Erased", "They name you.", "At once when it is carried out"),
    ("Your account and sign-ins", "Erased, unless you belong to another organisation too", "They name you.", "At once"),
    ("Drafts, shares, reviews and reports of yours", "Erased", "They are about you alone.", "At once"),
    ("Voluntary answers after sittings", "Erased", "They are found by the sitting.", "At once"),
    (
        "Answers and results of your sittings",
        "Held without anything that names you",
        "Figures of groups and of the questions rest on them.",
        "Until your organisation's retention ends",
    ),
    (
        "Practical evidence that somebody attested",
        "Held without your name",
        "It is that person's word too.",
        "The same",
    ),
    ("The audit log", "Held; it names you by a number alone", "It shows who saw or changed what.", "The same"),
)
"""What, what happens, why, and until when."""

_SECRET = {"sitting": {"seed"}, "asked": {"why"}}
"""Columns that say nothing of the person, and something of the questions that others will get."""


def data_of(session: Session, person_id: str) -> Rows:
    """Return all rows of a person, by table."""
    sittings = session.exec(select(Sitting).where(Sitting.person_ref == person_id)).all()
    ids = [sitting.id for sitting in sittings]
    asked = session.exec(select(Asked).where(col(Asked.sitting_id).in_(ids)).order_by(col(Asked.at))).all()
    asked_ids = [one.id for one in asked]
    found: list[Sequence[SQLModel]] = [
        session.exec(select(Person).where(Person.id == person_id)).all(),
        *(
            session.exec(select(each).where(each.person_id == person_id)).all()
            for each in (RoleGrant, TeamMember, CohortMember, Arrangement, CampaignMember)
        ),
        session.exec(select(Evidence).where(Evidence.person_ref == person_id)).all(),
        sittings,
        asked,
        *(
            session.exec(select(each).where(col(each.asked_id).in_(asked_ids))).all()
            for each in (Response, ScoredResponse, ProblemReport)
        ),
        *(
            session.exec(select(each).where(col(each.sitting_id).in_(ids))).all()
            for each in (Result, ResultShare, ResultSeen, ReviewRequest)
        ),
        session.exec(select(AuditEntry).where(AuditEntry.about == f"person:{person_id}")).all(),
    ]
    return {rows[0].__tablename__: [_plain(row) for row in rows] for rows in found if rows}  # type: ignore[misc] # SQLModel declares it callable


def as_text(rows: Rows) -> str:
    """Return the rows for reading, one column a line."""
    lines: list[str] = []
    for table, held in rows.items():
        lines += ["", f"{table.replace('_', ' ').upper()} ({len(held)})"]
        for row in held:
            lines += [
                "",
                *(f"  {name.replace('_', ' ')}: {'' if value is None else value}" for name, value in row.items()),
            ]
    return "\n".join(lines).strip() + "\n"


def _plain(row: SQLModel) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude=_SECRET.get(str(row.__tablename__), set()))
