"""The people of an organisation, for its owners: the list, one who is new, and a person's page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlmodel import Session
from werkzeug.wrappers import Response

from assessor.models.people.person import Person
from assessor.people import audit
from assessor.people import roles as grants
from assessor.people.administering import arranging, leaving, listing
from assessor.people.refusals import Refused
from assessor.people.viewer import ROLES
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.service import now, own_rows, viewer

blueprint = Blueprint("people", __name__, url_prefix="/people")
WAYS = (Way("People", "people.find", 60),)
_NOT_TAKEN = 422
_SHOWN = (
    ("all", "All who are here"),
    ("waiting", "Not signed up yet"),
    ("uninvited", "Without an invitation"),
    ("left", "Have left"),
)


@blueprint.get("/")
@may("owner")
def find() -> str:
    """List people, page by page, or those who are looked for."""
    said = request.args.get("show", "all")
    show: listing.Show = next((each for each in listing.SHOWS if each == said), "all")
    number = request.args.get("page", 1, type=int)
    wish = listing.Wish(request.args.get("words", "")[:200], show, min(max(1, number), 1_000_000))
    with own_rows() as session:
        page = listing.find(session, wish, now())
    return render_template("people/find.html", page=page, wish=wish, shown=_SHOWN)


@blueprint.route("/new", methods=["GET", "POST"])
@may("owner")
def new() -> str | Response | tuple[str, int]:
    """List one person."""
    if request.method == "GET":
        return render_template("people/new.html", values={}, errors={})
    try:
        with own_rows(write=True) as session:
            person_id = leaving.add(session, viewer(), _entry(), now())
    except Refused as error:
        return render_template("people/new.html", values=request.form, errors={error.field: str(error)}), _NOT_TAKEN
    flash("This person is listed. Invite from here when you like.", "good")
    return redirect(url_for("people.show", person_id=person_id), 303)


@blueprint.get("/<person_id>")
@may("owner")
def show(person_id: str) -> str:
    """Show a person: details, roles, arrangements, how she gets in."""
    return _page(person_id, {})


@blueprint.post("/<person_id>/details")
@may("owner")
def correct(person_id: str) -> Response | tuple[str, int]:
    """Correct a person's details."""
    try:
        with own_rows(write=True) as session:
            leaving.correct(session, viewer(), person_id, _entry())
    except Refused as error:
        return _page(person_id, {error.field: str(error)}), _NOT_TAKEN
    return _done(person_id, "The details are kept.")


@blueprint.post("/<person_id>/roles")
@may("owner")
def give_role(person_id: str) -> Response | tuple[str, int]:
    """Give a role, or take one back."""
    said, takes = request.form.get("role", ""), bool(request.form.get("take"))
    role = next((each for each in ROLES if each == said), None)
    if role is None:
        return _page(person_id, {"role": "Choose a role."}), _NOT_TAKEN
    group = request.form.get("team" if role == "manager" else "cohort", "")
    try:
        with own_rows(write=True) as session:
            grant = grants.Grant(
                person_id,
                role,
                _of_own(session, group, "teams") if role == "manager" else None,
                _of_own(session, group, "cohorts") if role == "trainer" else None,
            )
            if takes:
                grants.take(session, viewer(), grant)
            else:
                grants.give(session, viewer(), grant, now())
    except Refused as error:
        return _page(person_id, {error.field: str(error)}), _NOT_TAKEN
    return _done(person_id, "The role is taken back." if takes else "The role is given.")


@blueprint.post("/<person_id>/arrangement")
@may("owner")
def arrange(person_id: str) -> Response | tuple[str, int]:
    """Arrange something for a person's next sittings."""
    kinds = frozenset(request.form.getlist("kinds"))
    wish = arranging.Wish(kinds, request.form.get("extra_time_percent", ""))
    try:
        with own_rows(write=True) as session:
            arranging.arrange(session, viewer(), person_id, wish, now())
    except Refused as error:
        return _page(person_id, {error.field: str(error)}), _NOT_TAKEN
    return _done(person_id, "It is arranged from the next sitting on.")


def _entry() -> leaving.Entry:
    form = request.form
    return leaving.Entry(
        form.get("name", ""), form.get("email", ""), form.get("job_role", ""), form.get("external_ref", "")
    )


def _of_own(session: Session, group_id: str, kind: str) -> str | None:
    """Return the id of a team or cohort that is there."""
    there = getattr(listing.groups(session), kind)
    return group_id if group_id in dict(there) else None


def _done(person_id: str, said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _page(person_id: str, errors: dict[str, str]) -> str:
    with own_rows(write=True) as session:
        person = session.get_one(Person, person_id)
        arranged = arranging.newest(session, person_id)
        if arranged is not None:
            audit.note(session, viewer(), "arrangement.seen", f"person:{person_id}")
        groups = listing.groups(session)
        return render_template(
            "people/show.html",
            person=person,
            values=request.form if "name" in request.form else person,
            grants=grants.of_person(session, person_id),
            roles=ROLES,
            groups=groups,
            teams=dict(groups.teams),
            cohorts=dict(groups.cohorts),
            belonging=listing.belonging(session, person_id),
            arranged=arranged,
            kinds=arranging.KINDS,
            invited_until=listing.open_invitations(session, [person_id], now()).get(person_id),
            erasure=leaving.waiting_erasure(session, person_id),
            errors=errors,
        )
