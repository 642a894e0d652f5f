"""What is due by itself: erasures that were asked for, and once a day what organisations keep no longer."""

import datetime as dt

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from assessor.jobs.books import Books
from assessor.jobs.port import Order
from assessor.models.afterwards.erasure import Erasure
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.organisation import Organisation

EVERY_S = 600.0
_DAYS_A_MONTH = 30.44


def submit_due(books: Books, today: dt.date) -> None:
    """Submit what is due; the same again on the same day is the same jobs."""
    with books.store.session_across() as session:
        asked = session.exec(select(Erasure).where(col(Erasure.done_at).is_(None))).all()
        organisations = session.exec(select(Organisation)).all()
        old = [each.id for each in organisations if session.exec(older(each.id, each.retention_months, today)).first()]
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
    for order in orders:
        books.submit(order)


def older(organisation_id: str, months: int, today: dt.date) -> SelectOfScalar[str]:
    """Return the question for the sittings that an organisation keeps no longer, the oldest first."""
    midnight = dt.datetime.combine(today, dt.time(), dt.UTC)
    before = midnight - dt.timedelta(days=months * _DAYS_A_MONTH)
    of_organisation = select(Sitting.id).where(Sitting.organisation_id == organisation_id)
    return of_organisation.where(col(Sitting.started_at) < before).order_by(col(Sitting.started_at))
