"""A pseudonym tells nothing, stays the same, and is another one on another machine."""

import getpass
import stat
from pathlib import Path

import pytest

from harness.api.reviewing.reviewer import reviewer_named
from harness.errors import BadPlan, CannotWrite


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "toprung" / "reviewers.secret"


def test_the_same_name_is_the_same_pseudonym_and_another_one_is_not(settings: Path) -> None:
    assert settings.parent.parent.exists()
    anna = reviewer_named("anna")
    assert anna == reviewer_named(" Anna ")
    assert anna != reviewer_named("ben")
    assert anna.kind == "person"
    assert "anna" not in anna.name


def test_on_another_machine_the_same_name_is_another_pseudonym(settings: Path) -> None:
    here = reviewer_named("anna")
    settings.unlink()
    assert reviewer_named("anna") != here


def test_without_a_name_the_login_name_has_no_part_in_it(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not settings.exists()
    alone = reviewer_named("")
    monkeypatch.setenv("LOGNAME", "somebody-else")
    assert getpass.getuser() == "somebody-else"
    assert reviewer_named("") == alone


def test_the_secret_is_the_owners_alone(settings: Path) -> None:
    reviewer_named("anna")
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600


def test_a_program_is_named_and_no_person(settings: Path) -> None:
    found = reviewer_named("program:checker-2")
    assert (found.name, found.kind) == ("checker-2", "program")
    assert not settings.exists()


@pytest.mark.parametrize("said", ["program:", "program:two words", "program:\x1b[31m"])
def test_a_program_without_a_plain_name_is_refused(settings: Path, said: str) -> None:
    assert not settings.exists()
    with pytest.raises(BadPlan, match="names no program"):
        reviewer_named(said)


def test_a_spoilt_secret_is_said(settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_bytes(b"short")
    with pytest.raises(CannotWrite, match="is not a secret of 32 bytes; delete it"):
        reviewer_named("anna")


def test_a_folder_that_cannot_be_written_is_said(settings: Path) -> None:
    settings.parent.write_text("a file where the folder should be")
    with pytest.raises(CannotWrite, match="cannot keep the secret"):
        reviewer_named("anna")
