"""The start: what waits for whoever has logged in, an owner's first steps, and the ways that are open."""

from flask import Blueprint, render_template, url_for
from sqlmodel import Session

from assessor.campaigns.joining import invitations
from assessor.people.administering import beginning
from assessor.programmes.caseload import caseload, learners_of
from assessor.programmes.reading import rules_of
from assessor.releasing.opening import reviews_for
from assessor.training import waiting
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@may("member")
def start() -> str:
    """Show what waits, what comes first in a new organisation, and where else to go."""
    with own_rows() as session:
        steps = beginning.steps(session, now()) if "owner" in viewer().roles else []
        waits = _waits(session)
    coming = next((one for one in steps if not one.is_done), None)
    return render_template("home.html", steps=steps, next=coming, waits=waits)


def _waits(session: Session) -> list[tuple[str, str]]:
    """Return what waits for the viewer, in words, and where it is."""
    who = viewer()
    sits = invitations(session, who.person_id, now()) if who.person_id else []
    reviews = sum(one.answered_at is None for one in reviews_for(session, who))
    marks = len(waiting.of_viewer(session, who)) if {"owner", "trainer"} & who.roles else 0
    counted = (
        (
            len(sits),
            "sitting that you are asked to take",
            "sittings that you are asked to take",
            url_for("learner.home"),
        ),
        (
            _due(session),
            "progress review due or overdue",
            "progress reviews due or overdue",
            url_for("caseload.show", state="due"),
        ),
        (reviews, "result to look at again", "results to look at again", url_for("review.waiting")),
        (marks, "answer in words to mark", "answers in words to mark", url_for("marking.listed")),
    )
    return [(f"{count} {one if count == 1 else many}", where) for count, one, many, where in counted if count]


def _due(session: Session) -> int:
    """Count the learners of the viewer's cohorts whose progress review is due within four weeks, or was."""
    if "trainer" not in viewer().roles:
        return 0
    rows = caseload(session, learners_of(session, viewer().cohorts), today(), rules_of(session))
    return sum(row.is_due for row in rows)
