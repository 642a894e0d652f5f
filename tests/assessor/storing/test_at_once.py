"""Several at once, on both databases: one decides after the other, and nothing is counted twice."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from assessor.db import Store
from assessor.models.measurement import ASKED, ITEM_EXPOSURE, ORGANISATION_SECRET, RESPONSE, RESULT
from assessor.sittings.sitting import Question, Sittings
from tests.architecture.house import ROOT
from tests.assessor.sittings.answering import by_lot, count, take, wrong
from tests.assessor.sittings.making import bank
from tests.postgres import emptied

TABS = 4
OPENS = "import sys; from assessor.db import open_store; sys.stdout.write(open_store(sys.argv[1]).address)"


@pytest.fixture(params=["on_sqlite", "on_postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Store)
    return found


def at_once(step: Callable[[Sittings], object], doors: list[Sittings]) -> list[object]:
    """Take a step by every door at the same time; each door stands for another process."""
    with ThreadPoolExecutor(len(doors)) as pool:
        return list(pool.map(step, doors))


@pytest.fixture
def doors(store: Store) -> list[Sittings]:
    return [Sittings(store, bank(30)) for _ in range(TABS)]


def answer_wrong(sittings: Sittings, question: Question) -> None:
    sittings.record(question.asked_id, wrong(question), seconds=5)


def test_several_tabs_are_shown_the_same_question_and_its_answer_counts_once(
    store: Store, doors: list[Sittings]
) -> None:
    sitting = doors[0].start(seed="1")
    for _ in range(3):
        shown = at_once(lambda door: door.next_item(sitting.id), doors)
        question = shown[0]
        assert isinstance(question, Question)
        assert all(each == question for each in shown)
        at_once(partial(answer_wrong, question=question), doors)
    assert count(store, ASKED) == count(store, RESPONSE) == 3
    with store.reading() as connection:
        assert sum(row.asked for row in connection.execute(select(ITEM_EXPOSURE))) == 3


def test_a_sitting_that_is_finished_several_times_at_once_has_one_result(store: Store, doors: list[Sittings]) -> None:
    sitting = doors[0].start(seed="2")
    take(doors[0], sitting.id, by_lot(2))
    made = at_once(lambda door: door.finish(sitting.id), doors)
    assert all(each == made[0] for each in made)
    assert count(store, RESULT) == 1


def test_people_who_start_at_once_share_one_secret_and_all_are_counted(store: Store, doors: list[Sittings]) -> None:
    at_once(lambda door: door.start(seed=str(id(door))), doors)
    assert count(store, ORGANISATION_SECRET) == 1
    with store.reading() as connection:
        assert {row.tests for row in connection.execute(select(ITEM_EXPOSURE))} == {TABS}


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_two_processes_that_start_at_once_upgrade_once(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = f"sqlite:///{tmp_path / 's.db'}"
    if where == "postgres":
        address = emptied(request.getfixturevalue("postgres"))
    command = [sys.executable, "-c", OPENS, address]
    begun = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in begun]
    assert [(process.returncode, words) for process, words in zip(begun, said, strict=True)] == [(0, "")] * 2
