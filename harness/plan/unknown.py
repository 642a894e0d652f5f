"""How it is said that a name is not there: with the nearest one that is."""

import difflib
from collections.abc import Collection


def unknown(kind: str, name: str, there: Collection[str]) -> str:
    """Say that there is no such thing, and what may have been meant."""
    return f"{kind} '{name}', which is not there ({hint(name, there)})"


def hint(name: str, there: Collection[str]) -> str:
    """Ask whether the nearest was meant, or say what there is."""
    near = difflib.get_close_matches(name, there, n=1)
    return f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(there)) or '(none)'}"
