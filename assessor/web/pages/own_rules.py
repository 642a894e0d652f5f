"""What an organisation decides for itself, for its owners; from here on to its keys, jobs and log."""

from zoneinfo import available_timezones

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.jobs.mailing import sends_mail
from assessor.people.administering import own_rules
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.service import own_rows, service, viewer

blueprint = Blueprint("own_rules", __name__)
WAYS = (Way("Organisation", "own_rules.show", 70),)
_NOT_TAKEN = 422


@blueprint.get("/organisation/")
@may("owner")
def show() -> str:
    """Show the settings."""
    return _page({})


@blueprint.post("/organisation/")
@may("owner")
def change() -> Response | tuple[str, int]:
    """Change the settings."""
    form = request.form
    wish = own_rules.Wish(
        name=form.get("name", ""),
        time_zone=form.get("time_zone", ""),
        retention_months=form.get("retention_months", ""),
        minimum_group=form.get("minimum_group", ""),
        reviewers=form.get("reviewers", ""),
        marks_blind=bool(form.get("marks_blind")),
    )
    try:
        with own_rows(write=True) as session:
            changed = own_rules.change(session, viewer(), wish)
    except Refused as error:
        return _page({error.field: str(error)}), _NOT_TAKEN
    flash("The settings are kept." if changed else "Nothing was different.", "good")
    return redirect(url_for("own_rules.show"), 303)


def _page(errors: dict[str, str]) -> str:
    settings = service().settings
    with own_rows() as session:
        own = own_rules.of_own(session)
    return render_template(
        "people/own_rules.html",
        own=own,
        values=request.form if errors else own,
        zones=sorted(available_timezones()),
        reviewers=own_rules.REVIEWERS,
        directory={"is_on": bool(settings.oidc_discovery), "name": settings.oidc_name, "at": settings.oidc_discovery},
        by_mail=sends_mail(settings),
        errors=errors,
    )
