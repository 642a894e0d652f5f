"""What an organisation decides for itself: name, zone, how long results are kept, the smallest group, reviews."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from sqlmodel import Session, select

from assessor.models.people.organisation import Organisation
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.signing_up import checked_name
from assessor.people.viewer import Viewer

RETENTION_MONTHS = (1, 120)
SMALLEST_GROUP = (3, 50)
REVIEWERS = (("both", "Trainers and owners"), ("trainers", "Trainers"), ("owners", "Owners"))


@dataclass(frozen=True, slots=True)
class Wish:
    """The settings as a form gives them."""

    name: str
    time_zone: str
    retention_months: str
    minimum_group: str
    reviewers: str
    marks_blind: bool


def of_own(session: Session) -> Organisation:
    """Return the session's organisation."""
    return session.exec(select(Organisation)).one()


def change(session: Session, who: Viewer, wish: Wish) -> list[str]:
    """Change the settings of the viewer's organisation and return which changed. Raises Refused."""
    if wish.time_zone not in available_timezones():
        raise Refused(f"There is no time zone '{wish.time_zone[:60]}'; write one such as Europe/London.", "time_zone")
    if wish.reviewers not in dict(REVIEWERS):
        raise Refused("Choose who can be asked.", "reviewers")
    values = {
        "name": checked_name(wish.name, "name", "what the organisation is called"),
        "time_zone": wish.time_zone,
        "retention_months": _number(wish.retention_months, RETENTION_MONTHS, "retention_months"),
        "minimum_group": _number(wish.minimum_group, SMALLEST_GROUP, "minimum_group"),
        "reviewers": wish.reviewers,
        "marks_blind": wish.marks_blind,
    }
    own = of_own(session)
    changed = sorted(name for name, value in values.items() if value != getattr(own, name))
    for name in changed:
        setattr(own, name, values[name])
    if changed:
        session.add(own)
        was = {name: values[name] for name in changed}
        audit.note(session, who, "organisation.changed", f"organisation:{own.id}", was)
    return changed


def _number(said: str, ends: tuple[int, int], field: str) -> int:
    least, most = ends
    tidied = said.strip()
    if not (tidied.isascii() and tidied.isdecimal() and len(tidied) < 6 and least <= int(tidied) <= most):  # noqa: PLR2004 - digits
        raise Refused(f"Write a whole number from {least} to {most}.", field)
    return int(tidied)
