"""How wide a text will be, and where it is broken into lines, without a browser to ask.

Widths are those of DejaVu Sans, rounded up by classes of letters: it is the widest of the fonts that a page's
``sans-serif`` usually stands for, so that what fits here fits anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LINE_PX = 16
NAME_PX, TEXT_PX = 13, 12
_BOLD = 1.13
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]{}/- "), frozenset("mwMW@%—…")
_EM = {"narrow": 0.42, "wide": 1.0, "capital": 0.79, "other": 0.64}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box."""

    text: str
    is_name: bool = False
    """True for the name of the box: larger and bold."""

    @property
    def size_px(self) -> int:
        """The size of its letters."""
        return NAME_PX if self.is_name else TEXT_PX

    @property
    def width_px(self) -> float:
        """The most room that it takes."""
        return width_px(self.text, self.size_px) * (_BOLD if self.is_name else 1)


def width_px(text: str, size_px: float) -> float:
    """Return the most room that a text takes."""
    return size_px * sum(_EM[_class(letter)] for letter in text)


def broken(text: str, room_px: float, most_lines: int) -> list[Line]:
    """Break a text into lines that fit; what is beyond the last line is cut, and ends with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_px(longer, TEXT_PX) <= room_px:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], " ".join(lines[most_lines - 1 :])]
    return [Line(cut(line, room_px)) for line in lines]


def cut(text: str, room_px: float) -> str:
    """Return as much of a text as fits, with an ellipsis where something is missing."""
    if width_px(text, TEXT_PX) <= room_px:
        return text
    while text and width_px(f"{text}…", TEXT_PX) > room_px:
        text = text[:-1]
    return f"{text.rstrip()}…"


def widest_px(lines: Sequence[Line]) -> float:
    """Return the room that the widest line takes."""
    return max((line.width_px for line in lines), default=0)


def _class(letter: str) -> str:
    if letter in _NARROW:
        return "narrow"
    if letter in _WIDE or ord(letter) > 0x2E7F:  # noqa: PLR2004 - scripts whose letters are as wide as they are high
        return "wide"
    return "capital" if letter.isupper() else "other"
