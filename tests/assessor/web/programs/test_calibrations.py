"""Versions of the calibration in a browser: made by a job, looked at, put to use."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import select

from assessor.app import create_app
from assessor.calibrating.using import stored
from assessor.db import Store, open_store
from assessor.jobs.books import Books
from assessor.jobs.kinds import calibrate
from assessor.jobs.port import Work
from assessor.models.work.job import Job
from assessor.sittings.calibration import calibration_in_use
from assessor.sittings.scale import read_scale
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.calibrating.filling import answer, fill, truth
from tests.assessor.sittings.making import bank
from tests.assessor.web.making import Browser, Tenant, settings, tenant

BANK = bank(12)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Return a store with the answers of 120 people."""
    monkeypatch.setattr(calibrate, "read_bank", lambda: iter(BANK))
    opened = open_store(f"sqlite:///{tmp_path / 's.db'}")
    dice = np.random.default_rng(1)
    fill(opened, BANK, answer(truth(BANK, 0.7), dice.normal(size=120), dice, 12), "local")
    yield opened
    opened.close()


@pytest.fixture
def firm(store: Store) -> Tenant:
    with store.session_across(write=True) as session:
        return tenant(session, dt.datetime.now(dt.UTC))


def author_of(store: Store, firm: Tenant) -> Browser:
    app = create_app(settings(store.address), store)
    app.extensions[instruments.EXTENSION] = Instruments(store, BANK)
    return Browser.of(app, firm.cookies["author"])


def work_off(store: Store) -> str:
    """Take the step of the one job that waits."""
    with store.session_across() as session:
        job = session.exec(select(Job)).one()
    assert [Books(store).due(5)[0][0]] == [job.id]
    return calibrate.step(Work(job, store, settings(store.address), dt.datetime.now(dt.UTC)), 0)


def test_an_author_has_a_calibration_made_looks_at_it_and_puts_it_to_use(store: Store, firm: Tenant) -> None:
    author = author_of(store, firm)
    assert author.post("/calibrations/").status_code == 303
    assert "12 questions with answers" in work_off(store)
    work_off(store)
    with store.reading() as connection:
        made = [row["label"] for row in stored(connection) if row["made_from"].get("sittings") == 120]
    assert len(made) == 1
    looked = author.get("/calibrations/look", query_string={"label": made[0]})
    assert "Put it to use" in looked.text
    assert "piloted" in looked.text
    assert author.post("/calibrations/use", {"label": made[0]}).status_code == 303
    with store.reading() as connection:
        assert calibration_in_use(connection, read_scale(), BANK).label == made[0]
    assert f"New sittings begin with {made[0]}" in author.get("/calibrations/").text


def test_a_calibration_that_is_not_there_is_not_put_to_use(store: Store, firm: Tenant) -> None:
    author = author_of(store, firm)
    assert author.post("/calibrations/use", {"label": "author@1#0"}).status_code == 404
    assert author.get("/calibrations/look?label=none").status_code == 404
