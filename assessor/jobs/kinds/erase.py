"""Erases one person, as she asked or her organisation did."""

from assessor.jobs.erasing import erase_person
from assessor.jobs.port import CannotDo, Work
from assessor.models.afterwards.erasure import Erasure
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person


def steps(_: Work) -> int:
    """Return 1."""
    return 1


def step(work: Work, _: int) -> str:
    """Erase, and write down in the same transaction what went and what is held."""
    whose = work.job.organisation_id
    assert whose is not None, "people are an organisation's"
    with work.store.session(whose, write=True) as session:
        erasure = session.get(Erasure, work.job.arguments["erasure_id"])
        if erasure is None:
            raise CannotDo("the request is gone")
        if erasure.done_at is not None:
            return "done already"
        person = session.get_one(Person, erasure.person_id)
        months = session.get_one(Organisation, whose).retention_months
        gone = erase_person(session, work.store, person)
        person.erased_at, person.left_at = work.now, person.left_at or work.now
        erasure.done_at, erasure.erased = work.now, dict(gone)
        until = f"{months} months after each was made"
        erasure.held = [
            {"what": "answers and results, by no name", "why": "figures of groups rest on them", "until": until},
            {"what": "attested evidence, by no name", "why": "it is another person's word too", "until": until},
            {"what": "the audit log, by a number", "why": "it shows who saw or changed what", "until": until},
        ]
    return f"{gone.total():,} rows erased or without what names the person"
