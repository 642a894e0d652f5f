"""Panels on where levels begin: called, judged in two rounds, and their cuts written as a cut set."""

from statistics import median

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlmodel import col, select
from werkzeug.wrappers import Response

from assessor.calibrating.cut_files import About, write_cut_set
from assessor.calibrating.panel import BadPanel, PanelCuts
from assessor.deciding.cut_set import LATEST
from assessor.errors import CannotWrite
from assessor.framework import read_framework
from assessor.models.panels.cut_panel import CutPanel
from assessor.people import audit
from assessor.people.refusals import Refused
from assessor.sittings.calibration import Calibration, calibration_in_use
from assessor.sittings.dealing import show as shown
from assessor.sittings.scale import read_scale
from assessor.sittings.statuses import standings
from assessor.web.access import may
from assessor.web.authoring import panels, words
from assessor.web.framing import Way
from assessor.web.instruments import bank
from assessor.web.service import now, own_rows, service, viewer

blueprint = Blueprint("panels", __name__, url_prefix="/panels")
WAYS = (Way("Panels", "panels.listed", 62),)
_NOT_TAKEN = 422
_QUESTIONS = 20
_PERCENT = 100


@blueprint.get("/")
@may("author")
def listed() -> str:
    """List the panels, and offer to call one."""
    return _list({})


@blueprint.post("/")
@may("author")
def call() -> Response | tuple[str, int]:
    """Call a panel."""
    said, name = request.form.get("questions", ""), request.form.get("name", "").strip()
    if not said.isdecimal():
        return _list({"questions": f"Write a number of questions, such as {_QUESTIONS}"}), _NOT_TAKEN
    known = standings(service().store, bank())
    there = [item for item in bank() if known[item.name].status != "retired"]
    try:
        with own_rows(write=True) as session:
            panels.call(session, viewer(), name, panels.chosen(there, int(said[:4])), now())
    except Refused as error:
        return _list({error.field or "name": str(error)}), _NOT_TAKEN
    flash("The panel is called. Every author of your organisation can judge.", "good")
    return redirect(url_for("panels.listed"), 303)


@blueprint.get("/<panel_id>")
@may("author")
def show(panel_id: str) -> str:
    """Show a level's questions to judge, or what the panel found."""
    return _page(panel_id, {})


@blueprint.post("/<panel_id>/judge")
@may("author")
def judge(panel_id: str) -> Response | tuple[str, int]:
    """Keep what an author judges; questions that are left open stay open."""
    with own_rows() as session:
        items = session.get_one(CutPanel, panel_id).items
    given, errors = _given(items)
    try:
        with own_rows(write=True) as session:
            panels.judge(session, viewer(), session.get_one(CutPanel, panel_id), given, now())
    except Refused as error:
        flash(str(error), "bad")
        return redirect(url_for("panels.show", panel_id=panel_id), 303)
    if errors:
        return _page(panel_id, errors), _NOT_TAKEN
    open_ones = len(items) - len(given)
    flash(f"It is kept{f'; {open_ones} questions are open' if open_ones else ', all questions are judged'}.", "good")
    return redirect(url_for("panels.show", panel_id=panel_id), 303)


@blueprint.post("/<panel_id>/go-on")
@may("author")
def go_on(panel_id: str) -> Response:
    """Begin the second round, or close the panel after it."""
    try:
        with own_rows(write=True) as session:
            panels.go_on(session, viewer(), session.get_one(CutPanel, panel_id), now())
        flash("The panel has gone on.", "good")
    except Refused as error:
        flash(str(error), "bad")
    return redirect(url_for("panels.show", panel_id=panel_id), 303)


@blueprint.post("/<panel_id>/write")
@may("author")
def write(panel_id: str) -> Response:
    """Write the cuts of a panel's four levels as a cut set of the installation; no sitting uses it by that alone."""
    if said := words.why_not(service().store, service().settings, viewer()):
        abort(403, said)
    known = _in_use()
    try:
        with own_rows(write=True) as session:
            name = session.get_one(CutPanel, panel_id).name
            same = session.exec(select(CutPanel).where(CutPanel.name == name).order_by(col(CutPanel.level))).all()
            whole = panels.together([panels.found_of(session, one, known) for one in same])
            told = f"{name}: {len(whole.judges)} judges, {len(same[0].items)} questions, {now():%d %B %Y}"
            path = write_cut_set(whole, About("panel", told, now().date(), LATEST, known.stage))
            audit.note(session, viewer(), "panel.written", f"panel:{panel_id}", {"file": path.name})
        flash(f"It is written as {path.name}. Sittings use it once the installation names it.", "good")
    except (BadPanel, CannotWrite, ValueError) as error:
        flash(f"No cut set was written: {error}.", "bad")
    return redirect(url_for("panels.show", panel_id=panel_id), 303)


def _given(items: list[str]) -> tuple[dict[str, int], dict[str, str]]:
    """Return what a form holds: whole percentages by question, and what is wrong by field."""
    given, errors = {}, {}
    for place, item in enumerate(items):
        said = request.form.get(f"percent-{place}", "").strip().rstrip("%").rstrip()
        if said.isdecimal() and int(said[:4]) <= _PERCENT:
            given[item] = int(said[:4])
        elif said:
            errors[f"percent-{place}"] = f"Question {place + 1}: write a whole number from 0 to {_PERCENT}"
    return given, errors


def _list(errors: dict[str, str]) -> str:
    with own_rows() as session:
        found = session.exec(select(CutPanel).order_by(col(CutPanel.made_at).desc(), col(CutPanel.level))).all()
        rows = [(one, len(panels.whole(one, panels.judged(session, one, one.round)))) for one in found]
    return render_template(
        "items/panels.html", rows=rows, errors=errors, values=request.form, usual=_QUESTIONS, names=_names()
    )


def _page(panel_id: str, errors: dict[str, str]) -> str:
    who, known = viewer(), _in_use()
    with own_rows() as session:
        panel = session.get_one(CutPanel, panel_id)
        now_judged = panels.judged(session, panel, panel.round)
        before = panels.whole(panel, panels.judged(session, panel, panel.round - 1))
    there = panels.whole(panel, now_judged)
    found, why_none = _cut(panel, now_judged, known) if panel.closed_at else (None, "")
    by_name = {item.name: item for item in bank()}
    mine, mine_before = now_judged.get(who.person_id or "", {}), before.get(who.person_id or "", {})
    questions = [
        {
            "name": name,
            "item": by_name.get(name),
            "asked": shown(by_name[name], f"panel {panel_id}", in_words=False) if name in by_name else None,
            "value": request.form.get(f"percent-{place}") or mine.get(name, mine_before.get(name)),
            "before": sorted(given[name] for given in before.values()),
            "middle": median(given[name] for given in before.values()) if before else None,
        }
        for place, name in enumerate(panel.items)
    ]
    return render_template(
        "items/panel.html",
        panel=panel,
        level=_names()[panel.level],
        questions=questions,
        errors=errors,
        judges=len(there),
        fewest=panels.FEWEST_JUDGES,
        rounds=panels.ROUNDS,
        found=found,
        why_none=why_none,
        used=known,
        may_judge=panel.closed_at is None and (panel.round == 1 or who.person_id in before),
    )


def _cut(panel: CutPanel, found: panels.Judged, known: Calibration) -> tuple[PanelCuts | None, str]:
    try:
        return panels.cut_of(panel, found, known), ""
    except (BadPanel, ValueError) as error:
        return None, str(error)


def _in_use() -> Calibration:
    with service().store.reading() as connection:
        return calibration_in_use(connection, read_scale(), bank())


def _names() -> dict[int, str]:
    """Return the levels' names by their numbers."""
    return {level.number: level.shown_name for level in read_framework().level}
