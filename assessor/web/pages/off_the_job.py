"""A learner's time off the job, for who trains her: the months of the training plan, and what was spent."""

import datetime as dt
import re
from collections.abc import Mapping

from flask import Blueprint, render_template, request
from sqlmodel import Session, col, func, select
from werkzeug.wrappers import Response

from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.hours_entry import HoursEntry
from assessor.programmes import keeping, noting
from assessor.programmes.course import Course
from assessor.programmes.due import last_day_of_month_after
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer
from assessor.web.training import asked, shown
from assessor.web.training.writing import NOT_TAKEN, written

blueprint = Blueprint("off_the_job", __name__)
MOST_WHAT = 500
_PAGE = 40
_MOST_MONTHS = 60
_MIN_PER_H = 60
_MONTH = re.compile(r"month-(\d{4})-(\d{2})")


@blueprint.route("/enrolments/<enrolment_id>/hours", methods=["GET", "POST"])
@may("trainer")
def show(enrolment_id: str) -> str | Response | tuple[str, int]:
    """Show the plan and the newest entries; keep months, an entry, or take one back."""
    if request.method == "GET":
        return _page(enrolment_id, {})
    done = written(enrolment_id, _kept, "off_the_job.show")
    return (_page(enrolment_id, done), NOT_TAKEN) if isinstance(done, dict) else done


def _kept(session: Session, enrolment: Enrolment) -> str:
    form, who = request.form, viewer()
    if form.get("take_back"):
        noting.take_back(session, who, enrolment, form["take_back"])
        return "The entry is taken back."
    if form.get("do") == "plan":
        planned = {}
        for field in form:
            found = _MONTH.fullmatch(field)
            minutes = asked.minutes(form, field) if found else None
            if found and minutes is not None:
                planned[dt.date(int(found[1]), int(found[2]), 1)] = minutes
        keeping.plan_months(session, who, enrolment, planned)
        return "The plan is kept."
    spent = noting.Spent(asked.day(form, "on"), asked.minutes(form, "time") or 0, asked.words(form, "what", MOST_WHAT))
    noting.spend(session, who, enrolment, spent, now())
    return "The time is kept."


def _page(enrolment_id: str, errors: dict[str, str]) -> str:
    found = shown.opened(enrolment_id)
    with own_rows() as session:
        own = select(HoursEntry).where(HoursEntry.enrolment_id == enrolment_id)
        newest = session.exec(own.order_by(col(HoursEntry.on).desc(), col(HoursEntry.at).desc()).limit(_PAGE)).all()
        many = session.exec(select(func.count()).select_from(own.subquery())).one()
    return render_template(
        "training/enrolment_hours.html",
        shown=found,
        said=shown.hours_said(found.standing),
        hours=found.standing.off_job,
        time=shown.time_said,
        months=_months(found.standing.known.course, found.standing.known.plan.by_month),
        newest=newest,
        many=many,
        typed=noting.TYPED,
        today=today(),
        values=request.form if errors else {},
        errors=errors,
    )


def _months(course: Course, planned: Mapping[dt.date, int]) -> list[tuple[str, str, str]]:
    """Return the months of the programme: field, month in words, hours as they are typed."""
    found: list[tuple[str, str, str]] = []
    month, last = course.starts_on.replace(day=1), course.end_planned(today())
    while month <= last and len(found) < _MOST_MONTHS:
        minutes = planned.get(month)
        hours = "" if minutes is None else f"{minutes / _MIN_PER_H:g}"
        found.append((f"month-{month:%Y-%m}", f"{month:%B %Y}", hours))
        month = last_day_of_month_after(month, 0) + dt.timedelta(days=1)
    return found
