"""kill -9 at every step of a sitting: no acknowledged answer is lost, none counted twice, and it goes on as it was."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select

from assessor.db import Store, open_store
from assessor.models.measurement import ASKED, ITEM_EXPOSURE, RESPONSE, RESULT, SCORED_RESPONSE
from assessor.sittings.sitting import Question, Sittings
from tests.assessor.sittings.answering import by_lot, take
from tests.assessor.sittings.making import bank, with_secret

CHILD = Path(__file__).parent / "child.py"
ROOT = CHILD.parents[3]
Whole = tuple[list[tuple[int, str, str, int]], float, list[float]]


def what_happened(store: Store, sitting_id: str) -> Whole:
    """Return items with their categories in order, and what the result says of them."""
    with store.reading() as connection:
        chain = connection.execute(
            select(ASKED.c.position, ASKED.c.item, RESPONSE.c.answer, SCORED_RESPONSE.c.category)
            .join(RESPONSE, RESPONSE.c.asked_id == ASKED.c.id)
            .join(SCORED_RESPONSE, SCORED_RESPONSE.c.asked_id == RESPONSE.c.asked_id)
            .where(ASKED.c.sitting_id == sitting_id)
            .order_by(ASKED.c.position)
        )
        steps = [(row.position, row.item, str(row.answer), row.category) for row in chain]
        theta, chances = connection.execute(select(RESULT.c.theta, RESULT.c.level_probabilities)).one()
    return steps, theta, chances


@pytest.fixture
def unbroken(tmp_path: Path) -> Iterator[Whole]:
    """What the same sitting finds when nobody kills it."""
    store = with_secret(open_store(f"sqlite:///{tmp_path / 'unbroken.db'}"))
    sittings = Sittings(store, bank(30))
    sitting = sittings.start(seed="k")
    take(sittings, sitting.id, by_lot(6))
    sittings.finish(sitting.id)
    yield what_happened(store, sitting.id)
    store.close()


def killed_after(address: str, sitting_id: str, step: str, times: int) -> tuple[set[str], bool]:
    """Let a process sit, and kill it after so many steps of a kind.

    Return the answers that were acknowledged, and whether the kill came before the end: on a busy machine it may not.
    """
    command = [sys.executable, str(CHILD), address, sitting_id]
    with subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        lines: list[str] = []
        while sum(line.startswith(step) for line in lines) < times:
            line = child.stdout.readline()
            if not line:
                break
            lines.append(line)
        child.kill()
        lines += child.stdout.readlines()
    acknowledged = {line.split()[1] for line in lines if line.startswith("recorded") and line.endswith("\n")}
    return acknowledged, child.returncode == -signal.SIGKILL


def test_kills_lose_no_answer_count_none_twice_and_change_nothing(tmp_path: Path, unbroken: Whole) -> None:
    address = f"sqlite:///{tmp_path / 'killed.db'}"
    store = with_secret(open_store(address))
    sitting_id = Sittings(store, bank(30)).start(seed="k").id
    acknowledged: set[str] = set()
    kills = 0
    for step, times in (("asked", 1), ("recorded", 2), ("asked", 4), ("finished", 1)):
        said, was_killed = killed_after(address, sitting_id, step, times)
        acknowledged |= said
        kills += was_killed
        with store.reading() as connection:
            kept = list(connection.scalars(select(RESPONSE.c.asked_id)))
            marked = list(connection.scalars(select(SCORED_RESPONSE.c.asked_id)))
        assert acknowledged <= set(kept)
        assert len(set(kept)) == len(kept)
        assert sorted(marked) == sorted(kept)
    assert kills >= 1
    assert what_happened(store, sitting_id) == unbroken
    with store.reading() as connection:
        counts = connection.execute(select(ITEM_EXPOSURE)).all()
    assert sum(row.asked for row in counts) == len(unbroken[0])
    store.close()


class Killed(Exception):
    """Stands for the end of the process just before a commit."""


def test_an_end_before_any_commit_leaves_the_step_undone_and_the_sitting_whole(tmp_path: Path, unbroken: Whole) -> None:
    """Each commit of the sitting fails once, as if the process ended there; a new one takes the step again."""
    store = with_secret(open_store(f"sqlite:///{tmp_path / 'failing.db'}"))
    sittings, fails = Sittings(store, bank(30)), [False]
    sitting_id, answering = sittings.start(seed="k").id, by_lot(6)

    def fail(_: Connection) -> None:
        fails[0] = not fails[0]
        if fails[0]:
            raise Killed

    event.listen(store.write_engine, "commit", fail)
    while True:
        with pytest.raises(Killed):
            sittings.next_item(sitting_id)
        question = sittings.next_item(sitting_id)
        if not isinstance(question, Question):
            break
        with pytest.raises(Killed):
            sittings.record(question.asked_id, answering(question), seconds=20)
        sittings.record(question.asked_id, answering(question), seconds=20)
    with pytest.raises(Killed):
        sittings.finish(sitting_id)
    sittings.finish(sitting_id)
    assert what_happened(store, sitting_id) == unbroken
    event.remove(store.write_engine, "commit", fail)
    store.close()
