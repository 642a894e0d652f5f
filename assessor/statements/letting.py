"""What of a sitting an organisation lets its learning record store be told, and what of that the release rule lets out.

That somebody sat leaves only where a campaign asked her by name: of an own sitting and of a sample not even that is
told to others. A result leaves only where owners decided it and she shares it with them, after she has seen it.
"""

import datetime as dt
from typing import Literal, cast, get_args

from sqlmodel import Session, col, select

from assessor.framework import read_framework
from assessor.models.afterwards.result_share import ResultShare
from assessor.models.afterwards.statement_rule import StatementRule
from assessor.models.campaigns.campaign import Campaign
from assessor.models.measurement.result import Result
from assessor.people.audit import note
from assessor.people.refusals import Refused
from assessor.people.viewer import Viewer
from assessor.releasing.facts import standing_of
from assessor.releasing.rule import Hidden, may_see
from assessor.statements.wording import Outcome

Tells = Literal["nothing", "sittings", "results"]
TELLS: tuple[Tells, ...] = get_args(Tells)
USUAL: Tells = "sittings"
"""Until owners decide: that people began and ended what a campaign asked of them by name, and no result."""


def tells(session: Session) -> Tells:
    """Return what the session's organisation lets out."""
    newest = session.exec(select(StatementRule).order_by(col(StatementRule.number).desc()).limit(1)).first()
    return cast("Tells", newest.tells) if newest else USUAL


def decide(session: Session, viewer: Viewer, wish: str, now: dt.datetime) -> bool:
    """Decide what is let out, and return whether that is something else than before. Raises Refused."""
    if wish not in TELLS:
        raise Refused(f"Choose one of {', '.join(TELLS)}.", "tells")
    before = tells(session)
    if wish == before:
        return False
    assert viewer.organisation_id is not None, "only an owner of an organisation decides"
    assert viewer.person_id is not None, "only an owner of an organisation decides"
    session.add(StatementRule(organisation_id=viewer.organisation_id, tells=wish, by=viewer.person_id, at=now))
    change = {"before": before, "now": wish}
    note(session, viewer, "statements.decided", f"organisation:{viewer.organisation_id}", change)
    return True


def lets_sitting(session: Session, campaign: Campaign | None) -> bool:
    """Say whether it may be told that somebody sat."""
    return campaign is not None and campaign.mode == "named" and tells(session) != "nothing"


def result_let(session: Session, organisation_id: str, sitting_id: str) -> Outcome | None:
    """Return what may be told of the result of a sitting; None for nothing."""
    standing = standing_of(session, sitting_id)
    reader = Viewer(organisation_id=organisation_id, roles=frozenset({"owner"}))
    if standing is None or isinstance(may_see(reader, standing), Hidden) or tells(session) != "results":
        return None
    given = select(ResultShare.id).where(
        ResultShare.sitting_id == sitting_id,
        ResultShare.with_role == "owner",
        col(ResultShare.withdrawn_at).is_(None),
    )
    newest = select(Result).where(Result.sitting_id == sitting_id).order_by(col(Result.number).desc()).limit(1)
    result, issued = session.exec(newest).one(), None
    if result.level_issued is not None:
        issued = read_framework().level[result.level_issued - 1].name
    return Outcome(
        said=result.said,
        level=issued,
        chance=None if issued is None else round(sum(result.level_probabilities[(result.level_issued or 1) - 1 :]), 3),
        stage=result.stage,
        share_id=session.exec(given).one(),
    )
