"""What is due by itself: erasures that were asked for, and once a day what organisations keep no longer."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, select
from sqlmodel.sql.expression import SelectOfScalar

from assessor.db import TenantSession
from assessor.jobs.books import Books
from assessor.jobs.port import Order
from assessor.models.afterwards.badge import Badge
from assessor.models.afterwards.erasure import Erasure
from assessor.models.afterwards.statement import Statement
from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.afterwards.trainer_note import TrainerNote
from assessor.models.declared import new_id
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.invitation import Invitation
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.work.webhook_delivery import WebhookDelivery

EVERY_S = 600.0
_DAYS_A_MONTH = 30.44


def submit_due(books: Books, today: dt.date) -> None:
    """Submit what is due; the same again on the same day is the same jobs."""
    _ask_for_those_who_left(books, today)
    with books.store.session_across() as session:
        asked = session.exec(select(Erasure).where(col(Erasure.done_at).is_(None))).all()
        organisations = session.exec(select(Organisation)).all()
        old = [each.id for each in organisations if _has_old(session, each, today)]
    orders = [
        Order(
            "erase", "Erase a person's data", each.organisation_id, {"erasure_id": each.id}, job_id=f"erase-{each.id}"
        )
        for each in asked
    ]
    orders += [
        Order(
            "retention",
            "Erase what is kept no longer",
            whose,
            {"today": f"{today}"},
            job_id=f"retention-{whose}-{today}",
        )
        for whose in old
    ]
    orders.append(Order("sweep", "Erase what the service needs no longer", None, job_id=f"sweep-{today}"))
    for order in orders:
        books.submit(order)


def older(organisation_id: str, months: int, today: dt.date) -> SelectOfScalar[str]:
    """Return the question for the sittings that an organisation keeps no longer, the oldest first."""
    of_organisation = select(Sitting.id).where(Sitting.organisation_id == organisation_id)
    return of_organisation.where(col(Sitting.started_at) < _before(months, today)).order_by(col(Sitting.started_at))


def older_beside(organisation_id: str, months: int, today: dt.date) -> tuple[tuple[Any, ColumnElement[bool]], ...]:
    """Return what an organisation keeps no longer beside its sittings: tables, each with what is true of such rows."""
    moments: tuple[tuple[Any, Any], ...] = (
        (AuditEntry, AuditEntry.at),
        (Evidence, Evidence.at),
        (TrainerNote, TrainerNote.at),
        (TrainerAction, TrainerAction.at),
        (Erasure, Erasure.done_at),
        (Invitation, Invitation.expires_at),
        (WebhookDelivery, WebhookDelivery.made_at),
        (Statement, Statement.made_at),
        (Badge, Badge.until),
    )
    before = _before(months, today)
    return tuple((table, and_(table.organisation_id == organisation_id, at < before)) for table, at in moments)


def _has_old(session: TenantSession, organisation: Organisation, today: dt.date) -> bool:
    asked = organisation.id, organisation.retention_months, today
    if session.exec(older(*asked)).first():
        return True
    return any(session.exec(select(table).where(is_old).limit(1)).first() for table, is_old in older_beside(*asked))


def _ask_for_those_who_left(books: Books, today: dt.date) -> None:
    """Have people erased who left longer ago than their organisation keeps results."""
    with books.store.session_across(write=True) as session:
        gone = select(Person, Organisation.retention_months).join(
            Organisation, col(Organisation.id) == col(Person.organisation_id)
        )
        asked = select(Erasure.person_id)
        gone = gone.where(col(Person.left_at).is_not(None), col(Person.erased_at).is_(None))
        for person, months in session.exec(gone.where(col(Person.id).not_in(asked))).all():
            if person.left_at is not None and person.left_at < _before(months, today):
                left = Erasure(
                    id=new_id(),
                    organisation_id=person.organisation_id,
                    person_id=person.id,
                    because="retention",
                    asked_at=dt.datetime.combine(today, dt.time(), dt.UTC),
                )
                session.add(left)


def _before(months: int, today: dt.date) -> dt.datetime:
    return dt.datetime.combine(today, dt.time(), dt.UTC) - dt.timedelta(days=months * _DAYS_A_MONTH)
