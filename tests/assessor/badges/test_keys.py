"""The keys that sign: for their owner alone, the newest signs, retired ones verify, distrusted ones do not."""

import datetime as dt
from pathlib import Path

import pytest

from assessor.badges import keys, signing
from assessor.badges.keys import BadKey
from assessor.cli.badges import main
from tests.assessor.badges.conftest import NOON

FIRST = "20261123T120000Z"


def test_a_private_key_is_for_its_owner_alone(folder: Path) -> None:
    (path,) = folder.iterdir()
    assert path.name == f"{FIRST}.pem"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_can_read_is_not_used(folder: Path) -> None:
    (folder / f"{FIRST}.pem").chmod(0o640)
    with pytest.raises(BadKey, match="can be read by others; chmod 600 it, or retire it"):
        keys.signing(folder)


def test_the_newest_key_signs_and_a_retired_one_is_there_to_verify(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_BITS", 2048)  # quicker to make
    first = keys.signing(folder)
    second = keys.make(folder, NOON + dt.timedelta(days=365))
    assert keys.signing(folder) != first
    keys.retire(folder, FIRST)
    assert [(key.name, key.private is not None) for key in keys.every(folder)] == [(FIRST, False), (second, True)]
    assert not (folder / f"{FIRST}.pem").exists()
    assert b"PRIVATE" not in (folder / f"{FIRST}.pub.pem").read_bytes()


def test_of_a_distrusted_key_nothing_stays(folder: Path) -> None:
    keys.retire(folder, FIRST)
    keys.retire(folder, FIRST, distrust=True)
    assert list(folder.iterdir()) == []
    with pytest.raises(BadKey, match="`toprung badges new-key` makes one"):
        keys.signing(folder)


def test_the_command_lists_retires_and_says_what_follows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOPRUNG_BADGE_KEYS", str(folder))
    assert main(["keys"]) == 0
    assert f"{FIRST}  signs" in capsys.readouterr().out
    assert main(["retire", FIRST]) == 0
    assert main(["keys"]) == 0
    said = capsys.readouterr().out
    assert "badges that it signed still hold" in said
    assert f"{FIRST}  retired: verifies" in said
    assert "None signs" in said
    assert main(["retire", "another"]) == 2
    assert capsys.readouterr().err == f"toprung: there is no key another in {folder}\n"


def test_without_a_folder_the_command_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TOPRUNG_BADGE_KEYS", raising=False)
    assert main(["keys"]) == 2
    assert "say by TOPRUNG_BADGE_KEYS" in capsys.readouterr().err
