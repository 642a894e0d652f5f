"""A learner's own programmes: what is kept of them, for her to read."""

from flask import Blueprint, render_template
from sqlmodel import col, select

from assessor.models.programme.enrolment import Enrolment
from assessor.web.access import may
from assessor.web.service import own_rows, viewer
from assessor.web.training import shown

blueprint = Blueprint("own_programme", __name__)


@blueprint.get("/learner/programmes/")
@may("member")
def show() -> str:
    """Show where the viewer herself stands, by the same figures as her trainers'."""
    with own_rows() as session:
        mine = select(Enrolment.id).where(Enrolment.person_id == viewer().person_id)
        ids = session.exec(mine.order_by(col(Enrolment.starts_on).desc())).all()
        rows = [shown.of_enrolment(session, one) for one in ids]
    return render_template("learner/programmes.html", rows=[(row, shown.facts(row)) for row in rows])
