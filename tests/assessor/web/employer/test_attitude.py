"""An owner answers five questions on how AI training is run; nobody else does."""

from assessor.planning.attitude import QUESTIONS
from tests.assessor.web.making import Browser

PATH = "/planning/how-training-is-run/"
ANSWERS = {"who_leads": "both", "time": "planned", "practice": "own", "sign": "work", "afterwards": "team"}


def test_answers_are_kept_and_shown_with_who_gave_them(owner: Browser) -> None:
    assert "Nobody has answered yet." in owner.get(PATH).text
    answer = owner.post(PATH, ANSWERS)
    assert (answer.status_code, answer.location) == (303, PATH)
    page = owner.get(PATH).text
    assert "Answered last by <bdi>Owner</bdi>" in page
    assert page.count(" checked") == len(QUESTIONS)


def test_a_question_without_an_answer_is_named_and_the_others_stay(owner: Browser) -> None:
    answer = owner.post(PATH, {**ANSWERS, "time": ""})
    assert answer.status_code == 422
    assert '<a href="#time">Choose an answer to &#39;Is there time' in answer.text
    assert answer.text.count(" checked") == len(QUESTIONS) - 1


def test_a_manager_does_not_answer(manager: Browser) -> None:
    assert manager.get(PATH).status_code in {403, 404}


def test_the_overview_leads_to_the_questions(owner: Browser) -> None:
    assert f'href="{PATH}"' in owner.get("/overview/").text
