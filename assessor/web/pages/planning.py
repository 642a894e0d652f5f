"""What an owner types for the plan: the levy account and seats, for everybody or for one team or cohort."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from assessor.models.people.cohort import Cohort
from assessor.models.people.team import Team
from assessor.planning.fields import NotTaken
from assessor.planning.inputs import WHOLE, Place, keep, newest
from assessor.planning.plan import KIND, PlanSaid, as_form, offered, read
from assessor.programmes.catalogue import Programme
from assessor.programmes.paying.figures import GUIDANCE, band_on
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("planning", __name__, url_prefix="/planning")
WAYS = (Way("Plan", "planning.show", 45),)
_NOT_TAKEN, _NOT_THERE = 422, 404


@blueprint.get("/")
@may("owner")
def show() -> str | tuple[str, int]:
    """Show what was typed last, to be changed."""
    return _page(request.args.get("group", WHOLE), {})


@blueprint.post("/")
@may("owner")
def change() -> Response | str | tuple[str, int]:
    """Keep what was typed."""
    group = request.form.get("group", WHOLE)
    try:
        said = read(request.form, today())
    except NotTaken as error:
        return _page(group, error.mistakes)
    with own_rows(write=True) as session:
        if group not in dict(_groups(session)):
            return _page(group, {})
        keep(session, viewer(), Place(KIND, group), said.model_dump(mode="json"), now())
    flash("It is kept. What was typed before stays in the store, and the newest counts.", "good")
    return redirect(url_for("planning.show", group=group), 303)


def _page(group: str, mistakes: dict[str, str]) -> str | tuple[str, int]:
    with own_rows() as session:
        groups = _groups(session)
        there = group in dict(groups)
        typed = newest(session, Place(KIND, group)) if there else None
    said = PlanSaid.model_validate(typed.said) if typed else PlanSaid()
    errors = mistakes if there else {"group": "There is no such team or cohort; choose one of the list."}
    page = render_template(
        "planning/plan.html",
        groups=groups,
        group=group if there else WHOLE,
        whole=WHOLE,
        typed=typed,
        values=request.form if mistakes else as_form(said),
        programmes=[(one, _facts(one)) for one in offered(today())],
        guidance=GUIDANCE,
        errors=errors,
    )
    return (page, _NOT_TAKEN if mistakes else _NOT_THERE) if errors else page


def _groups(session: Session) -> list[tuple[str, str]]:
    """Return on whom a plan can be, each with what it is called."""
    found = [(WHOLE, "Everybody")]
    for kind, table in (("team", Team), ("cohort", Cohort)):
        open_ones = select(table.id, table.name).where(col(table.closed_at).is_(None)).order_by(table.name)
        found += [(f"{kind}:{own}", f"{kind.title()}: {name}") for own, name in session.exec(open_ones)]
    return found


def _facts(one: Programme) -> str:
    """Return what helps to fill in seats of a programme: its length as it is said, and what is funded."""
    band = band_on(one.code, today())
    funded = f"Funded up to £{band.value:,.0f}" if band else "How much of a seat is funded is not known"
    doubt = f"; {band.conflict}" if band and band.conflict else ""
    return f"{funded}{doubt}."
