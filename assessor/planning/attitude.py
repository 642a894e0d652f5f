"""Five questions to an owner on how AI training is run, which no result can tell. Answers are kept as they were given.

They ask what is done and pass no judgement: no answer is the right one here, and no sum is made of them.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import model_validator
from sqlmodel import Session

from assessor.people.viewer import Viewer
from assessor.planning import inputs
from assessor.versioned import Strict

PLACE = inputs.Place("attitude")


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the answers that can be chosen."""

    key: str
    asks: str
    about: str
    """What it is about, and why it is asked."""
    answers: Mapping[str, str]
    """By the word that is kept, what is read."""


_UNKNOWN = {"not_known": "I do not know, or it is not decided"}
QUESTIONS = (
    Question(
        "who_leads",
        "Who answers for it that people learn to work with AI?",
        "Who leads: whether learning belongs to the work or to the systems.",
        {
            "work": "Those who lead the work that it is for",
            "it": "IT, or whoever runs the systems",
            "both": "Both, and it is written down who does what",
            **_UNKNOWN,
        },
    ),
    Question(
        "time",
        "Is there time for learning and trying out within working hours?",
        "Time: whether learning is part of the work or comes on top of it.",
        {
            "planned": "Yes, planned for everybody whom it concerns",
            "some": "Yes, for some of them",
            "none": "No, or whatever people can spare",
            **_UNKNOWN,
        },
    ),
    Question(
        "practice",
        "What do people practise on?",
        "Practice: whether what is learned is tried on work that has to be done.",
        {
            "own": "On tasks of their own work",
            "prepared": "On prepared examples",
            "none": "On nothing: they are shown the tools",
            **_UNKNOWN,
        },
    ),
    Question(
        "sign",
        "By what do you see whether it has helped?",
        "The sign: whether use of the tools is counted, or what becomes of the work.",
        {
            "work": "By the work: its quality, time or cost",
            "use": "By use of the tools: licences, log-ins, courses finished",
            "both": "By both",
            **_UNKNOWN,
        },
    ),
    Question(
        "afterwards",
        "Who decides how a team's work changes once AI does a part of it?",
        "What changes: whether the way of working is anybody's task after the tools are there.",
        {
            "team": "The team and who leads it",
            "it": "IT, or whoever supplies the tools",
            "above": "Somebody above them",
            **_UNKNOWN,
        },
    ),
)


class AttitudeSaid(Strict):
    """An owner's answers, by the words that are kept."""

    who_leads: str
    time: str
    practice: str
    sign: str
    afterwards: str

    @model_validator(mode="after")
    def _can_be_chosen(self) -> "AttitudeSaid":
        for question in QUESTIONS:
            if getattr(self, question.key) not in question.answers:
                raise ValueError(f"'{getattr(self, question.key)}' is no answer to '{question.asks}'")
        return self


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered last."""

    said: AttitudeSaid
    by: str
    at: dt.datetime

    def in_words(self, question: Question) -> str:
        """Return the answer to a question as it is read."""
        return question.answers[getattr(self.said, question.key)]


def mistakes(form: Mapping[str, str]) -> dict[str, str]:
    """Return for each question without an answer what to do; empty where all can be kept."""
    return {
        question.key: f"Choose an answer to '{question.asks}'"
        for question in QUESTIONS
        if form.get(question.key) not in question.answers
    }


def keep(session: Session, viewer: Viewer, form: Mapping[str, str], at: dt.datetime) -> None:
    """Keep answers that have no mistakes; what was answered before stays beside them."""
    said = AttitudeSaid.model_validate({question.key: form[question.key] for question in QUESTIONS})
    inputs.keep(session, viewer, PLACE, said.model_dump(), at)


def newest(session: Session) -> Answered | None:
    """Return what was answered last; None where nobody has answered."""
    found = inputs.newest(session, PLACE)
    return None if found is None else Answered(AttitudeSaid.model_validate(found.said), found.by, found.at)
