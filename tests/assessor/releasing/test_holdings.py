"""Every column of every table is sorted: erased with a person, held and why, or about nobody. Pages say the same."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlmodel import SQLModel

from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.access.sign_in import SignIn
from assessor.models.afterwards.trainer_note import TrainerNote
from assessor.models.declared import AssessorTable
from assessor.models.every import CLASSES
from assessor.models.people.audit_entry import AuditEntry
from assessor.models.people.organisation import Organisation
from assessor.models.people.person import Person
from assessor.releasing.holdings import HOLDINGS
from assessor.releasing.kinds_held import KINDS, NOBODY
from assessor.releasing.own_data import as_text, data_of

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
LEADS_TO_SOMEBODY = {"person", "account", "sitting", "asked"}
PAGE = Path(__file__).resolve().parents[3] / "docs" / "privacy" / "what-is-held.md"


def columns(table: type[SQLModel]) -> set[str]:
    return {column.key for column in inspect(table).columns}


def leading(table: type[SQLModel]) -> set[str]:
    """Return the columns that refer to a person, an account, a sitting or a question."""
    found = set()
    for column in inspect(table).columns:
        for key in column.foreign_keys:
            if key.column.table.name in LEADS_TO_SOMEBODY and key.column.name != "organisation_id":
                found.add(column.key)
    return found


def test_every_table_says_what_becomes_of_its_rows() -> None:
    assert set(CLASSES) == set(HOLDINGS), "say in assessor/releasing/holdings.py what becomes of the table's rows"


@pytest.mark.parametrize("table", HOLDINGS, ids=lambda table: str(table.__tablename__))
def test_every_column_is_sorted_once(table: type[AssessorTable]) -> None:
    holding = HOLDINGS[table]
    said = holding.columns()
    assert len(said) == len(set(said))
    assert set(holding.withheld.split()) <= columns(table)
    if holding.goes:
        assert set(said) <= columns(table)
    else:
        assert set(said) == columns(table)


@pytest.mark.parametrize("table", HOLDINGS, ids=lambda table: str(table.__tablename__))
def test_a_column_that_leads_to_somebody_goes_or_is_said_to_be_a_number(table: type[AssessorTable]) -> None:
    holding = HOLDINGS[table]
    by = {holding.by} if holding.goes else set()
    assert leading(table) <= by | set(holding.number.split()) | set(holding.emptied.split())


def test_every_kind_of_data_about_a_person_is_told_on_pages() -> None:
    assert {holding.kind for holding in HOLDINGS.values()} == {*KINDS, NOBODY}
    assert all(holding.kind in KINDS for holding in HOLDINGS.values() if holding.by)


def test_the_page_on_what_is_held_lists_every_table_and_kind() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for kind in KINDS:
        tables = [f"`{table.__tablename__}`" for table, holding in HOLDINGS.items() if holding.kind is kind]
        assert f"| {kind.what} | {kind.happens} | {kind.why} | {kind.until} | {', '.join(tables)} |" in page
    for table, holding in HOLDINGS.items():
        assert holding.kind is not NOBODY or f"`{table.__tablename__}`" in page


@pytest.fixture
def filled(on_sqlite: Store) -> Store:
    """Give a store with Ada, of whom Bo wrote a note, and who signed in and was logged."""
    with on_sqlite.session("ours", write=True) as session:
        session.add(Organisation(id="ours", name="Ours", created_at=NOON))
        hidden: dict[str, Any] = {"password_hash": "HASH", "totp_secret": "SECRET"}
        session.add(Account(id="acc", email="ada@example.org", created_at=NOON, **hidden))
        session.flush()
        for name in ("ada", "bo"):
            account: dict[str, Any] = {"account_id": "acc"} if name == "ada" else {}
            session.add(Person(id=name, organisation_id="ours", name=name, joined_at=NOON, **account))
        session.flush()
        session.add(
            SignIn(
                id="in",
                token_hash="TOKEN",  # noqa: S106 - no password
                account_id="acc",
                person_id="ada",
                created_at=NOON,
                last_seen_at=NOON,
                said_agent="Firefox",
            )
        )
        for whose, words in (("ada", "goes well"), ("bo", "OTHER")):
            session.add(
                TrainerNote(id=f"note-{whose}", organisation_id="ours", person_id=whose, by="bo", words=words, at=NOON)
            )
            session.add(AuditEntry(organisation_id="ours", at=NOON, action="note.written", about=f"person:{whose}"))
    return on_sqlite


def test_ones_own_data_have_account_sign_ins_notes_and_log(filled: Store) -> None:
    with filled.session("ours") as session:
        rows = data_of(session, "ada")
    assert {name: len(held) for name, held in rows.items()} == {
        "person": 1,
        "account": 1,
        "sign_in": 1,
        "trainer_note": 1,
        "audit_entry": 1,
    }
    assert rows["account"][0]["email"] == "ada@example.org"
    assert rows["sign_in"][0]["said_agent"] == "Firefox"


def test_ones_own_data_have_no_secret_and_nothing_of_others(filled: Store) -> None:
    with filled.session("ours") as session:
        text = as_text(data_of(session, "ada"))
    assert not [secret for secret in ("HASH", "TOKEN", "SECRET", "OTHER") if secret in text]


def test_somebody_without_an_account_gets_what_is_there(filled: Store) -> None:
    with filled.session("ours") as session:
        assert set(data_of(session, "bo")) == {"person", "trainer_note", "audit_entry"}
