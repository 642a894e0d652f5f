"""Sittings for programs that show the questions themselves: begin, next question, answer, finish.

An answer is kept when it is acknowledged, and every step can be sent again: the same question is shown until it has
its answer, the same answer again changes nothing. Sittings of anonymous campaigns are not here: they are begun in the
person's own browser, so that nothing leads to her.
"""

import datetime as dt
from dataclasses import replace
from typing import Annotated

from flask import abort
from pydantic import Field
from sqlmodel import col, select
from werkzeug.wrappers import Response

from assessor.campaigns import joining
from assessor.deciding.words import ENDED
from assessor.models.campaigns.campaign import Campaign
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.person import Person
from assessor.people import audit
from assessor.releasing.facts import campaigns_of
from assessor.sittings import keeping
from assessor.sittings.dealing import MOST_CHARACTERS, Question
from assessor.sittings.refusals import Answered, BadSitting, Finished
from assessor.sittings.sitting import Ended
from assessor.web.access import may
from assessor.web.instruments import instrument
from assessor.web.programs.answering import CONFLICT, page_of, part, reads, send
from assessor.web.programs.beginning import begin
from assessor.web.programs.finishing import finish
from assessor.web.programs.problems import problem, wrong
from assessor.web.programs.shapes import Answer, Listing, Page, Plain, Shape, SittingPath
from assessor.web.service import now, own_rows, service, viewer
from assessor.web.taking import how_far, timing_of

api = part("sittings", "Test sessions: which there are, and how to take one.")
_CONFLICT = 409
_FAR = 1e15


class SittingShown(Shape):
    """One sitting. What came of it is a result."""

    id: str
    person_id: str
    campaign_id: str | None = Field(description="Null for a sitting of the person's own.")
    started_at: dt.datetime = Field(description="UTC.")
    ended_at: dt.datetime | None = Field(description="UTC; null while it goes on.")


class SittingAnswer(Answer):
    """One sitting, by itself."""

    sitting: SittingShown


class SittingsAnswer(Listing):
    """A page of sittings, by id; those without a name are not among them."""

    sittings: list[SittingShown]


class SittingSent(Shape):
    """Who begins what."""

    person_id: str = Field(max_length=100, description="Who sits.")
    campaign_id: str | None = Field(default=None, max_length=100, description="Null: a sitting of the person's own.")
    self_rating: int | None = Field(
        default=None,
        ge=1,
        le=5,
        strict=True,
        description="The level at which the person sees themself; kept apart, never part of the result.",
    )


class QuestionShown(Shape):
    """A question, as it is to be shown."""

    asked_id: str = Field(description="Its answer names it.")
    position: int = Field(ge=1)
    progress: str = Field(description="How far the sitting is, in words.", examples=["Question 3; usually 16 to 30"])
    kind: str = Field(description="single, multiple, order, numeric or judgement.")
    in_words: bool = Field(description="Whether it is asked without options and answered in the person's own words.")
    stem: str
    exhibit: str = Field(description="What the question is about, as text; may be empty.")
    options: list[str] = Field(description="To choose from, by place from 0.")
    unit: str | None = Field(description="For numeric: what the number counts.")
    asks_confidence: bool = Field(description="Whether to ask how sure the person is.")
    left_s: int | None = Field(description="Seconds left where the sitting has a limit, else null.")


class Next(Answer):
    """The question that is open, or that the sitting has come to its end."""

    question: QuestionShown | None = Field(description="Null once nothing more is asked; then finish it.")
    ended: str | None = Field(description="Why nothing more is asked.")


Place = Annotated[int, Field(ge=0, le=99, strict=True)]
Number = Annotated[float, Field(ge=-_FAR, le=_FAR, strict=True)]
Given = (
    Annotated[list[Place], Field(max_length=100)] | Number | Annotated[Plain, Field(max_length=MOST_CHARACTERS)] | None
)


class AnswerSent(Shape):
    """An answer."""

    asked_id: str = Field(max_length=100)
    answer: Given = Field(
        description="Places of options for single, multiple and judgement ([2]), all places in order for order "
        f"([1, 0, 2, 3]), a number for numeric, words of at most {MOST_CHARACTERS:,} characters where it is asked in "
        'words, null for "I don\'t know".',
        examples=[[2]],
    )
    confidence: int | None = Field(
        default=None, ge=0, le=100, strict=True, description="How sure the person is, in percent, where asked."
    )


class Kept(Answer):
    """That an answer is kept."""

    kept: bool


@api.get("/sittings", responses=reads(SittingsAnswer))
@may("program", scope="sittings:read")
def list_sittings(query: Page) -> Response:
    """List the sittings that name a person."""
    asked = select(Sitting).where(col(Sitting.person_ref).is_not(None))
    with own_rows() as session:
        rows, after = page_of(session, asked, "id", query)
    return send(SittingsAnswer(is_make_believe=viewer().is_make_believe, next=after, sittings=_shown(rows)))


@api.post("/sittings", responses={201: SittingAnswer, **CONFLICT})
@may("program", scope="sittings:write")
def begin_sitting(body: SittingSent) -> Response:
    """Begin a sitting for a person, or return the one that goes on; sent twice it begins once."""
    person_id, campaign_id = body.person_id, body.campaign_id
    with own_rows() as session:
        person = session.get(Person, person_id)
        door = joining.front_door(session, person_id, campaign_id, now()) if person else None
        campaign = session.get(Campaign, campaign_id) if campaign_id else None
    if person is None or person.left_at is not None or person.erased_at is not None:
        return wrong("person_id", "There is no such person in your organisation, or the person has left.")
    if door is None:
        return wrong("campaign_id", "There is no such campaign, or it does not ask this person.")
    if campaign is not None and campaign.mode == "anonymous":
        return problem(_CONFLICT, "An anonymous campaign is begun by the person alone, in their own browser.")
    who = joining.Beginner(replace(viewer(), person_id=person_id), door, body.self_rating)
    sitting_id = begin(who)
    with own_rows(write=True) as session:
        audit.note(session, viewer(), "sitting.begun", f"sitting:{sitting_id}", {"for": person_id})
    return _one(sitting_id, 201)


@api.get("/sittings/<sitting_id>", responses=reads(SittingAnswer))
@may("program", scope="sittings:read")
def read_sitting(path: SittingPath) -> Response:
    """Return one sitting."""
    return _one(_named(path.sitting_id))


@api.post("/sittings/<sitting_id>/next", responses={200: Next, **CONFLICT})
@may("program", scope="sittings:write")
def next_question(path: SittingPath) -> Response:
    """Return the question that is open, or ask the next one; the same again until it has its answer."""
    sitting_id, is_made_up = _named(path.sitting_id), viewer().is_make_believe
    try:
        found = instrument().sittings.next_item(sitting_id)
    except Finished:
        return problem(_CONFLICT, "The sitting is finished.")
    if isinstance(found, Ended):
        return send(Next(is_make_believe=is_made_up, question=None, ended=ENDED[found.reason]))
    at = now()
    with service().store.writing() as connection:
        kept = keeping.come_back(connection, found, at)
    timing = timing_of(found, keeping.looked_s(found, kept, at))
    question = _question(found, timing.left_s if timing else None)
    return send(Next(is_make_believe=is_made_up, question=question, ended=None))


@api.post("/sittings/<sitting_id>/answers", responses={200: Kept, **CONFLICT})
@may("program", scope="sittings:write")
def answer_question(path: SittingPath, body: AnswerSent) -> Response:
    """Take an answer; it is kept when this returns. The seconds are the service's, since the question was shown."""
    sitting_id, sittings = _named(path.sitting_id), instrument().sittings
    try:
        asked = sittings.asked(body.asked_id)
    except BadSitting:
        asked = None
    if asked is None or asked.sitting.id != sitting_id:
        return wrong("asked_id", "This sitting did not ask that.")
    at = now()
    try:
        with service().store.writing() as connection:
            seconds = keeping.looked_s(asked, keeping.read(connection, asked), at)
            sittings.record(asked.asked_id, body.answer, seconds=seconds, confidence=body.confidence)
            keeping.drop(connection, asked)
    except (Answered, Finished) as error:
        return problem(_CONFLICT, f"It was not taken: {error}.")
    except BadSitting as error:
        return wrong("answer", f"It was not taken: {error}.")
    return send(Kept(is_make_believe=viewer().is_make_believe, kept=True))


@api.post("/sittings/<sitting_id>/finish", responses={200: SittingAnswer})
@may("program", scope="sittings:write")
def finish_sitting(path: SittingPath) -> Response:
    """End a sitting, early or not; its result is first for the person who sat, on her page. Again changes nothing."""
    finish(_named(path.sitting_id))
    return _one(path.sitting_id)


def _named(sitting_id: str) -> str:
    """Return the id of a sitting that names a person; one that names nobody is not there for programs."""
    with own_rows() as session:
        if session.get_one(Sitting, sitting_id).person_ref is None:
            abort(404)
    return sitting_id


def _one(sitting_id: str, status: int = 200) -> Response:
    with own_rows() as session:
        shown = _shown([session.get_one(Sitting, sitting_id)])
    return send(SittingAnswer(is_make_believe=viewer().is_make_believe, sitting=shown[0]), status)


def _shown(sittings: "list[Sitting]") -> list[SittingShown]:
    ids = [sitting.id for sitting in sittings]
    with own_rows() as session:
        campaigns = campaigns_of(session, ids)
        made = select(Result.sitting_id, Result.at).where(col(Result.sitting_id).in_(ids))
        ended = dict(session.exec(made.order_by(col(Result.number).desc())).all())  # the first one is kept
    return [
        SittingShown(
            id=one.id,
            person_id=one.person_ref or "",
            campaign_id=campaigns[one.id].id if one.id in campaigns else None,
            started_at=one.started_at,
            ended_at=ended.get(one.id),
        )
        for one in sittings
    ]


def _question(asked: Question, left_s: int | None) -> QuestionShown:
    return QuestionShown(
        asked_id=asked.asked_id,
        position=asked.position,
        progress=how_far(asked).text,
        kind=asked.kind,
        in_words=asked.in_words,
        stem=asked.dealt.stem,
        exhibit=asked.dealt.exhibit,
        options=list(asked.dealt.options),
        unit=asked.dealt.unit or None,
        asks_confidence=asked.asks_confidence,
        left_s=left_s,
    )
