"""Panels on where levels begin: two rounds, without names between them, and the cut that the maths finds."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from sqlmodel import col, select

from assessor.app import create_app
from assessor.db import Store, open_store
from assessor.deciding.cut_set import read_cut_set
from assessor.models.panels.cut_panel import CutPanel
from assessor.scoring.levels.panels import angoff
from assessor.scoring.pool import Pool
from assessor.sittings.calibration import calibration_of
from assessor.sittings.scale import read_scale
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.sittings.making import bank
from tests.assessor.web.making import Browser, Tenant, settings, tenant
from tests.assessor.web.programs.authors import another_author

BANK = bank(12, status="live")
QUESTIONS = 6


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 's.db'}")
    yield opened
    opened.close()


@pytest.fixture
def app(store: Store) -> Flask:
    made = create_app(settings(store.address), store)
    made.extensions[instruments.EXTENSION] = Instruments(store, BANK)
    return made


@pytest.fixture
def authors(app: Flask, store: Store) -> list[Browser]:
    """Return two authors, who have called a panel."""
    with store.session_across(write=True) as session:
        firm = tenant(session, dt.datetime.now(dt.UTC))
        cookies = [firm.cookies["author"], another_author(session, firm)]
    found = [Browser.of(app, cookie) for cookie in cookies]
    assert found[0].post("/panels/", {"name": "Leeds", "questions": f"{QUESTIONS}"}).status_code == 303
    return found


def levels(store: Store) -> list[CutPanel]:
    with store.session_across() as session:
        return list(session.exec(select(CutPanel).order_by(col(CutPanel.level))))


def judge(author: Browser, panel: CutPanel, percent: int) -> int:
    given = {f"percent-{place}": f"{percent}" for place in range(QUESTIONS)}
    return author.post(f"/panels/{panel.id}/judge", given).status_code


def go_on(author: Browser, panel: CutPanel) -> str:
    assert author.post(f"/panels/{panel.id}/go-on").status_code == 303
    return author.get(f"/panels/{panel.id}").text


def test_a_panel_judges_levels_two_to_five_with_the_same_questions(store: Store, authors: list[Browser]) -> None:
    assert authors
    assert [(one.level, len(one.items)) for one in levels(store)] == [(level, QUESTIONS) for level in range(2, 6)]
    assert len({tuple(one.items) for one in levels(store)}) == 1


def test_a_round_is_not_ended_by_a_single_judge(store: Store, authors: list[Browser]) -> None:
    panel = levels(store)[0]
    judge(authors[0], panel, 40)
    assert "1 of 2 judges that are needed" in go_on(authors[0], panel)


def test_a_percentage_over_a_hundred_is_named_and_the_others_are_kept(store: Store, authors: list[Browser]) -> None:
    page = f"/panels/{levels(store)[0].id}"
    said = authors[0].post(f"{page}/judge", {"percent-0": "140", "percent-1": "55"})
    assert said.status_code == 422
    assert "Question 1: write a whole number from 0 to 100" in said.text
    assert 'value="55"' in authors[0].get(page).text


def test_between_the_rounds_all_judgements_are_shown_without_names(store: Store, authors: list[Browser]) -> None:
    panel = levels(store)[0]
    judge(authors[0], panel, 40)
    judge(authors[1], panel, 70)
    page = go_on(authors[0], panel)
    assert "Round 1: 40, 70; in the middle 55" in page
    assert "Second" not in page


def test_the_written_cuts_are_those_of_the_second_round(
    store: Store, authors: list[Browser], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    for panel, percent in zip(levels(store), (30, 45, 60, 75), strict=True):
        for of_round in (10, 0):
            for author, apart in zip(authors, (-5, 5), strict=True):
                assert judge(author, panel, percent + apart + of_round) == 303
            page = go_on(authors[0], panel)
        assert "By its 2 judges the level begins at" in page
    assert authors[0].post(f"/panels/{panel.id}/write").status_code == 303
    written = read_cut_set("panel-1")
    known = calibration_of(BANK, read_scale())
    pool = Pool([known.items[known.places[name]] for name in panel.items])
    by_hand = [angoff(pool, np.outer([low, low + 0.1], pool.top)) for low in (0.25, 0.4)]
    assert written.ses is not None
    assert written.cuts[:2] == pytest.approx([cut.theta for cut in by_hand], abs=1e-4)
    assert written.ses[:2] == pytest.approx([cut.se for cut in by_hand], abs=1e-4)


def test_who_was_not_there_in_the_first_round_does_not_judge_in_the_second(
    app: Flask, store: Store, authors: list[Browser]
) -> None:
    panel = levels(store)[0]
    with store.session_across(write=True) as session:
        firm = Tenant(panel.organisation_id, "", "", "", "")
        late = Browser.of(app, another_author(session, firm, "late@example.org"))
    for author in authors:
        judge(author, panel, 50)
    go_on(authors[0], panel)
    judge(late, panel, 1)
    assert (
        "The second round is for those who judged every question in the first." in late.get(f"/panels/{panel.id}").text
    )
