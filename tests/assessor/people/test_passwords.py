"""Which passwords are taken."""

import pytest

from assessor.people.doors.passwords import LEAST, MOST, Passwords, check
from assessor.people.refusals import Refused

GOOD = "four words of mine"


def test_a_long_password_is_taken_whatever_it_is_made_of() -> None:
    for password in (
        GOOD,
        "ätt sätt att gå vilse",
        "棒" * 3 + "правильный конь",
        "x9" * 3 + "kQ7rT2pLm4",
        "a" * 0 + GOOD * 7,
    ):
        check(password[:MOST], password[:MOST])


@pytest.mark.parametrize("password", ["short", "x" * 14, "fourteen chars"])
def test_a_short_password_is_refused_with_its_length(password: str) -> None:
    with pytest.raises(Refused, match=f"has {len(password)} characters; it needs {LEAST}"):
        check(password, password)


def test_a_password_over_the_limit_is_refused() -> None:
    with pytest.raises(Refused, match=f"at most {MOST}"):
        check("ab cd ef" * 20, "ab cd ef" * 20)


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "PasswordPassword",
        "correct horse battery staple",
        "aaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345678",
        "qwertyuiopasdfghjkl",
        "toprungtoprung2026",
        "ada.lovelace@example",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="guessed first"):
        check(password, password, own_words=("ada.lovelace", "Example"))


def test_the_same_has_to_be_typed_twice() -> None:
    with pytest.raises(Refused, match="differ") as refused:
        check(GOOD, GOOD + "!")
    assert refused.value.field == "again"


def test_a_kept_password_is_recognised_and_no_other(passwords: Passwords) -> None:
    kept = passwords.hash(GOOD)
    assert kept.startswith("$argon2id$")
    assert passwords.is_right(kept, GOOD)
    assert not passwords.is_right(kept, GOOD + " ")
    assert not passwords.is_right(None, GOOD)
    assert not passwords.is_right("no hash", GOOD)


def test_what_is_over_the_limit_is_not_cut_to_what_is_kept(passwords: Passwords) -> None:
    kept = passwords.hash("x" * MOST)
    assert not passwords.is_right(kept, "x" * (MOST + 1))


def test_a_kept_password_of_other_settings_is_outdated(passwords: Passwords) -> None:
    assert not passwords.is_outdated(passwords.hash(GOOD))
    assert passwords.is_outdated(Passwords(memory_kib=16, passes=1).hash(GOOD))
