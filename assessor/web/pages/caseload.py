"""A trainer's learners on programmes: whose review is due or overdue, who is red, who has not started."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from assessor.programmes import caseload
from assessor.programmes.rag import formula
from assessor.programmes.reading import rules_of
from assessor.training import cohorts
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.service import own_rows, today, viewer
from assessor.web.training import shown

blueprint = Blueprint("caseload", __name__)
WAYS = (Way("Caseload", "caseload.show", 29),)


@blueprint.get("/caseload/")
@may("trainer")
def show() -> str | Response:
    """List who is waited for first; by state and cohort where that is asked for."""
    state = next((each for each in caseload.STATES if each == request.args.get("state")), None)
    with own_rows() as session:
        rules = rules_of(session)
        trained = [one.cohort for one in cohorts.listed(session, viewer()) if one.cohort.id in viewer().cohorts]
        chosen = next((one.id for one in trained if one.id == request.args.get("cohort")), None)
        own = caseload.learners_of(session, [one.id for one in trained])
        everybody = caseload.caseload(session, own, today(), rules)
    if chosen:
        own = {person_id: cohorts_of for person_id, cohorts_of in own.items() if chosen in cohorts_of}
    rows = [row for row in everybody if row.person_id in own]
    return render_template(
        "training/caseload.html",
        rows=[row for row in rows if state is None or row.is_in(state)],
        state=state,
        states=[(each, sum(row.is_in(each) for row in rows)) for each in caseload.STATES],
        all=len(rows),
        due=sum(row.is_due for row in everybody),  # packs are made of all cohorts at once
        without=len(own) - len({row.person_id for row in rows}),
        cohorts=trained,
        chosen=chosen,
        names={one.id: one.name for one in trained},
        cohorts_of=own,
        said={"rag": shown.rag_said, "hours": shown.hours_in_short, "review": shown.review_said},
        formula=formula(rules),
        today=today(),
    )
