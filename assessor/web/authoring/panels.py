"""Panels on where levels begin, as authors hold them in a browser (the field: modified Angoff, in two rounds).

A panel judges the same questions for each of levels 2 to 5, one level at a time. Between the rounds its judges see how
all have judged, without names; whoever was there in the first round may think again in the second, which counts.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from assessor.bank.item import Item
from assessor.calibrating.panel import LEVELS, BadPanel, PanelCuts, Rating, cuts_of
from assessor.models.declared import new_id
from assessor.models.panels.cut_panel import CutPanel
from assessor.models.panels.panel_rating import PanelRating
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer
from assessor.scoring.pool import Pool
from assessor.sittings.calibration import Calibration

ROUNDS = 2
FEWEST_JUDGES = 2
"""The cut of a single judge has no standard error."""
FEWEST, MOST = 5, 40
"""Questions of a panel."""
_LONGEST = 200
Judged = dict[str, dict[str, int]]
"""For each judge the percentages, by question."""


def call(session: Session, who: Viewer, name: str, items: Sequence[str], now: dt.datetime) -> None:
    """Call a panel: one row for each level. Raises Refused."""
    assert who.organisation_id is not None
    assert who.person_id is not None, "an author calls it"
    if not 0 < len(name) <= _LONGEST:
        raise Refused(f"Give the panel a name of at most {_LONGEST} characters.", "name")
    if session.exec(select(CutPanel.id).where(CutPanel.name == name)).first():
        raise Refused(f"There is a panel '{name}' already; give another name.", "name")
    if not FEWEST <= len(items) <= MOST:
        raise Refused(f"A panel judges {FEWEST} to {MOST} questions, not {len(items)}.", "questions")
    for level in LEVELS:
        own = {"organisation_id": who.organisation_id, "made_by": who.person_id, "made_at": now}
        session.add(CutPanel.model_validate({"id": new_id(), "name": name, "level": level, "items": items, **own}))
    audit.note(session, who, "panel.called", "panel", {"name": name, "questions": len(items)})


def chosen(items: Sequence[Item], how_many: int) -> list[str]:
    """Choose questions that spread over difficulty, and over areas as the bank does."""
    known = sorted((item for item in items if item.status != "retired"), key=lambda item: item.author.difficulty)
    if how_many >= len(known):
        return [item.name for item in known]
    return [known[(2 * place + 1) * len(known) // (2 * how_many)].name for place in range(how_many)]


def judged(session: Session, panel: CutPanel, number: int) -> Judged:
    """Return what was judged in a round, by everybody who judged anything."""
    asked = select(PanelRating).where(PanelRating.panel_id == panel.id, PanelRating.round == number)
    found: Judged = {}
    for one in session.exec(asked.order_by(col(PanelRating.person_id), col(PanelRating.item))):
        found.setdefault(one.person_id, {})[one.item] = one.percent
    return found


def whole(panel: CutPanel, found: Judged) -> Judged:
    """Return the judges who judged every question."""
    return {judge: given for judge, given in found.items() if set(given) >= set(panel.items)}


def judge(session: Session, who: Viewer, panel: CutPanel, given: Mapping[str, int], now: dt.datetime) -> None:
    """Keep what somebody judges in the round that goes on; it replaces what she judged before. Raises Refused."""
    assert who.person_id is not None, "an author judges"
    if panel.closed_at is not None:
        raise Refused("The panel is closed; nothing is judged any more.")
    if panel.round > 1 and who.person_id not in whole(panel, judged(session, panel, 1)):
        raise Refused("The second round is for those who judged every question in the first.")
    for item, percent in given.items():
        row = session.get(PanelRating, (panel.id, panel.round, who.person_id, item))
        if row is None:
            key = {"panel_id": panel.id, "round": panel.round, "person_id": who.person_id, "item": item}
            row = PanelRating.model_validate(
                {**key, "organisation_id": panel.organisation_id, "percent": percent, "at": now}
            )
        row.percent, row.at = percent, now
        session.add(row)


def go_on(session: Session, who: Viewer, panel: CutPanel, now: dt.datetime) -> None:
    """Begin the second round, or close the panel after it. Raises Refused."""
    if panel.closed_at is not None:
        raise Refused("The panel is closed already.")
    there = len(whole(panel, judged(session, panel, panel.round)))
    if there < FEWEST_JUDGES:
        raise Refused(f"{there} of {FEWEST_JUDGES} judges that are needed have judged every question of this round.")
    if panel.round < ROUNDS:
        panel.round += 1
    else:
        panel.closed_at = now
    session.add(panel)
    audit.note(session, who, "panel.went_on", f"panel:{panel.id}", {"round": panel.round})


def cut_of(panel: CutPanel, found: Judged, known: Calibration) -> PanelCuts:
    """Return what the judges of a round come to by a calibration. Raises BadPanel and ValueError."""
    pool = Pool(known.items)
    top = dict(zip(pool.names, pool.top, strict=True))
    ratings = [
        Rating(person, panel.level, item, percent / 100 * float(top.get(item, 1)))
        for person, given in whole(panel, found).items()
        for item, percent in given.items()
        if item in panel.items
    ]
    return cuts_of("angoff", ratings, pool)


def found_of(session: Session, panel: CutPanel, known: Calibration) -> PanelCuts:
    """Return what a panel found for its level. Raises BadPanel, for one that goes on too, and ValueError."""
    if panel.closed_at is None:
        raise BadPanel(f"the panel of level {panel.level} goes on; close it first")
    return cut_of(panel, judged(session, panel, panel.round), known)


def together(found: Sequence[PanelCuts]) -> PanelCuts:
    """Return the cuts of a panel's levels as those of one panel."""
    judges = dict.fromkeys(name for one in found for name in one.judges)
    cuts = {level: cut for one in found for level, cut in one.cuts.items()}
    return PanelCuts("angoff", tuple(judges), cuts, None)
