"""What a learner and the employer think of each code, typed in by who trains her or by herself. Never measured."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from flask import Blueprint, render_template, request
from sqlmodel import Session
from werkzeug.wrappers import Response

from assessor.models.programme.enrolment import Enrolment
from assessor.people.refusals import Refused
from assessor.programmes import noting
from assessor.programmes.catalogue import programme
from assessor.programmes.skills import KsbRow, Rated, ksb_rows
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer
from assessor.web.training import asked, shown
from assessor.web.training.writing import NOT_TAKEN, written

blueprint = Blueprint("ksb_ratings", __name__)
MOST = 5
"""The highest rating of those that are typed in here."""
Rater = Literal["self", "employer"]
_LETTERS = (("K", "Knowledge"), ("S", "Skills"), ("B", "Behaviours"))


@blueprint.route("/enrolments/<enrolment_id>/ratings", methods=["GET", "POST"])
@may("trainer")
def show(enrolment_id: str) -> str | Response | tuple[str, int]:
    """Show first and newest ratings of each code, and keep those of a day."""
    if request.method == "GET":
        return _page(enrolment_id, {}, is_own=False)
    done = written(enrolment_id, _by_trainer, "ksb_ratings.show")
    return (_page(enrolment_id, done, is_own=False), NOT_TAKEN) if isinstance(done, dict) else done


@blueprint.route("/learner/programmes/<enrolment_id>/ratings", methods=["GET", "POST"])
@may("member", own=True)
def own(enrolment_id: str) -> str | Response | tuple[str, int]:
    """Show a learner how she rated herself, and keep how she does today."""
    if request.method == "GET":
        return _page(enrolment_id, {}, is_own=True)
    done = written(enrolment_id, _by_herself, "ksb_ratings.own")
    return (_page(enrolment_id, done, is_own=True), NOT_TAKEN) if isinstance(done, dict) else done


def _by_trainer(session: Session, enrolment: Enrolment) -> str:
    rater: Rater = "employer" if request.form.get("rater") == "employer" else "self"
    return _kept(session, enrolment, rater, asked.day(request.form, "on"))


def _by_herself(session: Session, enrolment: Enrolment) -> str:
    return _kept(session, enrolment, "self", today())


def _kept(session: Session, enrolment: Enrolment, rater: Rater, on: dt.date) -> str:
    if on > today():
        raise Refused(f"{on} is still to come; a rating is of a day that has been.", "on")
    ratings = list(_typed(request.form, enrolment, rater, on))
    if not ratings:
        raise Refused("Rate at least one code.", "on")
    noting.rate(session, viewer(), enrolment, ratings, now())
    return f"{len(ratings)} {'rating is' if len(ratings) == 1 else 'ratings are'} kept."


def _typed(form: Mapping[str, str], enrolment: Enrolment, rater: Rater, on: dt.date) -> Iterator[noting.Rating]:
    """Yield the ratings that a form holds, one field a code."""
    found = programme(enrolment.programme)
    if extra := form.get("code", "").strip().upper():
        if not found.has_code(extra):
            raise Refused(f"{found.code} has no '{extra[:20]}'.", "code")
        yield noting.Rating(extra, rater, asked.number(form, "rating", 0, MOST) or 0, MOST, on)
    for field in form:
        if found.has_code(field) and (rating := asked.number(form, field, 0, MOST)) is not None:
            yield noting.Rating(field, rater, rating, MOST, on)


def _page(enrolment_id: str, errors: dict[str, str], *, is_own: bool) -> str:
    found = shown.opened(enrolment_id)
    with own_rows() as session:
        rows = ksb_rows(session, found.enrolment, today()) if found.has_codes else []
    return render_template(
        "training/ratings.html",
        shown=found,
        groups=[(title, [row for row in rows if row.code[0] == letter]) for letter, title in _LETTERS],
        has_words=any(row.words for row in rows),
        is_open=not found.programme.codes,
        said=_said,
        most=MOST,
        is_own=is_own,
        today=today(),
        values=request.form if errors else {},
        errors=errors,
    )


def _said(row: KsbRow, rater: Rater) -> str:
    """Return the first and the newest rating of a code in words."""
    first, last = (row.self_first, row.self_last) if rater == "self" else (row.employer_first, row.employer_last)
    if first is None or last is None:
        return "not rated"
    return _one(last) if first.on == last.on else f"{_one(first)}, then {_one(last)}"


def _one(rated: Rated) -> str:
    return f"{rated.rating} of {rated.most} ({rated.on.day} {rated.on:%b %Y})"
