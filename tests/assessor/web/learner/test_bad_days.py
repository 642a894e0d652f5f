"""A sitting while the store fails: locked, full, or gone at a commit. Nothing is lost and none counts twice."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import event, make_url, select

from assessor.app import create_app
from assessor.db import Store, open_store
from assessor.models.measurement import ASKED, RESPONSE, RESULT, SCORED_RESPONSE
from assessor.storing import engines
from assessor.web import instruments
from assessor.web.instruments import Instruments
from assessor.web.pages import sitting as sitting_page
from tests.assessor.sittings.making import bank
from tests.assessor.web.learner.sitter import Sitter, sitter
from tests.assessor.web.making import settings, tenant

UNAVAILABLE = 503


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store in which nobody waits long for a lock."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "_WAIT_S", 0.05)
        opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('bad') / 's.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def bad_ada(store: Store) -> Sitter:
    app = create_app(settings(store.address), store)
    app.extensions[instruments.EXTENSION] = Instruments(store, bank(20))
    now = dt.datetime.now(dt.UTC)
    with store.session_across(write=True) as session:
        made = tenant(session, now)
    return sitter(app, store, made, now)


@pytest.fixture
def bob(bad_ada: Sitter, store: Store) -> Sitter:
    """Return somebody new, who has begun and looks at the first question."""
    now = dt.datetime.now(dt.UTC)
    with store.session_across(write=True) as session:
        made = tenant(session, now)
    found = sitter(bad_ada.app, store, made, now)
    found.begin()
    return found


def kept(bob: Sitter) -> tuple[int, int, int, int]:
    """Return how many questions, answers, marks and results a sitting has."""
    of = ASKED.c.sitting_id == bob.sitting_id
    with bob.store.reading() as connection:
        asked = list(connection.scalars(select(ASKED.c.id).where(of)))
        answered = connection.scalars(select(RESPONSE.c.asked_id).where(RESPONSE.c.asked_id.in_(asked))).all()
        marked = connection.scalars(select(SCORED_RESPONSE.c.number).where(SCORED_RESPONSE.c.asked_id.in_(asked)))
        results = connection.scalars(select(RESULT.c.number).where(RESULT.c.sitting_id == bob.sitting_id))
        return len(asked), len(answered), len(marked.all()), len(results.all())


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Have another program hold the file's write lock."""
    with closing(sqlite3.connect(make_url(store.address).database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def cut_at_commit(store: Store) -> Iterator[None]:
    """Have the store go away whenever something is about to be kept, as it does at a kill."""

    def gone(_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    event.listen(store.write_engine, "commit", gone)
    yield
    event.remove(store.write_engine, "commit", gone)


def test_a_locked_store_is_said_and_the_same_answer_counts_once_afterwards(bob: Sitter) -> None:
    asked, _ = bob.asked()
    with locked(bob.store):
        refused = bob.answer(asked)
        assert refused.status_code == UNAVAILABLE
        assert refused.headers["Retry-After"] == "5"
        assert "Many are writing at this moment, and what you sent was not taken" in refused.text
        assert bob.browser.get("/learner/").status_code == 200  # what only reads goes on
    assert kept(bob) == (1, 0, 0, 0)
    assert bob.answer(asked).status_code == 303
    assert kept(bob) == (1, 1, 1, 0)


def test_a_full_disk_is_said_and_what_was_acknowledged_is_kept(bob: Sitter) -> None:
    asked, _ = bob.asked()
    bob.answer(asked)
    path, form = f"/sitting/{bob.sitting_id}/problem", {"asked": asked, "problem": "x" * 1000}
    with bob.store.write_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes the size that the file has
    said = next(answer for _ in range(50) if (answer := bob.browser.post(path, form)).status_code == UNAVAILABLE)
    assert "what you sent just now is not" in said.text
    assert "s.db" not in said.text
    with bob.store.write_engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert kept(bob) == (1, 1, 1, 0)
    assert bob.asked()[1] == 2


@pytest.mark.parametrize("step", ["question", "draft", "answer", "problem", "end"])
def test_a_store_that_goes_away_at_a_commit_leaves_a_step_undone_and_it_can_be_taken_again(
    bob: Sitter, step: str
) -> None:
    first, _ = bob.asked()
    bob.answer(first)
    form = {"choice": "0", "problem": "Two are right", "asked": first if step == "question" else bob.asked()[0]}
    before = kept(bob)

    def take() -> int:
        path = f"/sitting/{bob.sitting_id}/"
        answer = bob.browser.get(path) if step == "question" else bob.browser.post(path + step, form)
        return answer.status_code

    with cut_at_commit(bob.store):
        assert take() == UNAVAILABLE
    assert kept(bob) == before
    assert take() in {200, 303}
    assert kept(bob) == {"question": (2, 1, 1, 0), "answer": (2, 2, 2, 0), "end": (2, 1, 1, 1)}.get(step, before)


def test_a_clock_that_is_set_back_makes_no_answer_take_less_than_no_time(
    bob: Sitter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, _ = bob.asked()
    monkeypatch.setattr(sitting_page, "now", lambda: dt.datetime.now(dt.UTC) - dt.timedelta(hours=1))
    assert bob.answer(asked).status_code == 303
    with bob.store.reading() as connection:
        assert connection.scalar(select(RESPONSE.c.seconds).where(RESPONSE.c.asked_id == asked)) == 0
    assert bob.asked()[1] == 2


def test_the_way_back_after_the_end_leads_to_the_end(bob: Sitter) -> None:
    asked, _ = bob.asked()
    bob.browser.post(f"/sitting/{bob.sitting_id}/end")
    for path in ("", "end"):
        page = bob.browser.get(f"/sitting/{bob.sitting_id}/{path}", follow_redirects=True)
        assert page.status_code == 200
    assert bob.browser.post(f"/sitting/{bob.sitting_id}/end").status_code == 303
    assert bob.answer(asked, follow_redirects=True).status_code == 200
    assert kept(bob) == (1, 0, 0, 1)
