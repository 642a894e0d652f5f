"""Reports as pages and files: one's own, those on learners, teams and cohorts, and what an owner or trainer plans by.

Which there are, `assessor.progress.kinds` lists; whose results stand in one, the release rule says. The report brings
its own document, so these pages have its look and not the frame of the others.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from assessor.models.people.cohort import Cohort
from assessor.models.people.person import Person
from assessor.models.people.team import Team
from assessor.progress import asking, making, serving
from assessor.progress.choosing import NoSuchFigures
from assessor.progress.sources import Asked, Sources
from assessor.web.access import may
from assessor.web.instruments import bank, instrument
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("reports", __name__)
_OWN = "learner"
_OF_ALL = {"organisation": "owner", "trainer": "trainer"}
"""On whom there are reports that need no id, and whose they are."""
_RECKONS_WITH = {
    "article_4": ("Back to the measures", "measures.show"),
    "plan": ("Back to what it reckons with", "planning.show"),
}
"""Where what an owner typed for a report is changed."""
_NOT_BEFORE = (
    "No figures of this group fit what was chosen. Movement is told since a campaign that was closed before the one "
    "whose figures are shown: choose again."
)
_MOST_WORDS = 200
"""Characters of a wish in an address."""
_FOR_GOOD_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Back:
    """Where the reader came from."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A report that a page leads to."""

    title: str
    about: str
    """What it shows."""
    address: str


@blueprint.app_template_global()
def reports_on(subject: str, about: str = "") -> list[Offered]:
    """Return the reports that the viewer may ask for on a learner, team or cohort, or on ``all`` that is hers."""
    wanted = [subject] if subject != "all" else [one for one, role in _OF_ALL.items() if role in viewer().roles]
    found = []
    for name, title, shows in (each for one in wanted for each in serving.listed(one)):
        if subject == "all":
            address = url_for("reports.on_all", report=name)
        else:
            of_whom: dict[str, Any] = {"person_id" if subject == "learner" else f"{subject}_id": about}
            address = url_for(f"reports.on_{subject}", report=name, **of_whom)
        found.append(Offered(title, shows, address))
    return [*found, *_of_group(subject, about)]


def _of_group(subject: str, about: str) -> list[Offered]:
    """Return the reports on the organisation that an owner may have made of one group."""
    if subject not in {"team", "cohort"} or "owner" not in viewer().roles:
        return []
    return [
        Offered(
            f"{title} for this {subject}", shows, url_for("reports.on_all", report=name, group=f"{subject}:{about}")
        )
        for name, title, shows in serving.listed("organisation")
        if "group" in asking.wishes_of(name)
    ]


@blueprint.get("/my/report")
@may("member")
def own() -> Answer:
    """Show the viewer her own report, with what is for her eyes alone."""
    return _shown(_OWN, viewer().person_id or "", Back("Back to my sittings", url_for("learner.home")))


@blueprint.get("/learners/<person_id>/reports/<report>")
@may("trainer")
def on_learner(person_id: str, report: str) -> Answer:
    """Show a report on a learner to who trains her, as far as the release rule lets it be seen."""
    _there(report, "learner")
    with own_rows() as session:
        person = session.get_one(Person, person_id)
        name, is_erased = person.name, person.erased_at is not None
    if is_erased:
        abort(404)
    return _shown(report, person_id, Back(f"Back to {name}", url_for("learners.show", person_id=person_id)))


@blueprint.get("/teams/<team_id>/reports/<report>")
@may("owner", "manager")
def on_team(team_id: str, report: str) -> Answer:
    """Show a report on a team."""
    _there(report, "team")
    with own_rows() as session:
        name = session.get_one(Team, team_id).name
    return _shown(report, team_id, Back(f"Back to {name}", url_for("teams.show", team_id=team_id)))


@blueprint.get("/cohorts/<cohort_id>/reports/<report>")
@may("owner", "trainer")
def on_cohort(cohort_id: str, report: str) -> Answer:
    """Show a report on a cohort."""
    _there(report, "cohort")
    with own_rows() as session:
        name = session.get_one(Cohort, cohort_id).name
    return _shown(report, cohort_id, Back(f"Back to {name}", url_for("cohorts.show", cohort_id=cohort_id)))


@blueprint.get("/reports/<report>")
@may("owner", "trainer")
def on_all(report: str) -> Answer:
    """Show a report on the organisation to an owner, or on her own learners to a trainer."""
    subject = _there(report, "organisation", "trainer")
    about = viewer().organisation_id if subject == "organisation" else viewer().person_id
    back = Back("Back to the caseload", url_for("caseload.show"))
    if subject == "organisation":
        back = Back("Back to the overview", url_for("overview.show"))
    if report in _RECKONS_WITH:
        text, endpoint = _RECKONS_WITH[report]
        back = Back(text, url_for(endpoint, group=request.args.get("group")))
    return _shown(report, about or "", back)


@blueprint.get("/report-assets/<digest>/<filename>")
@may("anyone")
def asset(digest: str, filename: str) -> Response:
    """Give what the pages draw themselves with; the digest in the address changes when any of it does."""
    found = serving.asset(filename)
    if found is None or digest != serving.digest():
        abort(404)
    content, media = found
    response = Response(content, content_type=media)
    response.headers["Cache-Control"] = f"public, max-age={_FOR_GOOD_S}, immutable"
    return response


def _there(report: str, *subjects: str) -> str:
    """Return whom a report is on; one that there is not, or is not on such, is not there."""
    if report not in asking.names() or asking.subject_of(report) not in subjects:
        abort(404)
    return asking.subject_of(report)


def _shown(report: str, about: str, back: Back) -> Answer:
    """Return a report as its page, or as the file that ``?as=`` names."""
    form = request.args.get("as", "")
    if form and form not in making.FORMATS:
        abort(404)
    try:
        rows = _rows(report, about)
    except NoSuchFigures:
        flash(_NOT_BEFORE, "warn")
        return redirect(back.address, 303)
    if form:
        made = making.made(report, rows, form)
        response = Response(made.content, content_type=made.media)
        response.headers.set("Content-Disposition", "attachment", filename=made.name)
        return response
    here = {**(request.view_args or {}), **request.args.to_dict()}
    files = {name: url_for(request.endpoint or "", **{**here, "as": name}) for name in making.FORMATS}
    assets_at = url_for("reports.asset", digest=serving.digest(), filename="report.css").removesuffix("report.css")
    page = serving.page(report, rows, assets_at, (back.text, back.address), files)
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = serving.POLICY
    return response


def _rows(report: str, about: str) -> object:
    """Return the rows of a report, which are noted as made for the viewer."""
    said = {name: request.args.get(name, "")[:_MOST_WORDS] for name in asking.wishes_of(report)}
    asked = Asked(viewer(), about, now(), {name: words for name, words in said.items() if words})
    questions = {item.name: item for item in bank()}
    try:
        with own_rows() as session:
            sources = Sources(service().store, session, instrument().results, questions)
            given = asking.rows(sources, report, asked)
    except asking.NotYours:
        abort(403)
    with own_rows(write=True) as session:  # apart: nobody who answers waits until a report is read
        asking.noted(session, report, asked, given)
    return given.rows
