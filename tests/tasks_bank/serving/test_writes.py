"""Writes are checked, get a receipt, and come back as actions that are read as rows of what was asked for."""

from collections.abc import Iterator

import pytest

from tasks_bank.answer import Action, Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Deliverable
from tasks_bank.reading.answer import read_answer
from tasks_bank.serving.offer import offer_of
from tasks_bank.serving.recording import ActionList
from tasks_bank.serving.schema import Mistake
from tasks_bank.task import Task
from tests.tasks_bank.serving.all_tasks import PACKAGED
from tests.tasks_bank.tasks_found import dealt, each_packaged_task

REQUEST = {"starter": "NS-1", "item": "IT-1", "needed_by": "2026-03-02"}


def onboarding() -> Case:
    return dealt(PACKAGED["onboarding"], 1)


def by_write(case: Case) -> Iterator[Deliverable]:
    return (each for each in case.brief.deliverables if each.write)


@each_packaged_task
@pytest.mark.parametrize("preset", ["small", "default"])
def test_whatever_is_right_can_be_written(task: Task, preset: str) -> None:
    case, recorder = dealt(task.folder, 2, preset), ActionList()
    tools = offer_of(case, recorder).tools
    for deliverable in by_write(case):
        numbers = {column.name: column for column in deliverable.columns if column.type in {"integer", "amount"}}
        for row in case.truth.tables[deliverable.name]:
            names = tools[deliverable.write].parameters["properties"]
            tools[deliverable.write].call({name: float(row[name]) if name in numbers else row[name] for name in names})
    read = read_answer(Answer(actions=tuple(recorder.actions)), case.brief.deliverables)
    for deliverable in by_write(case):
        written = tools[deliverable.write].parameters["properties"]
        right = [{name: row[name] for name in written} for row in case.truth.tables[deliverable.name]]
        assert list(read.tables.get(deliverable.name, ())) == right


@each_packaged_task
def test_every_write_is_of_a_deliverable(task: Task) -> None:
    case = dealt(task.folder, 1)
    writes = {write.name for system in case.systems.values() for write in system.writes}
    assert writes == {deliverable.write for deliverable in by_write(case)}


def test_a_write_gives_a_receipt_and_is_kept() -> None:
    recorder = ActionList()
    tools = offer_of(onboarding(), recorder).tools
    replies = [tools["raise_request"].call(REQUEST) for _ in range(2)]
    assert [reply.data["receipt"] for reply in replies] == [1, 2]
    assert replies[0].data["written"] == REQUEST
    assert replies[0].text == "receipt 1: raise_request with starter NS-1, item IT-1, needed_by 2026-03-02"
    assert recorder.actions == [Action("raise_request", REQUEST)] * 2


def test_a_mistaken_write_is_not_kept() -> None:
    recorder = ActionList()
    with pytest.raises(Mistake):
        offer_of(onboarding(), recorder).tools["raise_request"].call(REQUEST | {"needed_by": "soon"})
    assert recorder.actions == []


def test_a_write_that_cannot_be_kept_says_so() -> None:
    class Full(ActionList):
        def record(self, action: Action) -> int:
            raise OSError(28, "No space left on device", action.tool)

    with pytest.raises(Mistake, match=r"could not be kept \(No space left on device\); nothing was written"):
        offer_of(onboarding(), Full()).tools["raise_request"].call(REQUEST)
