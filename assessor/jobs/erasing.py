"""What goes when a person is erased, and when sittings are older than their organisation keeps them.

What is held of an erased person's sittings names nobody; pages say what, why and until when (`releasing.own_data`).
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, delete, or_, select, update

from assessor.badges.giving import forget
from assessor.campaigns.monitoring import keys_of
from assessor.db import Store, TenantSession
from assessor.models.access.account import Account
from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.recovery_code import RecoveryCode
from assessor.models.access.sign_in import SignIn
from assessor.models.afterwards.result_seen import ResultSeen
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.review_request import ReviewRequest
from assessor.models.afterwards.statement import Statement
from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.afterwards.trainer_note import TrainerNote
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.campaigns.draft import Draft
from assessor.models.campaigns.entry_ticket import EntryTicket
from assessor.models.campaigns.monitoring_answer import MonitoringAnswer
from assessor.models.campaigns.problem_report import ProblemReport
from assessor.models.campaigns.team_sitting import TeamSitting
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.scored_response import ScoredResponse
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.arrangement import Arrangement
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.invitation import Invitation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant
from assessor.models.people.team_member import TeamMember
from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.enrolment_change import EnrolmentChange
from assessor.models.programme.evidence_link import EvidenceLink
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_rating import KsbRating
from assessor.models.programme.learning_break import LearningBreak
from assessor.models.programme.planned_hours import PlannedHours
from assessor.models.programme.prior_learning import PriorLearning
from assessor.models.programme.progress_review import ProgressReview
from assessor.models.work.made_file import MadeFile
from assessor.models.work.outgoing_mail import OutgoingMail

NOBODY = "erased"
"""Stands where evidence named a person."""
_ABOUT_HER: tuple[Any, ...] = (
    TrainerNote,
    TrainerAction,
    Statement,
    EnrolmentChange,
    LearningBreak,
    PlannedHours,
    HoursEntry,
    KsbRating,
    EvidenceLink,
    ProgressReview,
    PriorLearning,
    Enrolment,
    CampaignMember,
    Arrangement,
    TeamMember,
    CohortMember,
    RoleGrant,
    Invitation,
)
_OF_SITTING: tuple[Any, ...] = (ResultShare, ReviewRequest, ResultSeen)
_OF_QUESTION: tuple[Any, ...] = (Draft, ProblemReport)


def erase_person(session: TenantSession, store: Store, person: Person) -> Counter[str]:
    """Erase what names a person, and return rows by table. Within a writing block of her organisation."""
    gone: Counter[str] = Counter()
    sittings = list(session.exec(select(Sitting.id).where(Sitting.person_ref == person.id)))
    _forget_beside(session, store, sittings, gone)
    for table in _ABOUT_HER:
        _delete(session, table, table.person_id == person.id, gone)
    # A file on a group has no person of its own and may name anybody; it can be made again.
    on_her = or_(MadeFile.person_id == person.id, col(MadeFile.person_id).is_(None), MadeFile.made_by == person.id)
    _delete(session, MadeFile, on_her, gone)
    gone["badge"] = forget(session, person.id)
    words = select(Response).join(Asked).where(col(Asked.sitting_id).in_(sittings))
    for response in session.exec(words):
        if isinstance(response.answer.get("given"), str):
            response.answer = {"given": "(erased)"}  # words of her own may name anybody
            gone["response"] += 1
    gone["sitting"] = _rows(
        session, update(Sitting).where(col(Sitting.person_ref) == person.id).values(person_ref=None)
    )
    named = update(Evidence).where(col(Evidence.person_ref) == person.id)
    gone["evidence"] = _rows(session, named.values(person_ref=NOBODY))
    addresses = [person.email, _close_account(store, person, gone)]
    _delete(session, OutgoingMail, col(OutgoingMail.to).in_([one for one in addresses if one]), gone)
    person.name, person.account_id = "", None
    person.email = person.external_ref = person.job_role = None
    return gone


def forget_sittings(session: TenantSession, store: Store, ids: Sequence[str]) -> Counter[str]:
    """Erase sittings whole, and return rows by table. Within a writing block of their organisation."""
    gone: Counter[str] = Counter()
    _forget_beside(session, store, ids, gone)
    asked = select(Asked.id).where(col(Asked.sitting_id).in_(ids))
    members = update(CampaignMember).where(col(CampaignMember.sitting_id).in_(ids))
    session.exec(members.values(sitting_id=None))
    _delete(session, EntryTicket, col(EntryTicket.sitting_id).in_(ids), gone)
    _delete(session, TeamSitting, col(TeamSitting.sitting_id).in_(ids), gone)
    _delete(session, Result, col(Result.sitting_id).in_(ids), gone)
    _delete(session, ScoredResponse, col(ScoredResponse.asked_id).in_(asked), gone)
    _delete(session, Response, col(Response.asked_id).in_(asked), gone)
    _delete(session, Asked, col(Asked.sitting_id).in_(ids), gone)
    _delete(session, Sitting, col(Sitting.id).in_(ids), gone)
    return gone


def _forget_beside(session: TenantSession, store: Store, ids: Sequence[str], gone: Counter[str]) -> None:
    """Erase what is beside the answers of sittings."""
    asked = select(Asked.id).where(col(Asked.sitting_id).in_(ids))
    for table in _OF_QUESTION:
        _delete(session, table, table.asked_id.in_(asked), gone)
    for table in _OF_SITTING:
        _delete(session, table, table.sitting_id.in_(ids), gone)
    if ids and isinstance(session.scope, str):
        keys = keys_of(store, session.scope, ids)
        _delete(session, MonitoringAnswer, col(MonitoringAnswer.key).in_(keys), gone)


def _close_account(store: Store, person: Person, gone: Counter[str]) -> str | None:
    """Erase the account and return its address, unless people of other organisations log in by it too."""
    if person.account_id is None:
        return None
    with store.session_across(write=True) as across:
        others = select(Person.id).where(Person.account_id == person.account_id, Person.id != person.id)
        if across.exec(others).first() is not None:
            _delete(across, SignIn, col(SignIn.person_id) == person.id, gone)
            return None
        address = across.get_one(Account, person.account_id).email
        across.exec(update(Person).where(col(Person.id) == person.id).values(account_id=None))
        _delete(across, SignIn, or_(SignIn.account_id == person.account_id, SignIn.person_id == person.id), gone)
        for table in (RecoveryCode, PasswordReset):
            _delete(across, table, table.account_id == person.account_id, gone)
        _delete(across, Account, col(Account.id) == person.account_id, gone)
    return address


def _delete(session: TenantSession, table: Any, which: Any, gone: Counter[str]) -> None:  # noqa: ANN401 - a table's class and a condition
    gone[table.__tablename__] += _rows(session, delete(table).where(which))


def _rows(session: TenantSession, change: Any) -> int:  # noqa: ANN401 - an update or deletion
    return int(session.exec(change, execution_options={"synchronize_session": False}).rowcount)
