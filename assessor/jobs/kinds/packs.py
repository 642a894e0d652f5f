"""Makes many reports as files, so many a step, for who asked for them to fetch at once."""

from sqlmodel import Session

from assessor.jobs.port import CannotDo, Work
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer
from assessor.people.viewing import viewer_of
from assessor.progress import packing

FILES_A_STEP = 20


def steps(work: Work) -> int:
    """Return the steps that the reports take."""
    return -(-len(work.job.arguments["about"]) // FILES_A_STEP) or 1


def step(work: Work, number: int) -> str:
    """Make the files of one step that are not there yet. Raises CannotDo where nobody waits for them any more."""
    whose, about = work.job.organisation_id, work.job.arguments["about"]
    assert whose is not None, "reports are on an organisation's people"
    with work.store.session(whose) as session:
        by = _asker(session, work.job.asked_by or "")
    wanted = packing.Wanted(work.job.arguments["report"], work.job.arguments["form"], by)
    done = min(len(about), (number + 1) * FILES_A_STEP)
    packing.make(work.store, work.job.id, wanted, about[number * FILES_A_STEP : done], work.now)
    return f"{done:,} of {len(about):,} made"


def _asker(session: Session, person_id: str) -> Viewer:
    """Return who asked, with the roles that she has now."""
    person = session.get(Person, person_id)
    if person is None or person.left_at is not None or person.erased_at is not None:
        raise CannotDo("who asked for the reports is no longer here")
    return viewer_of(session, person)
