"""Notes as JSON, in cases, and what believing or lacking them makes of an answer."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Column, Deliverable
from tasks_bank.notes.believing import believing, without_notes
from tasks_bank.notes.dealing import EDITS, NOTES, Edit, Offer, with_notes
from tasks_bank.notes.note import Note
from tasks_bank.reading.answer import read_answer
from tests.tasks_bank.test_case import CASE as BARE

FIRST = dt.date(2026, 3, 1)
CASE = replace(BARE, dials={"notes": 4, "stale_notes": 0.5})
NOTE = Note("N1", "decision", "fees", "Fees are office.", dt.date(2026, 2, 27), "Ann Lee", dt.date(2026, 6, 30))


def offer(text: str, **changes: Any) -> Offer:  # noqa: ANN401 - any field of Offer
    return replace(Offer("decision", "fees", text, "Ann Lee", 3), **changes)


USEFUL = [offer("one", edits=(Edit("lines", {"line": "1"}, None),)), offer("two", days_ago=9), offer("three")]
WRONG = [offer("bad", state="stale", edits=(Edit("lines", None, {"line": "9"}),)), offer("worse", state="poisoned")]


def lines(case: Case, answer: Answer) -> list[str]:
    return [row["line"] for row in read_answer(answer, case.brief.deliverables).tables.get("lines", ())]


@pytest.mark.parametrize("note", [NOTE, replace(NOTE, expires=None)])
def test_a_note_comes_back_from_json_as_it_was(note: Note) -> None:
    assert Note.from_json(note.to_json()) == note


@pytest.mark.parametrize(
    "changes", [{"kind": "rule"}, {"at": "yesterday"}, {"text": 7}, {"by": None}, {"expires": "never"}]
)
def test_what_is_no_note_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        Note.from_json({**NOTE.to_json(), **changes})


def test_a_case_gets_as_many_notes_as_its_dials_say_and_a_share_of_them_is_wrong() -> None:
    case = with_notes(CASE, FIRST, USEFUL, WRONG)
    assert sorted(note.text for note in case.notes) == ["bad", "one", "two", "worse"]
    assert sorted(row["state"] for row in case.truth.facts[NOTES]) == ["poisoned", "stale", "useful", "useful"]
    assert [note.at for note in case.notes] == sorted(note.at for note in case.notes)
    assert case.notes[0] == Note("N1", "decision", "fees", "two", dt.date(2026, 2, 20), "Ann Lee")


def test_a_case_without_the_dial_stays_as_it_is() -> None:
    assert with_notes(BARE, FIRST, USEFUL, WRONG) is BARE
    none = replace(CASE, dials={"notes": 0, "stale_notes": 1})
    assert with_notes(none, FIRST, USEFUL, WRONG) is none


def test_more_notes_than_are_offered_are_all_that_are_offered() -> None:
    many = replace(CASE, dials={"notes": 20, "stale_notes": 0.25})
    assert len(with_notes(many, FIRST, USEFUL, WRONG).notes) == 5


def test_what_notes_do_to_an_answer_is_kept_with_the_hidden_truth() -> None:
    case = with_notes(CASE, FIRST, USEFUL, WRONG)
    assert len(case.truth.facts[EDITS]) == 2
    assert not any(row["match"] in note.text for note in case.notes for row in case.truth.facts[EDITS])


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (Edit("lines", None, {"line": "9"}), ["1", "9"]),
        (Edit("lines", {"line": "1"}, {"line": "7"}), ["7"]),
        (Edit("lines", {}, None), []),
        (Edit("lines", {"line": "2"}, None), ["1"]),
    ],
)
def test_an_edit_adds_changes_or_drops_rows(edit: Edit, found: list[str]) -> None:
    form = Deliverable("lines", columns=(Column("line"), Column("why", aliases=("reason",))), key=("line",))
    truth = replace(BARE.truth, tables={"lines": ({"line": "1", "why": "x"},)})
    brief = replace(BARE.brief, deliverables=(form,))
    bare = replace(BARE, brief=brief, truth=truth, dials={"notes": 1, "stale_notes": 1})
    wrong = with_notes(bare, FIRST, (), [offer("bad", state="stale", edits=(edit,))])
    assert lines(wrong, believing(wrong)) == found
    assert lines(wrong, without_notes(wrong)) == ["1"]
    useful = with_notes(replace(bare, dials={"notes": 1}), FIRST, [offer("good", edits=(edit,))], ())
    assert lines(useful, without_notes(useful)) == found
    assert lines(useful, believing(useful)) == ["1"]
