"""The official wording of a standard, from a file, and the links between it and our areas.

No wording is made up, and none stands in the code: without an import there are codes alone. Links stay empty until the
wording is there; each is proposed by one person and counts once another has confirmed it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from sqlmodel import Session, col, select

from assessor.framework import AreaKey
from assessor.models.declared import new_id
from assessor.models.programme.ksb_link import KsbLink
from assessor.models.programme.ksb_wording import KsbWording
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer
from assessor.programmes.catalogue import NoSuchVersion, standard_named
from assessor.sheets import Sheet

COLUMNS = ("standard", "version", "code", "wording", "source", "retrieved on")
MOST_WORDS = 2000


@dataclass(slots=True)
class WordingCame:
    """What came of a file."""

    new: int = 0
    changed: int = 0
    """Other words than before; the earlier ones are kept."""
    unchanged: int = 0
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Rows and why."""
    missing: dict[str, list[str]] = field(default_factory=dict)
    """By standard of the file, codes that are known to be and that still have no words."""


def import_wording(session: Session, sheet: Sheet, at: dt.datetime) -> WordingCame:
    """Add the words of a file; columns are those of `COLUMNS`. Raises Refused for a file without them."""
    if absent := [name for name in COLUMNS if name not in sheet.columns]:
        raise Refused(f"the file has no column '{absent[0]}'; it needs {', '.join(COLUMNS)}", absent[0])
    came, standards, seen = WordingCame(), dict[str, None](), set[tuple[str, str]]()
    for row, cells in sheet.rows:
        said = dict(zip(sheet.columns, (" ".join(cell.split()) for cell in cells), strict=True))
        try:
            wording = _wording(said, at)
        except (Refused, NoSuchVersion) as error:
            came.left_out.append((row, str(error)))
            continue
        if (wording.standard, wording.code) in seen:
            came.left_out.append((row, f"{wording.code} stands twice in the file"))
            continue
        seen.add((wording.standard, wording.code))
        standards[wording.standard] = None
        _add(session, wording, came)
    session.flush()
    for standard in standards:
        there = wording_of(session, standard)
        came.missing[standard] = [code for code in standard_named(standard)[0].codes if code not in there]
    return came


def wording_of(session: Session, standard: str) -> dict[str, KsbWording]:
    """Return the words of a standard such as ST1512@2.1, by code; empty until they are imported."""
    rows = session.exec(select(KsbWording).where(KsbWording.standard == standard).order_by(col(KsbWording.number)))
    return {row.code: row for row in rows}


def propose(session: Session, viewer: Viewer, link: tuple[str, str, str], at: dt.datetime) -> KsbLink:
    """Propose that a code of a standard meets an area: standard, code, area. Raises Refused."""
    standard, code, area = link
    assert viewer.organisation_id is not None, "links are an organisation's"
    if viewer.person_id is None:
        raise Refused("A link is proposed by a person who has read the wording.", "code")
    if area not in get_args(AreaKey):
        raise Refused(f"There is no area '{area}'; there are {', '.join(get_args(AreaKey))}.", "area")
    if code not in wording_of(session, standard):
        raise Refused(f"The wording of {standard} {code} has not been imported; links wait for it.", "code")
    same = select(KsbLink).where(KsbLink.standard == standard, KsbLink.code == code, KsbLink.area == area)
    if (there := session.exec(same).first()) is not None:
        return there
    made = KsbLink(
        id=new_id(),
        organisation_id=viewer.organisation_id,
        standard=standard,
        code=code,
        area=area,
        proposed_by=viewer.person_id,
        proposed_at=at,
    )
    session.add(made)
    audit.note(session, viewer, "ksb_link.proposed", f"ksb_link:{made.id}")
    return made


def confirm(session: Session, viewer: Viewer, link: KsbLink, at: dt.datetime) -> None:
    """Confirm a link, as somebody else than who proposed it. Raises Refused."""
    if viewer.person_id is None or viewer.person_id == link.proposed_by:
        raise Refused("Another person than who proposed a link confirms it.", "confirmed_by")
    if link.confirmed_at is None:
        link.confirmed_by, link.confirmed_at = viewer.person_id, at
        session.add(link)
        audit.note(session, viewer, "ksb_link.confirmed", f"ksb_link:{link.id}")


def areas_of(session: Session, standard: str) -> dict[str, list[str]]:
    """Return the areas that codes of a standard meet, by code: links that two people agreed on alone."""
    rows = select(KsbLink).where(KsbLink.standard == standard, col(KsbLink.confirmed_at).is_not(None))
    found: dict[str, list[str]] = {}
    for row in session.exec(rows.order_by(KsbLink.code, KsbLink.area)):
        found.setdefault(row.code, []).append(row.area)
    return found


def _wording(said: Mapping[str, str], at: dt.datetime) -> KsbWording:
    """Return what a row says. Raises Refused and NoSuchVersion."""
    found, version = standard_named(f"{said['standard']}@{said['version']}")
    code = said["code"].upper()
    if not found.has_code(code):
        raise Refused(f"{found.code} has no '{said['code'][:20]}'", "code")
    if not said["wording"] or len(said["wording"]) > MOST_WORDS:
        raise Refused(f"the wording of {code} is empty or has more than {MOST_WORDS:,} characters", "wording")
    if not said["source"]:
        raise Refused(f"{code} does not say where its wording was taken from", "source")
    try:
        retrieved_on = dt.date.fromisoformat(said["retrieved on"])
    except ValueError:
        raise Refused(f"'{said['retrieved on'][:20]}' is no day; write it as 2027-01-31", "retrieved on") from None
    return KsbWording(
        standard=f"{found.code}@{version.version}",
        code=code,
        words=said["wording"],
        source=said["source"],
        retrieved_on=retrieved_on,
        at=at,
    )


def _add(session: Session, wording: KsbWording, came: WordingCame) -> None:
    newest = select(KsbWording).where(KsbWording.standard == wording.standard, KsbWording.code == wording.code)
    before = session.exec(newest.order_by(col(KsbWording.number).desc())).first()
    if before is not None and before.words == wording.words:
        came.unchanged += 1
        return
    came.new, came.changed = came.new + (before is None), came.changed + (before is not None)
    session.add(wording)
