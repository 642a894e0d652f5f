"""Questions of the bank for their authors: how they stand and do, as people see them, what is wrong, pilot to live."""

from dataclasses import dataclass
from typing import get_args

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlmodel import col, select
from werkzeug.wrappers import Response

from assessor.bank.dealing import Dealt
from assessor.bank.item import Item, Kind, Status
from assessor.curating.reviewing import BadReview, next_review
from assessor.framework import read_framework
from assessor.models.campaigns.problem_report import ProblemReport
from assessor.people import audit
from assessor.sittings import rows
from assessor.sittings.calibration import calibration_in_use
from assessor.sittings.dealing import show as shown
from assessor.sittings.scale import read_scale
from assessor.sittings.statuses import standings
from assessor.web.access import may
from assessor.web.authoring import figures, words
from assessor.web.authoring.curves import curves
from assessor.web.framing import Way
from assessor.web.instruments import bank
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("items", __name__, url_prefix="/items")
WAYS = (Way("Questions", "items.listed", 60),)
STATUSES: tuple[Status, ...] = get_args(Status)
_NOT_TAKEN = 422
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Preview:
    """A question as whoever sits sees it."""

    kind: Kind
    dealt: Dealt
    in_words: bool = False
    asks_confidence: bool = False


@blueprint.get("/")
@may("author")
def listed() -> str:
    """List the questions with how they stand."""
    items, store = bank(), service().store
    known = standings(store, items)
    with store.reading() as connection:
        seen = rows.exposures(connection)
    with own_rows() as session:
        open_ones = select(ProblemReport.item).where(col(ProblemReport.settled_at).is_(None))
        reported = list(session.exec(open_ones))
    status, area = request.args.get("status", ""), request.args.get("area", "")
    areas = {each.key: each.name for each in read_framework().area}
    told = [
        (item, known[item.name], seen.get(item.id, (0, 0, 0)), reported.count(item.name))
        for item in items
        if status in {"", known[item.name].status} and area in {"", item.area}
    ]
    return render_template(
        "items/list.html", told=told, total=len(items), status=status, area=area, statuses=STATUSES, areas=areas
    )


@blueprint.get("/<item>")
@may("author")
def show(item: str) -> str:
    """Show one question."""
    return _page(_item(item), {})


@blueprint.post("/<item>/word")
@may("author")
def word(item: str) -> Response | tuple[str, int]:
    """Take a word on a question's status."""
    found, who, store = _item(item), viewer(), service().store
    status, why = request.form.get("status", ""), request.form.get("why", "")[:_LONGEST]
    if status not in STATUSES:
        return _page(found, {"status": "Choose what it is to be"}), _NOT_TAKEN
    if said := words.why_not(store, service().settings, who):
        abort(403, said)
    try:
        standing = standings(store, [found])[found.name]
        said = words.give(store, found, standing, (status, why), who)
    except BadReview as error:
        return _page(found, {"why": str(error)}), _NOT_TAKEN
    with own_rows(write=True) as session:
        audit.note(session, who, "item.word", f"item:{found.name}", {"status": status})
    flash(f"Your word is kept: {said}.", "good")
    return redirect(url_for("items.show", item=item), 303)


@blueprint.post("/reports/<report_id>/settle")
@may("author")
def settle(report_id: str) -> Response:
    """Say what came of a report."""
    outcome = request.form.get("outcome", "").strip()[:_LONGEST]
    with own_rows(write=True) as session:
        report = session.get_one(ProblemReport, report_id)
        back = redirect(url_for("items.show", item=report.item.partition("@")[0]), 303)
        if not outcome:
            flash("Nothing was kept: say what came of it.", "bad")
            return back
        report.settled_at, report.settled_by, report.outcome = now(), viewer().person_id, outcome
        audit.note(session, viewer(), "report.settled", f"report:{report_id}")
    flash("It is kept what came of the report.", "good")
    return back


def _item(said: str) -> Item:
    found = [item for item in bank() if item.id == said]
    if not found:
        abort(404)
    return found[-1]


def _page(item: Item, errors: dict[str, str]) -> str:
    store, items = service().store, bank()
    standing = standings(store, [item])[item.name]
    with store.reading() as connection:
        used = calibration_in_use(connection, read_scale(), items)
    of = figures.figures_of(store, items, item)
    with own_rows() as session:
        reports = session.exec(
            select(ProblemReport)
            .where(ProblemReport.item == item.name)
            .order_by(col(ProblemReport.settled_at).is_not(None), col(ProblemReport.at).desc())
        ).all()
    seed = request.args.get("form", "1")[:20]
    return render_template(
        "items/item.html",
        item=item,
        errors=errors,
        standing=standing,
        review=next_review(item, standing),
        asked=Preview(item.kind, shown(item, f"preview {seed}", in_words=False)),
        seed=seed,
        curves=curves(used.items[used.places[item.name]]),
        used=used,
        told=figures.told(of, item),
        of=of,
        reports=reports,
        why_not=words.why_not(store, service().settings, viewer()),
        waits=words.waits_for_another(standing, viewer()),
        statuses=STATUSES,
        values=request.form,
    )
