"""How it is said that a name is not there: with the nearest one that is."""

import difflib
from collections.abc import Collection


def unknown(kind: str, name: str, there: Collection[str]) -> str:
    """Say that there is no such thing, and what may have been meant."""
    near = difflib.get_close_matches(name, there, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(there)) or '(none)'}"
    return f"{kind} '{name}', which is not there ({hint})"
