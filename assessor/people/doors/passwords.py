"""Passwords: which are taken, and how they are kept and checked.

By NIST SP 800-63B, revision 4: length and a list of what others try first; no rule on kinds of characters, no expiry.
"""

from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assessor.people.refusals import Refused

LEAST = 15
"""Characters, as that standard asks where a password may be the only factor."""
MOST = 128
_LEAST_DIFFERENT = 5
_LONGEST_REPEATED = 7
_COMMON = Path(__file__).parent / "common_passwords.txt"
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
)


class Passwords:
    """Makes and checks digests of passwords by Argon2id."""

    def __init__(self, *, memory_kib: int, passes: int) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._nobodys = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        return self._hasher.hash(password)

    def is_right(self, kept: str | None, password: str) -> bool:
        """Say whether a password is the one that is kept.

        Where none is kept, one that nobody has is checked all the same, so that both take the same time.
        """
        known = kept if len(password) <= MOST else None
        try:
            self._hasher.verify(known or self._nobodys, password[:MOST])
        except (VerificationError, InvalidHashError):
            return False
        return known is not None

    def is_outdated(self, kept: str) -> bool:
        """Say whether what is kept was made with other settings than today's."""
        return self._hasher.check_needs_rehash(kept)


def check(password: str, again: str, *, own_words: tuple[str, ...] = ()) -> None:
    """Look whether a password may be taken; `own_words` are what others know of the person. Raises Refused."""
    if len(password) < LEAST:
        raise Refused(
            f"The password has {len(password)} characters; it needs {LEAST}. Three or four words will do.", "password"
        )
    if len(password) > MOST:
        raise Refused(f"The password has {len(password)} characters; at most {MOST} are taken.", "password")
    if _is_guessed_first(password.casefold(), own_words):
        raise Refused("This password is among those that are guessed first. Choose words of your own.", "password")
    if password != again:
        raise Refused("The two passwords differ. Type the same twice.", "again")


def _is_guessed_first(password: str, own_words: tuple[str, ...]) -> bool:
    bare = "".join(character for character in password if character.isalnum())
    rest = bare
    for word in ("toprung", "password", *own_words):
        rest = rest.replace("".join(filter(str.isalnum, word.casefold())) or " ", "")
    runs = (row * 3 for row in (*_ROWS, *(row[::-1] for row in _ROWS)))
    return (
        len(set(password)) < _LEAST_DIFFERENT
        or len(rest) < LEAST // 2
        or password in _common()
        or bare in _common()
        or any(bare in row for row in runs)
        or any(bare == (bare[:size] * len(bare))[: len(bare)] for size in range(1, _LONGEST_REPEATED + 1))
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())
