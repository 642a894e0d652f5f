"""What owners do about a person's place: invite, take the invitation back, leave, come back, erase; many at once."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.jobs.books import Books
from assessor.jobs.letters.inviting import Handed, invite_people
from assessor.jobs.mailing import sends_mail
from assessor.models.people.person import Person
from assessor.people.administering import leaving, listing
from assessor.people.refusals import Refused
from assessor.web.access import may
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("people_status", __name__, url_prefix="/people")
MOST_AT_ONCE = 200
_WORD = "erase"
_NOT_TAKEN = 422


@blueprint.route("/invite", methods=["GET", "POST"])
@may("owner")
def invite_many() -> str | Response | tuple[str, int]:
    """Invite those who were never invited or whose invitation has run out, all or some of them."""
    with own_rows() as session:
        waiting = listing.uninvited(session, now(), MOST_AT_ONCE)
        without = listing.find(session, listing.Wish(show="uninvited"), now()).total - len(waiting)
    known = {
        "waiting": waiting,
        "without": without,
        "by_mail": sends_mail(service().settings),
        "most": MOST_AT_ONCE,
        "days": service().settings.invitation_days,
    }
    if request.method == "GET":
        return render_template("people/invite_many.html", errors={}, **known)
    chosen = set(request.form.getlist("people"))
    people = [person for person in waiting if person.id in chosen]
    if not people:
        errors = {"people": "Choose at least one person."}
        return render_template("people/invite_many.html", errors=errors, **known), _NOT_TAKEN
    return _handed(_invited(people))


@blueprint.post("/<person_id>/invite")
@may("owner")
def invite(person_id: str) -> str | Response:
    """Invite one person, or once more; an earlier invitation ends."""
    with own_rows() as session:
        person = session.get_one(Person, person_id)
    try:
        return _handed(_invited([person]))
    except Refused as error:
        flash(str(error), "bad")
        return redirect(url_for("people.show", person_id=person_id), 303)


@blueprint.post("/<person_id>/revoke")
@may("owner")
def revoke(person_id: str) -> Response:
    """Take the open invitation of a person back."""
    with own_rows(write=True) as session:
        was_open = leaving.revoke_invitation(session, viewer(), person_id, now())
    said = "The invitation is taken back; its link opens nothing." if was_open else "There was no open invitation."
    flash(said, "good")
    return redirect(url_for("people.show", person_id=person_id), 303)


@blueprint.post("/<person_id>/leave")
@may("owner")
def leave(person_id: str) -> Response:
    """Have a person leave, or take her back."""
    comes_back = bool(request.form.get("back"))
    try:
        with own_rows(write=True) as session:
            if comes_back:
                leaving.take_back(session, viewer(), person_id)
            else:
                leaving.leave(session, viewer(), person_id, now())
    except Refused as error:
        flash(str(error), "bad")
    else:
        flash(
            "Back again, with the same roles as before." if comes_back else "Nobody gets in by this account any more.",
            "good",
        )
    return redirect(url_for("people.show", person_id=person_id), 303)


@blueprint.route("/<person_id>/erase", methods=["GET", "POST"])
@may("owner")
def erase(person_id: str) -> str | Response | tuple[str, int]:
    """Say what erasing does, and ask for it."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        if request.form.get("word", "").strip().casefold() == _WORD:
            return _erased(person_id)
        errors = {"word": f"Write the word {_WORD} to say that you mean it"}
    with own_rows() as session:
        person = session.get_one(Person, person_id)
    page = render_template("people/erase.html", person=person, errors=errors)
    return (page, _NOT_TAKEN) if errors else page


def _erased(person_id: str) -> Response:
    try:
        with own_rows(write=True) as session:
            leaving.ask_erasure(session, viewer(), person_id, now())
    except Refused as error:
        flash(str(error), "bad")
    else:
        flash("Nobody gets in by this account any more. What is kept is erased within a month.", "good")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _invited(people: Sequence[Person]) -> list[Handed]:
    books = Books(service().store)
    with own_rows(write=True) as session:
        return invite_people(books, service().settings, session, viewer(), people)


def _handed(handed: list[Handed]) -> str | Response:
    """Show the links, once, or say that letters are on their way."""
    if handed[0].link:
        return render_template("people/handed.html", handed=handed, is_near=service().settings.is_loopback)
    flash(f"{len(handed)} {'letter is' if len(handed) == 1 else 'letters are'} on the way.", "good")
    return redirect(url_for("jobs.listed"), 303)
