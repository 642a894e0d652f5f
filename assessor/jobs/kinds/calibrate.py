"""Makes the next calibration from the answers of people; the same answers again make the same one."""

from assessor.bank.reading import read_bank
from assessor.calibrating.next import next_of
from assessor.calibrating.using import keep
from assessor.jobs.port import CannotDo, Work


def steps(_: Work) -> int:
    """Return 1."""
    return 1


def step(work: Work, _: int) -> str:
    """Estimate, and keep what comes out; nothing uses it yet. Raises CannotDo, and errors of ours."""
    try:
        made = next_of(work.store, read_bank())
    except ValueError as error:
        raise CannotDo(f"the answers make no calibration: {error}") from error
    with work.store.writing() as connection:
        keep(connection, made.calibration, work.now)
    drifted = sum(change.drifted for change in made.changes)
    return f"{made.calibration.label}: {len(made.changes)} questions with answers, of which {drifted} drifted"
