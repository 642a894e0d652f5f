"""``toprung people``: links and locks, on the machine itself."""

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from assessor.cli.people import main
from assessor.db import open_store
from assessor.models.access.account import Account
from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.sign_up_link import SignUpLink
from assessor.models.declared import new_id
from assessor.people.doors import links
from assessor.people.refusals import LinkGone

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a store with one account."""
    url = f"sqlite:///{tmp_path / 's.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    with closing(open_store(url)) as store, store.session(write=True) as session:
        session.add(Account(id=new_id(), email="ada@example.org", created_at=NOW))
    return url


def test_a_link_to_sign_up_is_printed_and_ends_the_one_before(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for _ in range(2):
        assert main(["sign-up-link"]) == 0
        printed.append(capsys.readouterr().out.strip())
    assert all(link.startswith("http://127.0.0.1:8000/sign-up/") for link in printed)
    with closing(open_store(address)) as store, store.session() as session:
        with pytest.raises(LinkGone):
            links.look_at(session, SignUpLink, printed[0].rsplit("/", maxsplit=1)[1], NOW)
        links.look_at(session, SignUpLink, printed[1].rsplit("/", maxsplit=1)[1], NOW)


def test_a_link_for_a_new_password_is_printed(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reset-link", " Ada@example.org"]) == 0
    token = capsys.readouterr().out.strip().removeprefix("http://127.0.0.1:8000/password/new/")
    with closing(open_store(address)) as store, store.session() as session:
        links.look_at(session, PasswordReset, token, NOW)


def test_an_account_is_locked_and_unlocked(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lock", "ada@example.org", "--why", "Found on the web."]) == 0
    with closing(open_store(address)) as store, store.session() as session:
        locked = session.exec(select(Account)).one()
        assert locked.locked_at is not None
        assert locked.locked_why == "Found on the web."
    assert main(["unlock", "ada@example.org"]) == 0
    with closing(open_store(address)) as store, store.session() as session:
        assert session.exec(select(Account)).one().locked_at is None
    assert "unlocked" in capsys.readouterr().out


@pytest.mark.usefixtures("address")
def test_an_unknown_address_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reset-link", "nobody@example.org"]) == 2
    assert "there is no account 'nobody@example.org'" in capsys.readouterr().err
