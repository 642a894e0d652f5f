"""Five questions on how AI training is run: kept as they were answered, never added up."""

import pytest
from pydantic import ValidationError

from assessor.planning.attitude import QUESTIONS, AttitudeSaid, keep, mistakes, newest
from tests.assessor.demo import NOW, Demo

ANSWERS = {"who_leads": "it", "time": "some", "practice": "own", "sign": "not_known", "afterwards": "team"}


def test_each_question_has_an_answer_for_who_does_not_know() -> None:
    assert all("not_known" in question.answers for question in QUESTIONS)
    assert [question.key for question in QUESTIONS] == list(AttitudeSaid.model_fields)


def test_what_is_not_answered_is_named_by_its_question() -> None:
    found = mistakes({**ANSWERS, "time": "", "sign": "perhaps"})
    assert found == {
        "time": "Choose an answer to 'Is there time for learning and trying out within working hours?'",
        "sign": "Choose an answer to 'By what do you see whether it has helped?'",
    }
    assert mistakes(ANSWERS) == {}


def test_an_answer_that_cannot_be_chosen_is_not_kept() -> None:
    with pytest.raises(ValidationError, match="is no answer to"):
        AttitudeSaid.model_validate({**ANSWERS, "time": "perhaps"})


def test_the_newest_answers_count_and_are_read_in_words(demo: Demo) -> None:
    with demo.store.session(demo.organisation_id, write=True) as session:
        owner = demo.viewer("owner")
        keep(session, owner, ANSWERS, NOW)
        keep(session, owner, {**ANSWERS, "time": "none"}, NOW)
        session.flush()
        found = newest(session)
        session.rollback()
    assert found is not None
    assert found.by == owner.name
    assert found.in_words(QUESTIONS[1]) == "No, or whatever people can spare"
