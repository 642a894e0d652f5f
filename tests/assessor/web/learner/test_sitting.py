"""A sitting through HTTP: what is sent twice, late or from elsewhere loses nothing and counts once."""

import datetime as dt
from typing import Any

import sqlmodel
from flask import Flask
from sqlalchemy import select

from assessor.models.campaigns.draft import Draft
from assessor.models.campaigns.problem_report import ProblemReport
from assessor.models.measurement import ASKED, RESPONSE, RESULT
from assessor.models.people.arrangement import Arrangement
from tests.assessor.web.learner.campaigns import campaign
from tests.assessor.web.learner.sitter import Sitter, sitter
from tests.assessor.web.making import Tenant

NOW = dt.datetime.now(dt.UTC)
JSON = {"Accept": "application/json"}
UNKNOWN = {"choice": "unknown"}


def answers(ada: Sitter) -> list[Any]:
    """Return what is kept of the sitting's answers, in order."""
    found = (
        select(ASKED.c.position, RESPONSE.c.answer, RESPONSE.c.seconds, RESPONSE.c.confidence)
        .join(RESPONSE, RESPONSE.c.asked_id == ASKED.c.id)
        .where(ASKED.c.sitting_id == ada.sitting_id)
        .order_by(ASKED.c.position)
    )
    with ada.store.reading() as connection:
        return [tuple(row) for row in connection.execute(found)]


def test_a_whole_sitting_leads_from_the_front_door_to_the_result(ada: Sitter) -> None:
    front = ada.browser.get("/learner/begin").text
    assert "not validated for decisions on selection, pay or dismissal" in front
    ada.begin(rating="3")
    assert 10 <= ada.to_the_end() <= 30
    assert "your result is ready" in ada.page()
    assert "Ready: be the first to see it" in ada.browser.get("/learner/").text
    result = ada.browser.get(f"/result/{ada.sitting_id}")
    assert result.status_code == 200
    assert "Before the sitting you saw yourself at AI Applier" in result.text
    assert "Nobody but you." in result.text
    assert "Ready: be the first to see it" not in ada.browser.get("/learner/").text


def test_to_begin_twice_is_to_begin_once(ada: Sitter) -> None:
    first = ada.begin()
    assert ada.begin() == first
    assert ada.browser.get("/learner/begin").location.endswith(f"/sitting/{first}/")


def test_a_second_sitting_of_ones_own_waits_a_fortnight(ada: Sitter) -> None:
    ada.begin()
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    said = ada.browser.post("/learner/begin", {})
    assert said.status_code == 422
    assert "less than 14 days ago" in said.text


def test_a_rating_that_is_no_level_is_refused_beside_the_field(ada: Sitter) -> None:
    said = ada.browser.post("/learner/begin", {"rating": "6"})
    assert said.status_code == 422
    assert 'href="#rating"' in said.text


def test_a_double_click_counts_once_and_says_nothing(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    assert ada.answer(asked).status_code == ada.answer(asked).status_code == 303
    assert len(answers(ada)) == 1
    assert "had an answer already" not in ada.page()


def test_another_answer_from_a_stale_page_is_not_taken_and_the_page_says_so(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    ada.answer(asked, {"choice": "0"})
    ada.answer(asked, {"choice": "1"})
    assert "Question 1 had an answer already. The first one counts" in ada.page()
    assert [row[1] for row in answers(ada)] == [{"given": [0]}]
    assert ada.asked()[1] == 2


def test_an_answer_after_the_end_is_not_taken_and_leads_to_the_end(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    assert ada.answer(asked).status_code == 303
    page = ada.page()
    assert "had ended before this answer" in page
    assert "your result is ready" in page
    assert answers(ada) == []


def test_ending_twice_makes_one_result(ada: Sitter) -> None:
    ada.begin()
    for _ in range(2):
        ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    with ada.store.reading() as connection:
        assert len(connection.execute(select(RESULT).where(RESULT.c.sitting_id == ada.sitting_id)).all()) == 1


def test_an_answer_to_a_question_of_another_sitting_is_not_there(app: Flask, ada: Sitter, ours: Tenant) -> None:
    other = sitter(app, ada.store, ours, dt.datetime.now(dt.UTC))
    other.begin()
    ada.begin()
    assert ada.answer(other.asked()[0]).status_code == 404
    assert ada.answer("nothing").status_code == 404
    assert answers(other) == answers(ada) == []


def test_no_choice_is_an_error_beside_the_field_and_counts_nothing(ada: Sitter) -> None:
    ada.begin()
    asked, position = ada.asked()
    said = ada.answer(asked, {"sure": "50"})
    assert said.status_code == 422
    assert 'href="#choice"' in said.text
    assert answers(ada) == []
    assert ada.asked() == (asked, position)


def test_i_do_not_know_is_an_answer(ada: Sitter) -> None:
    ada.begin()
    ada.answer(ada.asked()[0], UNKNOWN)
    assert [row[1] for row in answers(ada)] == [{"given": None}]


def test_every_choice_is_kept_and_there_on_another_device(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    said = ada.browser.post(f"/sitting/{ada.sitting_id}/draft", {"asked": asked, "choice": "3", "turn": "1"})
    assert said.json == {"saved": True}
    page = ada.elsewhere().page()
    assert 'value="3" checked' in page.replace(' id="choice"', "")
    assert "What you chose before is here again." in page


def test_a_choice_that_comes_late_does_not_undo_a_newer_one(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    for turn, choice in ((2, "4"), (1, "3")):
        ada.browser.post(f"/sitting/{ada.sitting_id}/draft", {"asked": asked, "choice": choice, "turn": str(turn)})
    assert 'value="4" checked' in ada.page()


def test_a_draft_is_never_an_answer_and_is_gone_with_it(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    path = f"/sitting/{ada.sitting_id}/draft"
    ada.browser.post(path, {"asked": asked, "choice": "3"})
    assert answers(ada) == []
    ada.answer(asked, {"choice": "0"})
    late = ada.browser.post(path, {"asked": asked, "choice": "3"})
    assert late.json == {"next": f"/sitting/{ada.sitting_id}/"}
    with ada.store.session(ada.organisation_id) as session:
        assert session.get(Draft, asked) is None


def test_leaving_without_a_script_keeps_the_choice_and_the_place(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    home = ada.answer(asked, {"choice": "2", "leave": "1"}, follow_redirects=True)
    assert "Go on where I stopped" in home.text
    assert ada.elsewhere().asked()[0] == asked
    assert 'value="2" checked' in ada.page()


def test_a_script_is_told_where_to_go_and_what_is_wrong(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    assert ada.answer(asked, {"choice": "9"}, headers=JSON).json == {
        "errors": {"choice": "Choose among the answers that are shown"}
    }
    assert ada.answer(asked, headers=JSON).json == {"next": f"/sitting/{ada.sitting_id}/"}


def test_the_seconds_are_the_servers_and_what_a_browser_says_is_not_read(ada: Sitter) -> None:
    ada.begin()
    ada.answer(ada.asked()[0], {"choice": "0", "seconds": "9999"})
    assert 0 <= answers(ada)[0][2] < 60


def test_a_problem_with_a_question_is_kept_and_changes_no_answer(ada: Sitter) -> None:
    ada.begin()
    asked, _ = ada.asked()
    ada.browser.post(f"/sitting/{ada.sitting_id}/problem", {"asked": asked, "problem": "  Two are right  "})
    with ada.store.session(ada.organisation_id) as session:
        kept = session.exec(sqlmodel.select(ProblemReport.words).where(ProblemReport.asked_id == asked)).all()
    assert kept == ["Two are right"]
    assert ada.asked()[0] == asked


def test_the_page_promises_no_number_of_questions(ada: Sitter) -> None:
    ada.begin()
    page = ada.page()
    assert "Question 1; usually 16 to 30" in page
    assert "About half right is normal here" in page
    assert 'id="clock"' not in page


def test_a_limit_is_shown_with_the_extra_time_that_is_arranged(ours: Tenant, ada: Sitter) -> None:
    with ada.store.session(ada.organisation_id, write=True) as session:
        own: dict[str, Any] = {
            "organisation_id": ada.organisation_id,
            "person_id": ada.person_id,
            "set_by": ours.people["owner"],
        }
        session.add(Arrangement(extra_time_percent=25, narrative=True, at=NOW, **own))
    path = f"/learner/campaigns/{campaign(ada, ours, timed_minutes=20)}/begin"
    front = ada.browser.get(path).text
    assert "a time limit of 25 minutes, your 25 % of extra time included" in front
    assert "questions in words, without options" in front
    ada.begin(path)
    page = ada.page()
    assert 'data-left-s="1500"' in page or 'data-left-s="149' in page
    assert "25 minutes left" in page
