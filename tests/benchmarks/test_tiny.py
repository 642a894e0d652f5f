"""The task that the speed of the program is measured with does what every task does."""

import pytest

from benchmarks.stub.desk import text_for
from benchmarks.stubbing import ROOT
from tasks_bank.answer import Answer
from tasks_bank.task import Task, read_task


@pytest.fixture
def tiny() -> Task:
    return read_task(ROOT / "benchmarks" / "home" / "tasks" / "tiny")


@pytest.mark.parametrize("dials", ["small", "large"])
def test_exemplars_get_their_promised_marks(tiny: Task, dials: str) -> None:
    case = tiny.deal(3, tiny.dials(dials))
    for exemplar in tiny.exemplars(case):
        grade = tiny.grade(case, exemplar.answer)
        assert (grade.status, exemplar.at_least <= grade.score <= exemplar.at_most) == (exemplar.status, True), (
            exemplar.kind
        )


def test_the_stub_answers_it_right(tiny: Task) -> None:
    case = tiny.deal(7, tiny.dials())
    parcel = case.truth.tables["parcels"][0]["parcel"]
    assert parcel in case.brief.ask
    assert tiny.grade(case, Answer(text_for(parcel))).score == 1
