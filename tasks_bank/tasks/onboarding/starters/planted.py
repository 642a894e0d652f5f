"""The kinds of trouble that can be planted on a starter, and who gets which."""

from collections.abc import Mapping
from random import Random

KINDS: Mapping[str, str] = {
    "right_to_work": "the file does not show the right to work",
    "above_entitlement": "the manager asks for an item that the role may not have",
    "mentor_full": "the suggested buddy has no place left; somebody else has",
    "no_mentor": "nobody in the team can be the buddy",
    "clash": "the manager proposes a time at which the host is busy",
    "no_slot": "no free stretch is long enough for a session",
    "manager_away": "the manager is away in the whole first week",
    "holiday_check_in": "a check-in falls on a bank holiday, or is moved past one",
    "withdrawn_document": "something to read was withdrawn and replaced",
    "retired_item": "an item of the role was retired and replaced",
}
"""What each kind means."""

_APART = ({"mentor_full", "no_mentor"},)
"""Kinds that cannot both be true of one starter."""


def share_out(rng: Random, starters: int, planted: int) -> list[frozenset[str]]:
    """Return the kinds for each starter: all kinds once before one comes again, spread evenly.

    Where more are wanted than fit, as many as fit are dealt.
    """
    shares: list[set[str]] = [set() for _ in range(starters)]
    kinds = rng.sample(list(KINDS), len(KINDS))
    for _ in range(starters):
        for kind in kinds:
            free = [share for share in shares if kind not in share and not _is_barred(share, kind)]
            if free and sum(map(len, shares)) < planted:
                fewest = min(map(len, free))
                rng.choice([share for share in free if len(share) == fewest]).add(kind)
    return [frozenset(share) for share in shares]


def _is_barred(share: set[str], kind: str) -> bool:
    return any(kind in apart and share & apart for apart in _APART)
