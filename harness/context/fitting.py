"""Fits texts into a token budget: whole ones while they fit, then one cut at a line, and a line that says so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

CountTokens = Callable[[str], int]
Text = tuple[str, str]
"""A title, such as a file's name, and its text."""

_MOST_NAMES = 6


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Tell whether a file name fits one of the patterns; ``*`` goes across folders."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def in_order(texts: Mapping[str, str], patterns: Sequence[str]) -> list[Text]:
    """Return all texts, those of the first pattern first; what fits no pattern comes last, as it came."""

    def place(text: Text) -> int:
        return next((rank for rank, pattern in enumerate(patterns) if matches(text[0], (pattern,))), len(patterns))

    return sorted(texts.items(), key=place)


def fit(texts: Sequence[Text], budget_tokens: int, count_tokens: CountTokens) -> str:
    """Return the texts that fit as one text, each under a line with its title."""
    kept, notice = fitted(texts, budget_tokens, count_tokens)
    whole = "\n\n".join(_block(name, text) for name, text in kept)
    return "\n".join(filter(None, (whole, notice)))


def fitted(texts: Sequence[Text], budget_tokens: int, count_tokens: CountTokens) -> tuple[list[Text], str]:
    """Return the texts that fit, the last of them cut if need be, and a line on what was left out.

    The texts come in order of importance: nothing is skipped in favour of something smaller behind it. The tokens of
    the name above each text and of the line count too. Only a budget too small for that line alone is exceeded.
    """
    costs = [_cost(text, count_tokens) for text in texts]
    whole = _fitting_first(costs, budget_tokens)
    if whole == len(texts):
        return list(texts), ""
    while (room := budget_tokens - sum(costs[:whole]) - _reserve(texts, costs, whole, count_tokens)) < 0 and whole:
        whole -= 1
    name, text = texts[whole]
    part = _first_lines(name, text, room, count_tokens)
    kept_tokens = _cost((name, part), count_tokens) if part else 0
    kept = [*texts[:whole], (name, part)] if part else list(texts[:whole])
    notice = _notice(sum(costs[whole:]) - kept_tokens, [left for left, _ in texts[whole:]])
    return kept, notice


def _block(name: str, text: str) -> str:
    return f"[{name}]\n{text.rstrip()}"


def _cost(text: Text, count_tokens: CountTokens) -> int:
    return count_tokens(_block(*text) + "\n\n")


def _fitting_first(costs: Sequence[int], budget_tokens: int) -> int:
    """Return how many of the first texts fit whole."""
    used = 0
    for number, cost in enumerate(costs):
        used += cost
        if used > budget_tokens:
            return number
    return len(costs)


def _notice(tokens: int, names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    texts = f"{len(names)} text{'' if len(names) == 1 else 's'}"
    return f"[cut: about {max(tokens, 1)} tokens left out of {texts}: {', '.join(names[:_MOST_NAMES])}{more}]"


def _reserve(texts: Sequence[Text], costs: Sequence[int], whole: int, count_tokens: CountTokens) -> int:
    """Return the tokens to keep free for the notice, when so many texts are kept whole."""
    return count_tokens("\n" + _notice(sum(costs[whole:]), [name for name, _ in texts[whole:]]) + "\n")


def _first_lines(name: str, text: str, room: int, count_tokens: CountTokens) -> str:
    """Return the longest beginning of a text that fits and ends with a line; empty when no line fits."""
    lines = text.splitlines(keepends=True)
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _cost((name, "".join(lines[:middle])), count_tokens) <= room:
            low = middle
        else:
            high = middle - 1
    return "".join(lines[:low]).rstrip()
