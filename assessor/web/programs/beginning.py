"""The beginning of a sitting, by a page or by a program: a learning record store is told in the same transaction."""

from assessor.campaigns import joining
from assessor.jobs.systems.recording import sitting_began
from assessor.web.instruments import instrument
from assessor.web.programs.recording import recording
from assessor.web.service import now, own_rows, service


def begin(beginner: joining.Beginner) -> str:
    """Begin a sitting, or find the one that goes on, and return its id."""
    store = service().store
    with store.writing():
        sitting_id = joining.begin(store, instrument().sittings, beginner, now())
        with own_rows(write=True) as session:
            sitting_began(recording(), session, sitting_id)
    return sitting_id
