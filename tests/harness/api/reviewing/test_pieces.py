"""Pieces for a seeded review: half with one defect, the same for the same reviewer, the ledger's answers untouched."""

import dataclasses
from collections import Counter

import pytest

from harness.api.reviewing.pieces import Piece, check_where, pieces_for
from harness.api.reviewing.reviewer import Reviewer
from harness.errors import BadPlan
from harness.store.ledger import open_ledger
from tasks_bank.answer import Answer
from tasks_bank.catalog import find_task
from tasks_bank.planting.defect import Class, Defect
from tasks_bank.specimens import right
from tests.harness.benching import Bench

ANNA, BEN = Reviewer("person-a", "person"), Reviewer("person-b", "person")


def pieces(bench: Bench, by: Reviewer = ANNA, defects: int = 6) -> list[Piece]:
    with open_ledger(bench.ledger) as ledger:
        return pieces_for(ledger, "latest", by, defects, "truth")


def with_defect(piece: Piece, name: Class, place: int, column: str = "") -> Piece:
    key = (piece.rows[0][piece.table.key[0]],)
    return dataclasses.replace(piece, defect=Defect(name, piece.table.name, place, key, column, "was", "now"))


def test_half_of_the_pieces_are_as_they_were(ten: Bench) -> None:
    found = pieces(ten)
    assert Counter(piece.defect is None for piece in found) == {True: 6, False: 6}
    assert len({piece.subject.name for piece in found}) == 12
    for piece in found:
        same = [*piece.rows] == [*piece.case.truth.tables[piece.table.name]]
        assert same == (piece.defect is None)


def test_a_reviewer_gets_the_same_pieces_again_and_another_one_others(ten: Bench) -> None:
    first, again, other = pieces(ten), pieces(ten), pieces(ten, BEN)
    assert [piece.subject for piece in first] == [piece.subject for piece in again]
    assert [piece.subject.name for piece in first] != [piece.subject.name for piece in other]


def test_what_is_kept_says_what_it_was_made_of(ten: Bench) -> None:
    for piece in pieces(ten):
        planted = piece.subject.planted or {}
        assert planted["of"] == "truth"
        assert planted["rows"] == len(piece.rows)
        assert planted["class"] == (piece.defect.name if piece.defect else "")


def test_without_an_answer_that_is_right_it_says_what_to_do(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger, pytest.raises(BadPlan, match="with --of truth"):
        pieces_for(ledger, "latest", ANNA)


def test_an_answer_that_is_right_is_a_bed_and_stays_as_it_is(ten: Bench) -> None:
    with open_ledger(ten.ledger) as ledger:
        run = ledger.run("latest")
        line = next(line for line in ledger.trial_lines(run.id) if "tools only" not in line.arm)
        task = find_task("petty_cash")
        case = task.deal(line.seed, task.dials("small,over_limit=2"))
        answer = right(case).to_json() | {"case": case.digest}
        before = dataclasses.replace(ledger.trial(line.id, 1), attempt=2, answer=answer)
        ledger.trial_ended(before, None, []).result()
        found = pieces_for(ledger, "latest", ANNA, 2)
        assert {(piece.subject.trial_id, piece.subject.attempt) for piece in found} == {(line.id, 2)}
        assert Answer.from_json(ledger.trial(line.id, 2).answer) == right(case)


@pytest.mark.parametrize("defects", [0, 201])
def test_a_number_of_defects_that_makes_no_sense_is_refused(ten: Bench, defects: int) -> None:
    with pytest.raises(BadPlan, match="--defects is"):
        pieces(ten, defects=defects)


def test_a_defect_counts_as_found_where_its_place_is_named(ten: Bench) -> None:
    piece = next(piece for piece in pieces(ten) if piece.table.name == "lines" and len(piece.rows) > 4)
    cell = with_defect(piece, "category swapped", 2, "category")
    assert [cell.is_found(said) for said in ("3", "3 Category", "3 line", "2", "missing 3", "")] == [
        *(True, True, False, False, False, False)
    ]
    dropped = with_defect(piece, "row dropped", 0)
    name = piece.rows[0]["line"]
    assert [dropped.is_found(said) for said in (f"missing {name.lower()}", f"{name}", "missing X", "1")] == [
        *(True, False, False, False)
    ]
    doubled = with_defect(piece, "row doubled", 4)
    assert [doubled.is_found(said) for said in ("4", "5", "6")] == [True, True, False]
    assert dataclasses.replace(piece, defect=None).is_found("1") is None


def test_words_for_a_place_that_cannot_be_read_are_answered(ten: Bench) -> None:
    piece = next(piece for piece in pieces(ten) if piece.table.name == "lines")
    assert check_where(piece, "1 category") == check_where(piece, "missing B-07") == ""
    assert "names no row: a number from 1 to" in check_where(piece, "0")
    assert "there is no column 'amount'" in check_where(piece, "1 amount")
    assert "say which row is missing" in check_where(piece, "missing")
