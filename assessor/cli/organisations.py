"""Which organisation a command is about, where the service has several."""

from sqlmodel import select

from assessor.db import Store
from assessor.errors import AssessorError
from assessor.models.people.organisation import Organisation


class NoSuchOrganisation(AssessorError):
    """No organisation, or several, could be meant."""


def organisation_named(store: Store, wanted: str | None) -> Organisation:
    """Return the organisation of an id or name; the only one, where none is named. Raises NoSuchOrganisation."""
    with store.session_across() as session:
        every = session.exec(select(Organisation)).all()
    found = [one for one in every if wanted is None or wanted in {one.id, one.name}]
    if len(found) == 1:
        return found[0]
    if wanted is not None and not found:
        raise NoSuchOrganisation(f"there is no organisation '{wanted}'; write its id or name")
    if not found:
        raise NoSuchOrganisation("the store has no organisation yet; `toprung demo` makes a make-believe one")
    raise NoSuchOrganisation(f"{len(found)} organisations could be meant; say which: --organisation ID")
