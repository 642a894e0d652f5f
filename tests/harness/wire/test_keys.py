from pathlib import Path

import pytest

from harness.errors import MissingPiece
from harness.wire.keys import Key, find_key

SECRET = "sk-planted-0123456789"  # noqa: S105 - a made-up one
NAME = "HOUSE_KEY"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings file is looked for; it is not there yet."""
    for variable in (NAME, "TOPRUNG_KEYS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    path = tmp_path / "settings" / "toprung" / "keys.toml"
    path.parent.mkdir(parents=True)
    return path


def write(path: Path, text: str, mode: int = 0o600) -> None:
    path.write_text(text)
    path.chmod(mode)


def told(*, asked_for: bool = True) -> str:
    with pytest.raises(MissingPiece) as caught:
        find_key(NAME, asked_for=asked_for)
    assert SECRET not in repr(caught.value) + repr(caught.value.__cause__)
    return str(caught.value)


def test_a_key_does_not_show_itself() -> None:
    key = Key(SECRET)
    assert key.value == SECRET
    assert SECRET not in f"{key} {key!r} {[key]}"


def test_a_key_is_taken_out_of_a_text() -> None:
    assert Key(SECRET).clean(f"no such key: {SECRET}!") == "no such key: [key]!"


@pytest.mark.parametrize("value", ["", "x"])
def test_no_key_and_a_word_in_place_of_one_leave_a_text_as_it_is(value: str) -> None:
    assert Key(value).clean("an example text") == "an example text"


def test_the_environment_goes_before_the_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, f'{NAME} = "from the file"')
    monkeypatch.setenv(NAME, SECRET)
    assert find_key(NAME, asked_for=True) == Key(SECRET)


def test_the_file_is_in_the_folder_of_settings(place: Path) -> None:
    write(place, f'OTHER_KEY = "other"\n{NAME} = "{SECRET}"')
    assert find_key(NAME, asked_for=True).value == SECRET


def test_the_folder_of_settings_is_below_home_where_nothing_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / ".config" / "toprung" / "keys.toml"
    path.parent.mkdir(parents=True)
    write(path, f'{NAME} = "{SECRET}"')
    assert find_key(NAME, asked_for=True).value == SECRET


def test_a_file_that_is_named_goes_before_it(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, f'{NAME} = "the usual place"')
    write(tmp_path / "mine.toml", f'{NAME} = "{SECRET}"')
    monkeypatch.setenv("TOPRUNG_KEYS", str(tmp_path / "mine.toml"))
    assert find_key(NAME, asked_for=True).value == SECRET


def test_a_named_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPRUNG_KEYS", "/nowhere/keys.toml")
    assert "TOPRUNG_KEYS is '/nowhere/keys.toml'" in told(asked_for=False)


def test_without_a_key_both_places_are_named(place: Path) -> None:
    assert not find_key(NAME, asked_for=False)
    said = told()
    assert NAME in said
    assert str(place) in said


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_may_open_is_refused(place: Path, mode: int) -> None:
    write(place, f'{NAME} = "{SECRET}"', mode)
    assert told().endswith(f"chmod 600 {place}")


@pytest.mark.parametrize("text", [f"{NAME} = {SECRET}", f'{NAME} = "{SECRET}', f"{NAME} = 5", f'{NAME} = ["{SECRET}"]'])
def test_what_is_wrong_in_the_file_is_told_without_its_content(place: Path, text: str) -> None:
    write(place, text)
    assert f"the keys in {place} cannot be read" in told()


def test_bytes_that_are_no_text_are_told(place: Path) -> None:
    write(place, "")
    place.write_bytes(b'\xff = "x"')
    assert "it is no TOML" in told()


def test_a_folder_in_place_of_the_file_is_told(place: Path) -> None:
    place.mkdir()
    assert f"the keys in {place} cannot be read" in told()
