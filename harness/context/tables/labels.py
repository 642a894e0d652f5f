"""Reads a form such as an invoice: lines of ``Label: value`` or ``Label value`` into rows of label and value."""

import re
from collections.abc import Iterator

from tasks_bank.deliverable import Row

_LONGEST_LABEL = 40
_MOST_WORDS = 5
_COLON = re.compile(r"(?P<label>[^:]+):(?:\s+(?P<value>.*))?")
_GAP = re.compile(r"(?P<label>\S+(?: \S+)*)(?:\t| {2,})\s*(?P<value>\S.*)")
_AMOUNT_AT_END = re.compile(
    r"(?P<label>.*?\S)\s+(?P<value>(?:(?:[£$€]|GBP|USD|EUR)\s?)?-?\d[\d,]*\.\d{2}-?(?:\s?(?:GBP|USD|EUR))?)"
)
_HAS_DIGIT = re.compile(r"\d")


def labelled(text: str) -> tuple[Row, ...]:
    """Return each line as label and value; a line that is neither keeps an empty label, so that nothing is lost.

    A label that ends in a colon with nothing behind it takes the next line as its value.
    """
    rows: list[Row] = []
    waiting = ""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        label, value = _split(line)
        if waiting and label and value:
            rows.append({"label": waiting, "value": ""})
            waiting = ""
        if waiting and not label:
            rows.append({"label": waiting, "value": value})
            waiting = ""
        elif label and not value:
            rows += [{"label": waiting, "value": ""}] if waiting else []
            waiting = label
        else:
            rows.append({"label": label, "value": value})
    return (*rows, {"label": waiting, "value": ""}) if waiting else tuple(rows)


def _split(line: str) -> tuple[str, str]:
    """Split a line into label and value; the label is empty where there is none."""
    for label, value in _ways(line):
        if len(label) <= _LONGEST_LABEL:
            return label, value
    return "", line


def _ways(line: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a line can be split, the surest first."""
    if found := _COLON.fullmatch(line):
        yield found["label"].strip(), (found["value"] or "").strip()
    for pattern in (_GAP, _AMOUNT_AT_END):
        if found := pattern.fullmatch(line):
            yield found["label"].strip(), found["value"].strip()
    words = line.split()
    first = next((number for number, one in enumerate(words) if _HAS_DIGIT.search(one)), 0)
    if 0 < first <= _MOST_WORDS and not words[first - 1].endswith((",", ";")):
        yield " ".join(words[:first]), " ".join(words[first:])
