"""A result: first to the person who sat, then to whom the release rule lets in; sharing it, and having it looked at."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.jobs.systems.recording import result_shared, share_withdrawn
from assessor.releasing import opening
from assessor.releasing.facts import ask, standing_of
from assessor.releasing.opening import BadRequest, Doubt
from assessor.releasing.records import of_person
from assessor.releasing.rule import Hidden
from assessor.web.access import may
from assessor.web.anonymous import held
from assessor.web.instruments import instrument
from assessor.web.programs.recording import recording, records_results
from assessor.web.service import now, own_rows, viewer
from assessor.web.telling import told

blueprint = Blueprint("result", __name__, url_prefix="/result")
_NOT_TAKEN = 422


@blueprint.get("/<result_id>")
@may("member", own=True)
def show(result_id: str) -> str:
    """Show a result to whom the release rule lets in, and note who it was."""
    return _page(result_id, {})


@blueprint.post("/<result_id>/share")
@may("member", own=True)
def share(result_id: str) -> Response:
    """Share one's own result with a role, or take that back."""
    _own(result_id)
    role, takes_back = request.form.get("role", ""), bool(request.form.get("withdraw"))
    with own_rows(write=True) as session:
        (opening.withdraw if takes_back else opening.share)(session, viewer(), result_id, role, now())
        if role == "owner":
            session.flush()
            (share_withdrawn if takes_back else result_shared)(recording(), session, result_id, now())
    flash("They see it no more." if takes_back else "It is shared. You can take that back at any time.", "good")
    return redirect(url_for("result.show", result_id=result_id), 303)


@blueprint.post("/<result_id>/review")
@may("member", own=True)
def ask_review(result_id: str) -> Response | tuple[str, int]:
    """Ask a named person to look at one's own result."""
    _own(result_id)
    form = request.form
    try:
        with own_rows(write=True) as session:
            opening.ask_review(session, viewer(), result_id, Doubt(form.get("to", ""), form.get("reason", "")), now())
    except BadRequest as error:
        return _page(result_id, {"reason": str(error)}), _NOT_TAKEN
    flash("Your request is sent. The answer, with its reasons, will stand on this page.", "good")
    return redirect(url_for("result.show", result_id=result_id), 303)


def _own(sitting_id: str) -> None:
    """Let only the person who sat go on; a result that is shared with her is not hers."""
    with own_rows() as session:
        standing = standing_of(session, sitting_id)
    if standing is None or standing.person_id != viewer().person_id:
        abort(403)


def _page(sitting_id: str, errors: dict[str, str]) -> str:
    results = instrument().results
    with own_rows(write=True) as session:
        holder = viewer().person_id if sitting_id in held().values() else None
        seen = ask(session, viewer(), sitting_id, holder)
        if isinstance(seen, Hidden):
            abort(403, seen.why)
        standing = standing_of(session, sitting_id, holder)
        assert standing is not None, "the rule has just been asked about it"
        if standing.mode != "anonymous":  # a row would lead from the person to her sitting
            opening.opened(session, viewer(), standing, now())
        is_own = standing.person_id == viewer().person_id
        known = {
            "openings": opening.openings(session, sitting_id, standing.person_id),
            "shares": {each.with_role: each for each in opening.shares(session, sitting_id)},
            "reviews": opening.reviews(session, sitting_id),
            "reviewers": [(one.id, one.name) for one in opening.reviewers(session, viewer())] if is_own else [],
            "record": of_person(session, standing.person_id) if is_own and standing.person_id else None,
            "recorded": is_own and records_results(session),
        }
    newest, sitting = results.of(sitting_id)[-1], results.sitting(sitting_id)
    return render_template(
        "result/show.html",
        told=told(newest, sitting, results.confidence(sitting_id), is_own=is_own),
        result=newest,
        sitting=sitting,
        standing=standing,
        is_own=is_own,
        why=seen.why,
        errors=errors,
        **known,
    )
