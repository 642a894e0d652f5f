"""A report without a renderer: sections of words, tables, charts and passages. No HTML and no figure library in here.

Text in these classes is plain text. Renderers escape it; whatever a model or a document said comes in as a `Passage`
or as cells of a table that is marked `quoted`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Tone = Literal["plain", "caution"]


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page of the same report."""

    text: str
    page: str
    """The page's path without ending: ``index``, ``trials/1f3a``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a table."""

    text: str
    """What is read; a number's unit stands in its column."""
    value: float | None = None
    """The number behind the text, for columns that are drawn."""
    low: float | None = None
    high: float | None = None
    """The ends of its interval."""
    page: str = ""
    """Where a click leads, as in `Link`; empty for nowhere."""
    aside: str = ""
    """A remark on it in small print."""
    row: str = ""
    """The id of a row on the same page that a click leads to; empty for nowhere."""
    day: dt.date | None = None
    """The day behind the text."""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    title: str
    unit: str = ""
    """The unit of its numbers (``tokens``, ``0 to 1``); empty means that the column holds words."""
    drawn: bool = False
    """True draws each value, with its interval, as a bar from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; its first cell names it."""

    cells: tuple[Cell, ...]
    minor: bool = False
    """True for a line that stands below another one and is read with it (*tools only*)."""
    id: str = ""
    """Unique on its page, for cells that lead to it; empty for none."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads, with a caption."""

    id: str
    """Unique on its page."""
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    """What is read below it."""
    quoted: bool = False
    """True when the content was handed in by whoever did the work."""
    stacks: bool = False
    """True sets each row as a small list on a narrow screen, for tables that are too wide for it."""
    page_rows: int | None = None
    """So many rows are set on pages and paper, and how many more there are; files for programs hold all."""
    by_hand: bool = False
    """True leaves room in every row for what is written in later, by hand or in a document."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers, with a sentence that says the same and the table that it is drawn from."""

    name: str
    """The module in ``reports/charts`` that draws it."""
    title: str
    sentence: str
    rows: Sequence[Any]
    """What that module's `figure` takes (see `reports.rows`)."""
    table: Table
    table_open: bool = False
    """True shows the table at once."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of our own, with a sentence that says what it shows."""

    title: str
    sentence: str
    svg: str
    """Markup, the only one in here: `harness.api.drawing` has made it, and has escaped every name in it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Headline:
    """What came out, in one sentence or a few."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that must not be missed."""

    title: str
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it stands for, unit included."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Several facts."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What a model said or a document holds: shown as text, never as markup."""

    title: str
    text: str
    cut_chars: int = 0
    """How many characters were left out at the end."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that are opened on demand."""

    title: str
    blocks: "tuple[Block, ...]"


Block = Paragraph | Headline | Bullets | Note | Facts | Passage | Table | Chart | Picture | Fold


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One page."""

    kicker: str
    """What kind of page this is, above the title."""
    title: str
    lead: str
    """What was done, in a sentence or two."""
    evidence: Note
    """What the results are evidence of; stands at the top."""
    evidence_label: str
    """The same in a few words; renderers print it at every table and chart."""
    sections: tuple[Section, ...]
    up: Link | None = None
    """The page that leads here."""


@dataclass(frozen=True, slots=True)
class Page:
    """A report and where it is written."""

    path: str
    """Without ending, relative to the report's folder: ``index``, ``trials/1f3a``."""
    report: Report
