"""Reports as plain text for a terminal: 100 columns, aligned tables, the same facts as on the page."""

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from reports import words
from reports.data import (
    Block,
    Bullets,
    Chart,
    Facts,
    Fold,
    Headline,
    Note,
    Page,
    Paragraph,
    Passage,
    Picture,
    Report,
    Table,
)
from reports.errors import CannotWrite
from reports.render import grid
from reports.shortening import shortened

WIDTH = 100


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write each page as a text file and return the path of the index. Raises CannotWrite."""
    try:
        for page in pages:
            path = folder / f"{page.path}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(page), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index.txt").resolve()


def render(page: Page) -> str:
    """Return one page as text."""
    return "\n".join(line.rstrip() for line in _lines(shortened(page.report))) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from _wrapped(f"{report.kicker}: {report.title}")
    yield "=" * WIDTH
    yield from _wrapped(report.lead)
    yield ""
    yield from _block(report.evidence, report)
    for section in report.sections:
        yield ""
        yield section.title
        yield "-" * len(section.title)
        for block in section.blocks:
            yield from _block(block, report)


def _block(block: Block, report: Report) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from _wrapped(text)
        case Headline(items) | Bullets(items):
            yield from (line for item in items for line in _wrapped(item, "- ", "  "))
        case Note(title, text):
            yield from _wrapped(f"! {title}. {text}", "", "  ")
        case Facts(facts):
            width = max(len(fact.name) for fact in facts)
            said = ((fact.text, f"{fact.name:<{width}}  ") for fact in facts)
            yield from (line for text, name in said for line in _wrapped(text, name, " " * (width + 2)))
        case Passage():
            yield from _passage(block)
        case Table():
            yield from _table(block, report)
        case Chart():
            yield from ("", *_wrapped(f"{block.title}. {block.sentence}"))
            yield from _table(block.table, report)
        case Picture(title, sentence):
            yield from ("", *_wrapped(f"{title}. {sentence} (The picture is in the HTML page.)"))
        case Fold(title, blocks):
            yield from ("", *_wrapped(title))
            yield from (line for inner in blocks for line in _block(inner, report))


def _passage(passage: Passage) -> Iterator[str]:
    yield f"{words.visible(passage.title)}:"
    for line in words.visible(passage.text or "(empty)").split("\n"):
        yield from textwrap.wrap(line, WIDTH - 4, initial_indent="  | ", subsequent_indent="  | ") or ["  |"]
    if passage.cut_chars:
        yield f"  ({passage.cut_chars:,} more characters not shown)"


def _table(table: Table, report: Report) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{table.caption} [{report.evidence_label}]")
    yield from grid.lines(table, WIDTH)
    yield from _wrapped(table.note)


def _wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    yield from textwrap.wrap(words.visible(text), WIDTH, initial_indent=first, subsequent_indent=rest)
