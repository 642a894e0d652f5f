"""A learner as her trainers see her: her way so far, notes, actions, and practical work that they saw."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessor.deciding.rubric import read_rubric, rubric_names
from assessor.models.people.person import Person
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.training import agreeing, timeline, told, whereabouts, witnessing
from assessor.web.access import may
from assessor.web.instruments import instrument
from assessor.web.service import now, own_rows, today, viewer

blueprint = Blueprint("learners", __name__)
_NOT_TAKEN = 422


@blueprint.get("/learners/<person_id>")
@may("trainer")
def show(person_id: str) -> str:
    """Show a learner's way as far as the release rule lets it be seen, and note what was seen."""
    return _page(person_id, {})


@blueprint.post("/learners/<person_id>/notes")
@may("trainer")
def write_note(person_id: str) -> Response | tuple[str, int]:
    """Keep a note."""
    try:
        with own_rows(write=True) as session:
            agreeing.write_note(session, viewer(), person_id, request.form.get("words", ""), now())
    except Refused as error:
        return _page(person_id, {error.field: str(error)}), _NOT_TAKEN
    return _done(person_id, "The note is kept. The learner may read it, with all other data.")


@blueprint.post("/learners/<person_id>/actions")
@may("trainer")
def add_action(person_id: str) -> Response | tuple[str, int]:
    """Keep what was agreed."""
    form = request.form
    wish = agreeing.Wish(form.get("what", ""), form.get("who", ""), form.get("due_on", ""))
    try:
        with own_rows(write=True) as session:
            agreeing.add_action(session, viewer(), person_id, wish, now())
    except Refused as error:
        return _page(person_id, {error.field: str(error)}), _NOT_TAKEN
    return _done(person_id, "The action is kept. Whoever is to do it finds it under My sittings.")


@blueprint.post("/actions/<action_id>/done")
@may("trainer", "learner")
def finish_action(action_id: str) -> Response:
    """Say that an action is done; who trains her says so, or who is to do it."""
    with own_rows(write=True) as session:
        action = agreeing.finish(session, viewer(), action_id, now())
    if action.who == viewer().person_id == action.person_id:
        flash("It is done.", "good")
        return redirect(url_for("learner.home"), 303)
    return _done(action.person_id, "It is done.")


@blueprint.route("/learners/<person_id>/evidence", methods=["GET", "POST"])
@may("trainer")
def attest(person_id: str) -> str | Response | tuple[str, int]:
    """Take a trainer's word on practical work that she saw, against the written rubric."""
    name = request.values.get("rubric", "")
    if name not in rubric_names():
        return _evidence(person_id, None, {})
    if request.method == "GET":
        return _evidence(person_id, name, {})
    witness = witnessing.Witness(person_id, viewer().name)
    try:
        word = witnessing.word_on(read_rubric(name), witness, request.form)
    except Refused as error:
        return _evidence(person_id, name, {error.field: str(error)}), _NOT_TAKEN
    results = instrument().results
    kept = results.attest(word)
    with own_rows(write=True) as session:
        audit.note(session, viewer(), "evidence.attested", f"person:{person_id}", {"evidence": kept})
    ended = [result.sitting_id for result, _ in results.all(person_id)]
    if ended:
        results.rescore(ended[-1])  # beside the result that is there; what she sees is the newest
    return _done(person_id, "Your word is kept, and the newest result is made again with it.")


def _done(person_id: str, said: str) -> Response:
    flash(said, "good")
    return redirect(url_for("learners.show", person_id=person_id), 303)


def _evidence(person_id: str, name: str | None, errors: dict[str, str]) -> str:
    with own_rows() as session:
        person = session.get_one(Person, person_id)
    rubric = read_rubric(name) if name else None
    return render_template(
        "training/evidence.html",
        person=person,
        name=name,
        rubric=rubric,
        rubrics=[(each, read_rubric(each)) for each in rubric_names()],
        fields=witnessing.fields_of(rubric) if rubric else [],
        met=witnessing.MET,
        values=request.form,
        errors=errors,
    )


def _page(person_id: str, errors: dict[str, str]) -> str:
    with own_rows(write=True) as session:
        person = session.get_one(Person, person_id)
        if person.erased_at is not None:
            abort(404)
        way = timeline.of_learner(session, viewer(), person_id)
        told.note_opened(session, viewer(), way.told, now())
        actions = agreeing.actions_for(session, person_id)
        may_do = agreeing.may_do(session, person_id)
    return render_template(
        "training/learner.html",
        person=person,
        way=way,
        changes=whereabouts.changes(way.told),
        actions=actions,
        may_do=may_do,
        names=dict(may_do),
        today=today(),
        values=request.form if errors else {},
        errors=errors,
    )
