"""Erases an organisation's sittings that are older than it keeps them, so many a step."""

import datetime as dt

from assessor.db import TenantSession
from assessor.jobs.erasing import forget_sittings
from assessor.jobs.port import Work
from assessor.jobs.schedule import older
from assessor.models.people.organisation import Organisation

SITTINGS_A_STEP = 100


def steps(work: Work) -> int:
    """Return the steps that the day's old sittings take."""
    with work.store.session(work.job.organisation_id) as session:
        return -(-len(_old(session, work)) // SITTINGS_A_STEP)


def step(work: Work, _: int) -> str:
    """Erase the oldest; a step that is taken twice erases what another one would, and that one finds it gone."""
    with work.store.session(work.job.organisation_id, write=True) as session:
        ids = _old(session, work)[:SITTINGS_A_STEP]
        forget_sittings(session, work.store, ids)
    return f"{len(ids)} sittings erased"


def _old(session: TenantSession, work: Work) -> list[str]:
    whose = work.job.organisation_id
    assert whose is not None, "sittings are an organisation's"
    months = session.get_one(Organisation, whose).retention_months
    return list(session.exec(older(whose, months, dt.date.fromisoformat(work.job.arguments["today"]))))
