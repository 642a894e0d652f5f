"""Links to a learner's work and what was known before the programme, for who trains her."""

from flask import Blueprint, render_template, request
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response

from assessor.models.programme.enrolment import Enrolment
from assessor.models.programme.evidence_link import EvidenceLink
from assessor.models.programme.prior_learning import PriorLearning
from assessor.people.refusals import Refused
from assessor.programmes import keeping, noting
from assessor.web.access import may
from assessor.web.service import now, own_rows, today, viewer
from assessor.web.training import asked, shown
from assessor.web.training.writing import NOT_TAKEN, written

blueprint = Blueprint("programme_evidence", __name__)
MOST_TITLE, MOST_LINK, MOST_EVIDENCE = 300, 2000, 2000


@blueprint.route("/enrolments/<enrolment_id>/work", methods=["GET", "POST"])
@may("trainer")
def show(enrolment_id: str) -> str | Response | tuple[str, int]:
    """Show links and prior learning, and keep another."""
    if request.method == "GET":
        return _page(enrolment_id, {})
    done = written(enrolment_id, _kept, "programme_evidence.show")
    return (_page(enrolment_id, done), NOT_TAKEN) if isinstance(done, dict) else done


def _kept(session: Session, enrolment: Enrolment) -> str:
    form, who = request.form, viewer()
    if form.get("do") == "prior":
        prior = keeping.Prior(
            asked.minutes(form, "time") or 0, asked.words(form, "evidence", MOST_EVIDENCE), asked.codes(form, "known")
        )
        try:
            keeping.decide_prior(session, who, enrolment, prior, now())
        except Refused as error:
            raise Refused(str(error), {"minutes": "time", "codes": "known"}.get(error.field, error.field)) from None
        return "The decision on prior learning is kept, with your name."
    signed_on = asked.optional_day(form, "signed_off_on")
    on = asked.day(form, "on")
    if signed_on is not None and signed_on < on:
        raise Refused(f"It cannot be signed off on {signed_on}, before the work of {on}.", "signed_off_on")
    link = noting.Link(
        title=asked.words(form, "title", MOST_TITLE),
        on=on,
        codes=asked.codes(form, "codes"),
        link=asked.words(form, "link", MOST_LINK),
        signed_off_on=signed_on,
    )
    noting.link_evidence(session, who, enrolment, link, now())
    return "The link is kept."


def _page(enrolment_id: str, errors: dict[str, str]) -> str:
    found = shown.opened(enrolment_id)
    with own_rows() as session:
        links = session.exec(
            select(EvidenceLink).where(EvidenceLink.enrolment_id == enrolment_id).order_by(col(EvidenceLink.on).desc())
        ).all()
        prior = session.exec(
            select(PriorLearning).where(PriorLearning.enrolment_id == enrolment_id).order_by(col(PriorLearning.at))
        ).all()
    return render_template(
        "training/enrolment_work.html",
        shown=found,
        links=links,
        prior=prior,
        time=shown.time_said,
        today=today(),
        values=request.form if errors else {},
        errors=errors,
    )
