"""A learner's progress reviews, for who trains her: planned, held, and what was said."""

from flask import Blueprint, render_template, request
from sqlmodel import Session
from werkzeug.wrappers import Response

from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.progress_review import ProgressReview
from assessor.people.refusals import Refused
from assessor.programmes import noting
from assessor.programmes.rag import COLOURS
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer
from assessor.web.training import asked, shown
from assessor.web.training.writing import NOT_TAKEN, written

blueprint = Blueprint("programme_reviews", __name__)
LONG, MOST_REASON = 4000, 1000


@blueprint.route("/enrolments/<enrolment_id>/reviews", methods=["GET", "POST"])
@may("trainer")
def show(enrolment_id: str) -> str | Response | tuple[str, int]:
    """Show the reviews of a learner, and plan another."""
    if request.method == "GET":
        return _page(enrolment_id, {})
    done = written(enrolment_id, _planned, "programme_reviews.show")
    return (_page(enrolment_id, done), NOT_TAKEN) if isinstance(done, dict) else done


@blueprint.route("/enrolments/<enrolment_id>/reviews/hold", methods=["GET", "POST"])
@may("trainer")
def hold(enrolment_id: str) -> str | Response | tuple[str, int]:
    """Keep a review that was held and not planned."""
    return _held(enrolment_id, None)


@blueprint.route("/progress-reviews/<progress_review_id>", methods=["GET", "POST"])
@may("trainer")
def one(progress_review_id: str) -> str | Response | tuple[str, int]:
    """Show one review, and keep that it was held and what was said."""
    with own_rows() as session:
        review = session.get_one(ProgressReview, progress_review_id)
    return _held(review.enrolment_id, review)


def _held(enrolment_id: str, review: ProgressReview | None) -> str | Response | tuple[str, int]:
    if request.method == "GET":
        return _form(enrolment_id, review, {})

    def write(session: Session, enrolment: Enrolment) -> str:
        said = _said(review)
        if review is None:
            noting.note_review(session, viewer(), enrolment, said, now())
        else:
            noting.hold_review(session, viewer(), enrolment, session.get_one(ProgressReview, review.id), said)
        return "The review is kept. What was agreed to be done is kept on the learner's page, linked below."

    done = written(enrolment_id, write, "programme_reviews.show")
    return (_form(enrolment_id, review, done), NOT_TAKEN) if isinstance(done, dict) else done


def _planned(session: Session, enrolment: Enrolment) -> str:
    on = asked.day(request.form, "planned_on")
    if on < enrolment.starts_on:
        raise Refused(f"{on} is before the first day, {enrolment.starts_on}.", "planned_on")
    noting.note_review(session, viewer(), enrolment, noting.Review(planned_on=on), now())
    return "The review is planned."


def _said(review: ProgressReview | None) -> noting.Review:
    form = request.form
    held_on = asked.day(form, "held_on")
    if held_on > today():
        raise Refused(f"{held_on} is still to come; plan it instead.", "held_on")
    return noting.Review(
        planned_on=review.planned_on if review else None,
        held_on=held_on,
        learner_came=bool(form.get("learner_came")),
        employer_came=bool(form.get("employer_came")),
        progress_percent=asked.number(form, "progress_percent", 0, 100),
        colour=next((each for each in COLOURS if each == form.get("colour")), None),
        reason=asked.words(form, "reason", MOST_REASON),
        concerns=asked.words(form, "concerns", LONG),
        notes=asked.words(form, "notes", LONG),
    )


def _page(enrolment_id: str, errors: dict[str, str]) -> str:
    found = shown.opened(enrolment_id)
    return render_template(
        "training/enrolment_reviews.html",
        shown=found,
        said=shown.review_said(found.standing),
        reviews=list(reversed(found.standing.known.reviews)),
        today=today(),
        values=request.form if errors else {},
        errors=errors,
    )


def _form(enrolment_id: str, review: ProgressReview | None, errors: dict[str, str]) -> str:
    found = shown.opened(enrolment_id)
    return render_template(
        "training/review_held.html",
        shown=found,
        rag=shown.rag_said(found.standing.rag),
        review=review,
        colours=[("", "As the formula says"), *((each, each.capitalize()) for each in COLOURS)],
        today=today(),
        values=request.form if errors else _kept(review),
        errors=errors,
    )


def _kept(review: ProgressReview | None) -> dict[str, object]:
    """Return what a form begins with."""
    if review is None:
        return {"held_on": today()}
    return {
        **review.model_dump(),
        "held_on": review.held_on or min(review.planned_on or today(), today()),
        "colour": review.rag_override,
        "reason": review.rag_reason,
        "learner_came": review.learner_came or review.held_on is None,
        "employer_came": review.employer_came,
    }
