"""Requests to look at a result again, for whoever was asked by name."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.models.afterwards.review_request import ReviewRequest
from assessor.releasing import opening
from assessor.releasing.facts import ask, standing_of
from assessor.releasing.opening import BadRequest
from assessor.releasing.rule import Hidden
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.instruments import instrument
from assessor.web.service import now, own_rows, viewer
from assessor.web.telling import told

WAYS = (Way("Results to check", "review.waiting", 36),)
blueprint = Blueprint("review", __name__, url_prefix="/reviews")
_NOT_TAKEN = 422


@blueprint.get("/")
@may("owner", "trainer")
def waiting() -> str:
    """List the requests that the viewer was asked to answer."""
    with own_rows() as session:
        return render_template("result/reviews.html", found=opening.reviews_for(session, viewer()))


@blueprint.route("/<review_id>", methods=["GET", "POST"])
@may("member", own=True)
def show(review_id: str) -> str | Response | tuple[str, int]:
    """Show a result that somebody doubts, and take the answer."""
    if request.method == "GET":
        return _page(review_id, {})
    said = request.form.get("outcome", ""), request.form.get("answer", "")
    try:
        with own_rows(write=True) as session:
            opening.answer_review(session, viewer(), review_id, said, now())
    except BadRequest as error:
        return _page(review_id, {"outcome": str(error)}), _NOT_TAKEN
    flash("Your answer is kept beside the result. The person who asked sees it there.", "good")
    return redirect(url_for("review.waiting"), 303)


def _page(review_id: str, errors: dict[str, str]) -> str:
    results = instrument().results
    with own_rows(write=True) as session:
        review = session.get_one(ReviewRequest, review_id)
        seen = ask(session, viewer(), review.sitting_id)
        if isinstance(seen, Hidden):
            abort(403, seen.why)
        standing = standing_of(session, review.sitting_id)
        assert standing is not None, "the rule has just been asked about it"
        opening.opened(session, viewer(), standing, now())
    newest, sitting = results.of(review.sitting_id)[-1], results.sitting(review.sitting_id)
    return render_template(
        "result/review.html",
        review=review,
        result=newest,
        told=told(newest, sitting, results.confidence(sitting.id), is_own=False),
        errors=errors,
    )
