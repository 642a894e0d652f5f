"""How good a find is. Figures come from the definitions, worked out in the test."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import log2

import pytest

from harness.context.finding.chunks import Chunk, Place, chunked
from harness.context.finding.diary import SUPPLIED, Diary, Find
from harness.context.finding.measuring import homes, measured, quality
from harness.plan.sources import Part, SourceTool
from tasks_bank.catalog import find_task

TEXTS = {
    "crm.csv": "account,name\nACC-1,Maple\nACC-2,Heather\nACC-3,Osprey\n",
    "notes.md": "# Notes\n\nACC-2 rang about CON-9.\n\nNobody else did.\n",
    "mails/ACC-3-1.eml": "Subject: hello\n\nWe are leaving.\n",
    "people/maya.hope.ics": "date,title\n2025-07-01,Trade fair\n",
}


def lines(file: str, first: int, last: int | None = None) -> Chunk:
    return Chunk(Place(file, first, last or first), (), "x")


def test_a_reference_is_at_home_in_its_row_and_in_the_file_named_after_it() -> None:
    assert homes(["ACC-1"], TEXTS) == {Place("crm.csv", 2, 2)}
    assert homes(["ACC-3"], TEXTS) == {Place("crm.csv", 4, 4), Place("mails/ACC-3-1.eml", 1, 4)}
    assert homes(["maya.hope@firm.example"], TEXTS) == {Place("people/maya.hope.ics", 1, 3)}


def test_a_reference_without_a_row_is_at_home_where_it_is_mentioned() -> None:
    assert homes(["CON-9"], TEXTS) == {Place("notes.md", 3, 3)}
    assert not homes(["CON-99"], TEXTS)


def test_recall_counts_each_relevant_row_once() -> None:
    chunks = [lines("a", n) for n in range(1, 13)]
    wanted = [Place("a", 1, 1), Place("a", 3, 3), Place("a", 6, 6), Place("a", 12, 12)]
    got = quality([*chunks, chunks[0]], chunks, wanted)
    assert got is not None
    assert got.recall == {1: 1 / 4, 5: 2 / 4, 10: 3 / 4}
    assert got.relevant == 4


def test_ndcg_sets_the_gains_against_the_best_order() -> None:
    chunks = [lines("a", 1, 2), lines("a", 3, 4), lines("a", 5, 6)]
    wanted = [Place("a", 3, 3), Place("a", 5, 5), Place("a", 6, 6)]
    got = quality(chunks, chunks, wanted)
    assert got is not None
    assert got.ndcg == pytest.approx((1 / log2(3) + 2 / log2(4)) / (2 / log2(2) + 1 / log2(3)))
    best = quality([chunks[2], chunks[1]], chunks, wanted)
    assert best is not None
    assert best.ndcg == pytest.approx(1)


def test_where_nothing_is_relevant_there_is_nothing_to_measure() -> None:
    assert quality([lines("a", 1)], [lines("a", 1)], []) is None


def test_what_stands_in_files_that_are_not_searched_is_not_found() -> None:
    got = quality([lines("a", 1)], [lines("a", 1)], [Place("b", 1, 1)])
    assert got is not None
    assert (got.recall[10], got.ndcg) == (0, 0)


@dataclass
class Source:
    """As much of a source at work as is looked at."""

    name: str
    diary: Diary = field(default_factory=lambda: Diary(()))
    tools: Sequence[SourceTool] = ()

    def supply(self, wanted: Sequence[str], query: str) -> Sequence[Part]:
        raise NotImplementedError


def test_each_find_of_a_trial_is_measured_and_said() -> None:
    task = find_task("support_triage")
    case = task.deal(7, task.dials("small"))
    ticket = case.truth.tables["triage"][0]["ticket"]
    texts = {"tickets.csv": f"ticket,subject\n{ticket},Invoice paid twice\nT-1,Other\n", "other.md": "Nothing.\n"}
    case = replace(case, systems={}, brief=replace(case.brief, files=()))
    chunks = [
        chunk for name, text in texts.items() for chunk in chunked(name, text, 20, lambda line: len(line.split()))
    ]
    source = Source("retrieval", Diary(chunks))
    held = next(chunk for chunk in chunks if ticket in chunk.text)
    source.diary.note(Find(SUPPLIED, f"sort {ticket}\nplease", (held,), 0.0, 0.0))
    source.diary.note(Find("search_files", "x", (), 0.0, 0.0))
    one, other = measured(case, texts, [source])
    assert one.words().startswith(
        "recall@1 1.00, recall@5 1.00, recall@10 1.00, nDCG@10 1.00, relevant rows 1; asked: "
    )
    assert one.words().endswith(f"asked: sort {ticket} please; found: {held.title}")
    assert other.quality is not None
    assert other.words().endswith("found: nothing")


def test_a_question_that_is_asked_again_with_more_words_counts_once() -> None:
    diary = Diary(())
    for query in ("T-1", "Sort this ticket: T-1", "T-2"):
        diary.note(Find(SUPPLIED, query, (), 0.0, 0.0))
    assert [find.query for find in diary.finds] == ["Sort this ticket: T-1", "T-2"]
