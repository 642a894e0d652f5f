"""What is typed for reports: the newest counts, nothing is changed, and it stays in its organisation."""

import datetime as dt

from sqlmodel import col, select

from assessor.db import Store
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.models.planning.report_input import ReportInput
from assessor.people.viewer import Viewer
from assessor.planning.inputs import Place, keep, newest

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
LEVY = Place("plan")


def owner(store: Store, organisation_id: str) -> Viewer:
    with store.session(organisation_id, write=True) as session:
        session.add(Organisation(id=organisation_id, name=organisation_id, created_at=NOON))
        session.flush()
        person = Person(id=f"{organisation_id}-ada", organisation_id=organisation_id, name="Ada", joined_at=NOON)
        session.add(person)
    return Viewer(organisation_id=organisation_id, person_id=f"{organisation_id}-ada", name="Ada")


def test_the_newest_counts_and_what_was_typed_before_stays(on_sqlite: Store) -> None:
    ada = owner(on_sqlite, "north")
    with on_sqlite.session("north", write=True) as session:
        keep(session, ada, LEVY, {"balance_gbp": 1000}, NOON)
        keep(session, ada, LEVY, {"balance_gbp": 900}, NOON + dt.timedelta(days=1))
    with on_sqlite.session("north") as session:
        found = newest(session, LEVY)
        assert found is not None
        assert (found.said, found.by, found.at) == ({"balance_gbp": 900}, "Ada", NOON + dt.timedelta(days=1))
        assert len(session.exec(select(ReportInput)).all()) == 2


def test_what_is_typed_about_one_team_is_not_said_of_all(on_sqlite: Store) -> None:
    ada = owner(on_sqlite, "north")
    with on_sqlite.session("north", write=True) as session:
        keep(session, ada, Place("business_case", "team:7"), {"hours": 3}, NOON)
        assert newest(session, Place("business_case")) is None
        assert newest(session, Place("plan", "team:7")) is None


def test_another_organisation_finds_nothing(on_sqlite: Store) -> None:
    ada, _ = owner(on_sqlite, "north"), owner(on_sqlite, "south")
    with on_sqlite.session("north", write=True) as session:
        keep(session, ada, LEVY, {"balance_gbp": 1000}, NOON)
    with on_sqlite.session("south") as session:
        assert newest(session, LEVY) is None


def test_the_audit_log_says_who_typed_and_not_what(on_sqlite: Store) -> None:
    ada = owner(on_sqlite, "north")
    with on_sqlite.session("north", write=True) as session:
        keep(session, ada, LEVY, {"balance_gbp": 1000}, NOON)
    with on_sqlite.session("north") as session:
        entry = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "report_input.kept")).one()
        assert (entry.person_id, entry.about, entry.detail) == ("north-ada", "organisation", {"kind": "plan"})
