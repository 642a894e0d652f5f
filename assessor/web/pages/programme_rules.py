"""By what rules an organisation tells who is behind and when reviews are due, for its owners."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.people.refusals import Refused
from assessor.programmes.keeping import set_rules
from assessor.programmes.rag import Rules, formula
from assessor.programmes.reading import rules_of
from assessor.web.access import may
from assessor.web.service import now, own_rows, viewer
from assessor.web.training import asked
from assessor.web.training.writing import NOT_TAKEN

blueprint = Blueprint("programme_rules", __name__)
_MOST = 1000


@blueprint.route("/organisation/programmes", methods=["GET", "POST"])
@may("owner")
def show() -> str | Response | tuple[str, int]:
    """Show the rules, and set them."""
    if request.method == "GET":
        return _page({})
    try:
        with own_rows(write=True) as session:
            before = rules_of(session)
            wish = Rules(*(_number(field) for field in ("tolerance_points", "new_starter_percent", "review_months")))
            if wish != before:
                set_rules(session, viewer(), wish, now())
    except Refused as error:
        return _page({error.field: str(error)}), NOT_TAKEN
    flash(
        "The rules are kept. They hold from now on for everybody." if wish != before else "Nothing was different.",
        "good",
    )
    return redirect(url_for("programme_rules.show"), 303)


def _number(field: str) -> int:
    found = asked.number(request.form, field, 0, _MOST)
    if found is None:
        raise Refused("Write a number.", field)
    return found


def _page(errors: dict[str, str]) -> str:
    with own_rows() as session:
        rules = rules_of(session)
    return render_template(
        "training/rules.html",
        rules=rules,
        formula=formula(rules),
        values=request.form if errors else rules,
        errors=errors,
    )
