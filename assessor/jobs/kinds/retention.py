"""Erases what is older than its organisation keeps it: sittings, so many a step, and what lies beside them."""

import datetime as dt

from sqlmodel import delete

from assessor.db import TenantSession
from assessor.jobs.erasing import forget_sittings
from assessor.jobs.port import Work
from assessor.jobs.schedule import older, older_beside
from assessor.models.people.organisation import Organisation

SITTINGS_A_STEP = 100
_ALL_AT_ONCE = {"synchronize_session": False}


def steps(work: Work) -> int:
    """Return the steps that the day's old sittings take, and the first also for what lies beside them."""
    with work.store.session(work.job.organisation_id) as session:
        return -(-len(_old(session, work)) // SITTINGS_A_STEP) or 1


def step(work: Work, _: int) -> str:
    """Erase the oldest; a step that is taken twice erases what another one would, and that one finds it gone."""
    with work.store.session(work.job.organisation_id, write=True) as session:
        ids = _old(session, work)[:SITTINGS_A_STEP]
        forget_sittings(session, work.store, ids)
        beside = 0
        for table, is_old in older_beside(*_asked(session, work)):
            beside += session.exec(delete(table).where(is_old), execution_options=_ALL_AT_ONCE).rowcount
    return f"{len(ids)} sittings erased" + (f", {beside:,} rows beside them" if beside else "")


def _old(session: TenantSession, work: Work) -> list[str]:
    return list(session.exec(older(*_asked(session, work))))


def _asked(session: TenantSession, work: Work) -> tuple[str, int, dt.date]:
    """Return whose, for how many months, and as of which day."""
    whose = work.job.organisation_id
    assert whose is not None, "sittings are an organisation's"
    months = session.get_one(Organisation, whose).retention_months
    return whose, months, dt.date.fromisoformat(work.job.arguments["today"])
