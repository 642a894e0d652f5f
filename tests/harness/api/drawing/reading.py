"""Reads a drawing back: where its texts stand and where its lines run, measured by the font itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import matplotlib as mpl
from fontTools.ttLib import TTFont  # it brings no types

SVG = "{http://www.w3.org/2000/svg}"
_STEPS = 24
_EDGE = 0.5
"""Lines begin and end at the edges of boxes."""
_WORD = re.compile(r"([MLVHCz])([^MLVHCz]*)")


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float
    says: str = ""

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        return self.left + _EDGE < x < self.right - _EDGE and self.top + _EDGE < y < self.bottom - _EDGE


def font_width(text: str, size_px: float, *, bold: bool) -> float:
    """Return how wide DejaVu Sans sets a text."""
    advances, letters, units = _font("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
    return sum(advances[letters.get(ord(letter), ".notdef")][0] for letter in text) * size_px / units


@cache
def _font(name: str) -> tuple[dict[str, tuple[int, int]], dict[int, str], int]:
    font = TTFont(Path(mpl.get_data_path()) / "fonts" / "ttf" / name)
    return dict(font["hmtx"].metrics), font.getBestCmap(), font["head"].unitsPerEm


def texts(root: Element) -> list[Box]:
    """Return the room of each text; letters reach three quarters above their line and a quarter below."""
    found = []
    for text in root.iter(f"{SVG}text"):
        x, y, size = (float(text.get(key, "0")) for key in ("x", "y", "font-size"))
        width = font_width(text.text or "", size, bold=text.get("font-weight") == "bold")
        found.append(Box(x, y - 0.75 * size, x + width, y + 0.22 * size, text.text or ""))
    return found


def boxes(root: Element) -> list[Box]:
    """Return the rectangles of agents and people, without the bands behind them."""
    found = [tuple(float(r.get(key, "0")) for key in ("x", "y", "width", "height")) for r in _framed(root)]
    return [Box(x, y, x + width, y + height) for x, y, width, height in found]


def _framed(root: Element) -> Iterator[Element]:
    return (rect for rect in root.iter(f"{SVG}rect") if rect.get("stroke"))


def line_points(root: Element) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Return of each line between boxes what it says, and points along it."""
    for group in root.iter(f"{SVG}g"):
        title, path = group.find(f"{SVG}title"), group.find(f"{SVG}path")
        assert title is not None
        assert path is not None
        yield title.text or "", list(_points(path.get("d", "")))


def _points(words: str) -> Iterator[tuple[float, float]]:
    x = y = 0.0
    for word, rest in _WORD.findall(words):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        x0, y0 = x, y
        if word == "M":
            x, y = numbers
        elif word == "H":
            x = numbers[0]
        elif word == "V":
            y = numbers[0]
        else:
            x, y = numbers[-2:]
        if word == "M":
            continue
        # A straight line is a curve whose further points lie at its ends.
        xs, ys = (numbers[::2], numbers[1::2]) if word == "C" else ([x0, x, x], [y0, y, y])
        for step in range(_STEPS + 1):
            yield _on_curve([x0, *xs], step / _STEPS), _on_curve([y0, *ys], step / _STEPS)


def _on_curve(at: list[float], t: float) -> float:
    """Return one coordinate of a Bezier curve of the third degree."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return sum(weight * value for weight, value in zip(weights, at, strict=True))
