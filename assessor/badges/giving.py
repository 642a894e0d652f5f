"""A badge is given to who asks for her own, is taken back by her, and is emptied when she is erased."""

import datetime as dt

from sqlmodel import Session, col, func, select, update

from assessor.badges import keys, registry
from assessor.badges.earning import NotYet, earned
from assessor.badges.office import Office
from assessor.badges.signing import check_there, sign
from assessor.badges.wording import Award, credential
from assessor.db import Store, hold
from assessor.models.afterwards.badge import Badge
from assessor.models.declared import new_id
from assessor.people.audit import note
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer

VALID = dt.timedelta(days=548)
"""Eighteen months: what is asked of people who work with AI changes faster than most certificates run."""


def give(store: Store, viewer: Viewer, office: Office, now: dt.datetime, *, named: bool) -> Badge:
    """Give the viewer a badge of her newest result; asked again, the same one. `named`: whether her name goes in.

    Raises Refused, BadKey and MissingPiece.
    """
    assert viewer.organisation_id is not None, "only people of an organisation hold badges"
    assert viewer.person_id is not None, "only people of an organisation hold badges"
    check_there()
    private = keys.signing(office.keys)
    with store.writing() as connection:
        hold(connection, "badges")
        with store.session(viewer.organisation_id, write=True) as session:
            good_for = earned(session, viewer)
            if isinstance(good_for, NotYet):
                raise Refused(good_for.why)
            assert good_for.result.number is not None, "it is in the store"
            held = holding(session, viewer.person_id, good_for.result.number)
            if held is not None:
                return held
            since = now.replace(microsecond=0)
            name = viewer.name if named or not viewer.email else ""
            award = Award(
                new_id(), good_for, viewer.email, name, registry.free_place(store), since, until=since + VALID
            )
            badge = Badge(
                id=award.badge_id,
                organisation_id=viewer.organisation_id,
                person_id=viewer.person_id,
                result=good_for.result.number,
                level=good_for.level.name,
                place=award.place,
                token=sign(credential(award, office), private),
                made_at=since,
                until=award.until,
            )
            session.add(badge)
            note(session, viewer, "badge.given", f"person:{viewer.person_id}", {"badge": badge.id})
            return badge


def of_person(session: Session, person_id: str) -> list[Badge]:
    """Return the badges of a person, the newest first."""
    return list(session.exec(select(Badge).where(Badge.person_id == person_id).order_by(col(Badge.id).desc())))


def holding(session: Session, person_id: str, result: int) -> Badge | None:
    """Return the badge that a person holds of a result."""
    return next(
        (one for one in of_person(session, person_id) if one.result == result and one.withdrawn_at is None), None
    )


def take_back(session: Session, viewer: Viewer, badge_id: str, now: dt.datetime) -> None:
    """Withdraw one's own badge for everybody who checks it, and empty it; a second time changes nothing."""
    badge = session.get_one(Badge, badge_id)
    if badge.withdrawn_at is None:
        badge.token, badge.withdrawn_at, badge.withdrawn_by = "", now, "holder"
        note(session, viewer, "badge.taken_back", f"person:{viewer.person_id}", {"badge": badge_id})


def forget(session: Session, person_id: str) -> int:
    """Withdraw and empty all badges of a person who is erased, and return how many rows that is."""
    now = dt.datetime.now(dt.UTC)
    values = {
        "token": "",
        "level": "",
        "withdrawn_at": func.coalesce(Badge.withdrawn_at, now),
        "withdrawn_by": func.coalesce(Badge.withdrawn_by, "erasure"),
    }
    changed = update(Badge).where(col(Badge.person_id) == person_id).values(**values)
    return int(session.exec(changed, execution_options={"synchronize_session": False}).rowcount)
