"""What is kept of the person who looks: to read, to download, and to have erased."""

import json

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response as AnyResponse

from assessor.campaigns.monitoring import keys_of
from assessor.models.afterwards.erasure import Erasure
from assessor.models.declared import new_id
from assessor.people.audit import note
from assessor.releasing import own_data
from assessor.web.access import may
from assessor.web.framing import Way
from assessor.web.service import now, own_rows, service, viewer

WAYS = (Way("My data", "my_data.show", 80),)
blueprint = Blueprint("my_data", __name__, url_prefix="/my-data")
_WORD = "erase"
_NOT_TAKEN = 422


@blueprint.get("/")
@may("member")
def show() -> str:
    """Show how much is kept, and what erasing would do."""
    return _page({})


@blueprint.get("/data.<ending>")
@may("member")
def download(ending: str) -> Response:
    """Give all that is kept of the viewer: as JSON, or else as text to read."""
    rows, who = _data(), viewer()
    if ending == "json":
        whole = {"make_believe": True, **rows} if who.is_make_believe else rows
        said, kind = json.dumps(whole, indent=2, ensure_ascii=False), "application/json"
    else:
        made_up = f"Make-believe: the people and results of {who.organisation} are made up.\n\n"
        said = f"{made_up if who.is_make_believe else ''}{own_data.as_text(rows)}"
        kind, ending = "text/plain; charset=utf-8", "txt"
    headers = {"Content-Disposition": f'attachment; filename="my-data.{ending}"'}
    return Response(said, mimetype=None, content_type=kind, headers=headers)


@blueprint.post("/erase")
@may("member")
def erase() -> AnyResponse | tuple[str, int]:
    """Take the request to erase what is kept of the viewer."""
    if request.form.get("word", "").strip().casefold() != _WORD:
        return _page({"word": f"Write the word {_WORD} to say that you mean it"}), _NOT_TAKEN
    who = viewer()
    with own_rows(write=True) as session:
        if _asked(session) is None:
            session.add(
                Erasure(
                    id=new_id(),
                    organisation_id=who.organisation_id or "",
                    person_id=who.person_id or "",
                    because="asked",
                    asked_at=now(),
                )
            )
            note(session, who, "erasure.asked", f"person:{who.person_id}")
    flash("Your request is kept. It is carried out within a month; until then you can still sign in.", "good")
    return redirect(url_for("my_data.show"), 303)


def _page(errors: dict[str, str]) -> str:
    with own_rows() as session:
        asked = _asked(session)
    counts = {name: len(rows) for name, rows in _data().items()}
    return render_template("learner/my_data.html", counts=counts, fates=own_data.FATES, asked=asked, errors=errors)


def _data() -> own_data.Rows:
    who = viewer()
    with own_rows() as session:
        sittings = own_data.sittings_of(session, who.person_id or "")
        keys = keys_of(service().store, who.organisation_id or "", sittings)
        return own_data.data_of(session, who.person_id or "", keys)


def _asked(session: Session) -> Erasure | None:
    waiting = select(Erasure).where(Erasure.person_id == viewer().person_id, col(Erasure.done_at).is_(None))
    return session.exec(waiting).first()
