"""Answers in words that wait for a person's marks: the list, and one with what earns what."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.measurement.asked import Asked
from assessor.people import audit
from assessor.sittings.ending.marking import BadMark, InWords, Mark
from assessor.training import waiting
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.instruments import instrument
from assessor.web.service import own_rows, viewer

blueprint = Blueprint("marking", __name__, url_prefix="/marking")
WAYS = (Way("Marking", "marking.listed", 35),)
_NOT_TAKEN = 422


@blueprint.get("/")
@may("owner", "trainer")
def listed() -> str:
    """List what waits for the viewer's marks."""
    with own_rows() as session:
        return render_template("training/marking.html", found=waiting.of_viewer(session, viewer()))


@blueprint.route("/<answer_id>", methods=["GET", "POST"])
@may("owner", "trainer")
def mark(answer_id: str) -> str | Response | tuple[str, int]:
    """Show an answer with its question and what earns what, and take the mark."""
    with own_rows() as session:
        sitting_id = session.get_one(Asked, answer_id).sitting_id
    results = instrument().results
    open_ones = {one.asked_id: one for one in results.waiting(sitting_id)}
    if answer_id not in open_ones:
        flash("This answer has its marks already.", "warn")
        return redirect(url_for("marking.listed"), 303)
    asked = open_ones[answer_id]
    if request.method == "GET":
        return _page(asked, {})
    said = request.form.get("category", "")
    try:
        category = int(said) if said.isascii() and said.isdecimal() and len(said) < 3 else -1  # noqa: PLR2004 - digits
        results.mark(answer_id, Mark(category, viewer().name))
    except BadMark:
        return _page(asked, {"category": "Choose what the answer earns"}), _NOT_TAKEN
    with own_rows(write=True) as session:
        audit.note(session, viewer(), "answer.marked", f"sitting:{sitting_id}", {"asked": answer_id})
    if len(open_ones) == 1:  # this was the last one, so the result can be made with all marks
        results.rescore(sitting_id)
    flash("Your mark is kept.", "good")
    return redirect(url_for("marking.listed"), 303)


def _page(asked: InWords, errors: dict[str, str]) -> str:
    with own_rows() as session:
        shown = {one.asked_id: one for one in waiting.of_viewer(session, viewer())}
    whose = shown[asked.asked_id].whose if asked.asked_id in shown else waiting.NOBODY
    earns = [("0", "None of these")] + [(str(place), words) for place, words in enumerate(asked.earns, start=1)]
    return render_template("training/mark.html", asked=asked, whose=whose, earns=earns, errors=errors)
