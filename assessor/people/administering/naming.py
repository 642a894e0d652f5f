"""People by their addresses or numbers, one a line, so that nobody is shown a list of everybody to choose from."""

from collections.abc import Iterable

from sqlmodel import Session, col, or_, select

from assessor.models.people.person import Person
from assessor.people.refusals import Refused

MOST_AT_ONCE = 500


def named(session: Session, said: str, field: str) -> list[Person]:
    """Return the people whom lines name. Raises Refused for the first that names nobody who is here."""
    words = list(dict.fromkeys(line.strip() for line in said.splitlines() if line.strip()))
    if not words or len(words) > MOST_AT_ONCE:
        raise Refused(f"Write 1 to {MOST_AT_ONCE} addresses or numbers, one a line.", field)
    lower = [word.lower() for word in words]
    asked = select(Person).where(
        or_(col(Person.email).in_(lower), col(Person.external_ref).in_(words)),
        col(Person.left_at).is_(None),
        col(Person.erased_at).is_(None),
    )
    known = _by_key(session.exec(asked))
    unknown = [word for word in words if word not in known and word.lower() not in known]
    if unknown:
        raise Refused(f"Nobody here has the address or number '{unknown[0][:200]}'.", field)
    return list({person.id: person for word in words for person in [known.get(word) or known[word.lower()]]}.values())


def _by_key(people: Iterable[Person]) -> dict[str, Person]:
    return {key: person for person in people for key in (person.email, person.external_ref) if key}
