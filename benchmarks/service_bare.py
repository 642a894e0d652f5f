"""The yardstick of `benchmarks.service`: bare Flask routes over the same tables; of our rooms, the models alone.

`/bare` does what the answer of a question does to the store: the same reads, then the same rows in one transaction.
`/insert` adds the answer's row and nothing else. No rules, no forms, no headers, no log.
"""

import datetime as dt
import hashlib
import os
from typing import Any, cast

from flask import Flask, redirect, request
from sqlalchemy import Engine, create_engine, event, make_url
from sqlmodel import Session, col, delete, select
from werkzeug.wrappers import Response as Redirect

from assessor.models.access.account import Account
from assessor.models.access.sign_in import SignIn
from assessor.models.campaigns.draft import Draft
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.models.measurement.scored_response import ScoredResponse
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.people.role_grant import RoleGrant


def make() -> Flask:
    """Return the app, for gunicorn."""
    app, address = Flask("bare"), os.environ["DATABASE_URL"]
    reading, writing = _engine(address, may_write=False), _engine(address, may_write=True)

    @app.post("/bare/<sitting_id>/answer")
    def answer(sitting_id: str) -> Redirect:
        """Read who comes, whose it is and what was asked; write the answer and its mark."""
        asked_id, token = request.form["asked"], request.cookies.get("toprung", "")
        with Session(reading) as session:
            session.exec(_who(hashlib.sha256(token.encode()).hexdigest())).one()
            session.exec(select(Sitting).where(Sitting.id == sitting_id)).one()
            asked = session.exec(select(Asked).where(Asked.id == asked_id)).one()
            organisation_id = asked.organisation_id
            session.exec(select(Draft).where(Draft.asked_id == asked_id)).one_or_none()
            session.exec(select(Response).where(Response.asked_id == asked_id)).one_or_none()
            session.exec(select(Result).where(Result.sitting_id == sitting_id)).all()
        with Session(writing) as session:
            shared: dict[str, Any] = {
                "organisation_id": organisation_id,
                "asked_id": asked_id,
                "at": dt.datetime.now(dt.UTC),
            }
            session.add(Response(answer={"given": [0]}, seconds=2.0, confidence=None, **shared))
            session.flush()
            session.add(ScoredResponse(marking="marking@1", by="rules", category=1, **shared))
            session.exec(delete(Draft).where(col(Draft.asked_id) == asked_id))
            session.commit()
        return redirect(f"/bare/{sitting_id}/", 303)

    @app.post("/insert/<organisation_id>/answer")
    def insert(organisation_id: str) -> Redirect:
        """Add one row."""
        at = dt.datetime.now(dt.UTC)
        with Session(writing) as session:
            row: dict[str, Any] = {"asked_id": request.form["asked"], "organisation_id": organisation_id, "at": at}
            session.add(Response(answer={"given": [0]}, seconds=2.0, confidence=None, **row))
            session.commit()
        return redirect("/", 303)

    return app


def _who(digest: str) -> Any:  # noqa: ANN401 - a statement of six classes
    return (
        cast("Any", select)(SignIn, Account, Person, Organisation, RoleGrant)  # SQLModel types four at most
        .join(Account, col(Account.id) == col(SignIn.account_id))
        .join(Person, col(Person.id) == col(SignIn.person_id))
        .join(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(SignIn.token_hash == digest)
    )


def _engine(address: str, *, may_write: bool) -> Engine:
    """Make an engine that waits for the disk as ours does, and of whose connections one writes at a time on SQLite."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_size=10)
    pool = {"pool_size": 1, "max_overflow": 0} if may_write else {"pool_size": 10}
    engine = create_engine(url, connect_args={"timeout": 30}, **pool)

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 - the same
        connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write else "BEGIN")

    return engine
