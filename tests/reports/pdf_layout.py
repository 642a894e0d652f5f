"""Where text stands on the pages of a PDF: nothing outside the column, nothing over other text.

Every run of text is placed by the numbers in the file (matrices, widths of letters), so no picture is drawn and nothing
is installed. It sees text alone: not lines, fields or marks of a chart.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

COLUMN_PT = (56.6, 538.7)
"""From the left edge of an A4 page: margins of 20 mm."""
HEIGHT_PT = 841.9
SLACK_PT = 1.5
"""Letters are a little wider or narrower than their boxes."""
LINE_PT = 4.0
"""Runs whose feet are nearer than this stand on one line or run into each other; letters are 7.5 points or more."""

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that follow one another, where they stand on the page in points, from its lower left corner."""

    left: float
    right: float
    foot: float
    text: str
    turned: bool
    """True for text that does not run from left to right."""


@dataclass(slots=True)
class Font:
    """How wide the letters of a font are, in thousandths of its size, and what they say."""

    widths: dict[int, float] = field(default_factory=dict)
    default: float = 1000.0
    says: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """What the operators that come next are drawn with."""

    matrix: Matrix = _PLAIN
    font: Font = field(default_factory=Font)
    size: float = 0.0


def crowded(pdf: bytes) -> list[str]:
    """Return each place where text leaves its column or stands over other text, a sentence each."""
    found = []
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, start=1):
        runs = list(runs_of(page))
        found += [f"page {number}: '{run.text}' leaves the column" for run in runs if _is_outside(run)]
        found += [f"page {number}: '{one}' and '{other}' stand over each other" for one, other in _overlaps(runs)]
    return found


def _is_outside(run: Run) -> bool:
    left, right = COLUMN_PT
    return run.left < left - SLACK_PT or run.right > right + SLACK_PT or not 0 <= run.foot <= HEIGHT_PT


def _overlaps(runs: list[Run]) -> Iterator[tuple[str, str]]:
    said = sorted((run for run in runs if run.text.strip() and not run.turned), key=lambda run: run.foot)
    for place, one in enumerate(said):
        for other in said[place + 1 :]:
            if other.foot - one.foot > LINE_PT:
                break
            if min(one.right, other.right) - max(one.left, other.left) > SLACK_PT:
                yield one.text, other.text


def runs_of(page: PageObject) -> Iterator[Run]:
    """Walk the text of a page, that of drawings included."""
    stream = page.get_contents()
    if stream is not None:
        yield from _runs(ContentStream(stream, page.pdf), _part(page, "/Resources"), _PLAIN)


def _runs(stream: ContentStream, resources: DictionaryObject, start: Matrix) -> Iterator[Run]:
    fonts = {name: _font(_part(_part(resources, "/Font"), name)) for name in _part(resources, "/Font")}
    states = [State(start)]
    at: Matrix = _PLAIN
    for operands, operator in stream.operations:
        state = states[-1]
        if operator == b"q":
            states.append(State(state.matrix, state.font, state.size))
        elif operator == b"Q":
            states.pop()
        elif operator == b"cm":
            state.matrix = _times(_matrix(operands), state.matrix)
        elif operator == b"Tf":
            state.font, state.size = fonts[operands[0]], float(operands[1])
        elif operator == b"Tm":
            at = _matrix(operands)
        elif operator in {b"Tj", b"TJ"}:
            yield _run(operands[0], state, _times(at, state.matrix))
        elif operator == b"Do":
            drawn = _part(_part(resources, "/XObject"), operands[0])
            if drawn.get("/Subtype") == "/Form":
                inner = _times(_matrix(drawn.get("/Matrix", _PLAIN)), state.matrix)
                yield from _runs(ContentStream(drawn, None), _part(drawn, "/Resources"), inner)


def _run(shown: object, state: State, at: Matrix) -> Run:
    """Place what one operator shows, spaces at its end left out; gaps are thousandths of the size, taken off."""
    width, seen, said = 0.0, 0.0, ""
    for part in shown if isinstance(shown, ArrayObject) else [shown]:
        raw = getattr(part, "original_bytes", None)
        if raw is None:
            width -= float(str(part)) * state.size / 1000
            continue
        for code in (int.from_bytes(raw[place : place + 2]) for place in range(0, len(raw), 2)):
            width += state.font.widths.get(code, state.font.default) * state.size / 1000
            said += state.font.says.get(code, "?")
            seen = width if said[-1:].strip() else seen
    ends = sorted((at[4], at[4] + seen * at[0]))
    return Run(ends[0], ends[1], at[5], said, turned=abs(at[1]) > abs(at[0]))


def _font(font: DictionaryObject) -> Font:
    below = font["/DescendantFonts"][0].get_object()  # type: ignore[index]
    found = Font(default=float(below.get("/DW", 1000)))
    parts = [part.get_object() for part in below.get("/W", ())]
    while parts:
        first, second = int(parts.pop(0)), parts.pop(0)
        if isinstance(second, ArrayObject):
            found.widths |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            found.widths |= dict.fromkeys(range(first, int(second) + 1), float(parts.pop(0)))
    told = font["/ToUnicode"].get_data()  # type: ignore[attr-defined]
    for code, text in re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*\n", told):
        found.says[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _matrix(numbers: object) -> Matrix:
    a, b, c, d, e, f = map(float, numbers)  # type: ignore[call-overload]
    return (a, b, c, d, e, f)


def _part(of: DictionaryObject, name: str) -> DictionaryObject:
    found = of.get(name)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
