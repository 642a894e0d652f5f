"""People of an organisation: listed, added, corrected. What is arranged for them is not here: programs never see it."""

import datetime as dt

from pydantic import Field
from sqlmodel import select
from werkzeug.wrappers import Response

from assessor.models.people.person import Person
from assessor.people.administering.leaving import Entry, add, correct
from assessor.web.access import may
from assessor.web.programs.answering import CONFLICT, page_of, part, reads, send
from assessor.web.programs.repeats import once
from assessor.web.programs.shapes import Answer, Listing, Once, Page, PersonPath, Plain, Shape
from assessor.web.service import now, own_rows, viewer

api = part("people", "Who is in the organisation.")
_MOST = 200


class PersonShown(Shape):
    """One person."""

    id: str = Field(description="Sittings and results name the person by it.")
    name: str = Field(description="As the person is called; empty once erased.", examples=["Ada Byron"])
    email: str | None = Field(description="Where invitations go.", examples=["ada@example.org"])
    job_role: str | None = Field(description="In the organisation's words.", examples=["Analyst"])
    external_ref: str | None = Field(
        description="The person's number in the organisation's own systems.", examples=["4711"]
    )
    has_account: bool = Field(description="Whether the invitation was taken up.")
    joined_at: dt.datetime = Field(description="Since when the person is listed, UTC.")
    left_at: dt.datetime | None = Field(description="When the person left, UTC; null while here.")


class PersonAnswer(Answer):
    """One person, by herself."""

    person: PersonShown


class People(Listing):
    """A page of people, by id."""

    people: list[PersonShown]


class PersonSent(Shape):
    """A person as a program gives her; everything is replaced by what is sent."""

    name: Plain = Field(min_length=1, max_length=_MOST, examples=["Ada Byron"])
    email: Plain = Field(
        default="",
        max_length=254,
        description="Empty: there is none, so no invitation.",
        examples=["ada@example.org"],
    )
    job_role: Plain = Field(default="", max_length=_MOST, description="In the organisation's words.")
    external_ref: Plain = Field(
        default="", max_length=_MOST, description="The person's number in your own systems; each once."
    )


@api.get("/people", responses=reads(People))
@may("program", scope="people:read")
def list_people(query: Page) -> Response:
    """List the people, those who left among them."""
    with own_rows() as session:
        rows, after = page_of(session, select(Person), "id", query)
    return send(People(is_make_believe=viewer().is_make_believe, next=after, people=[_shown(row) for row in rows]))


@api.post("/people", responses={200: PersonAnswer, 201: PersonAnswer, **CONFLICT})
@may("program", scope="people:write")
def add_person(header: Once, body: PersonSent) -> Response:
    """Add a person, who is a learner; 200 where the same request came before."""

    def make() -> str:
        with own_rows(write=True) as session:
            return add(session, viewer(), Entry(**body.model_dump()), now())

    person_id, is_new = once(header, make)
    return _one(person_id, 201 if is_new else 200)


@api.get("/people/<person_id>", responses=reads(PersonAnswer))
@may("program", scope="people:read")
def read_person(path: PersonPath) -> Response:
    """Return one person."""
    return _one(path.person_id)


@api.put("/people/<person_id>", responses={200: PersonAnswer, **CONFLICT})
@may("program", scope="people:write")
def correct_person(path: PersonPath, body: PersonSent) -> Response:
    """Correct what is listed of a person; the address by which she logs in only she changes."""
    with own_rows(write=True) as session:
        correct(session, viewer(), path.person_id, Entry(**body.model_dump()))
    return _one(path.person_id)


def _one(person_id: str, status: int = 200) -> Response:
    with own_rows() as session:
        person = session.get_one(Person, person_id)
    return send(PersonAnswer(is_make_believe=viewer().is_make_believe, person=_shown(person)), status)


def _shown(person: Person) -> PersonShown:
    return PersonShown(
        id=person.id,
        name=person.name,
        email=person.email,
        job_role=person.job_role,
        external_ref=person.external_ref,
        has_account=person.account_id is not None,
        joined_at=person.joined_at,
        left_at=person.left_at,
    )
