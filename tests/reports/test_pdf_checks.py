"""The checks of PDF pages can fail: each fault is planted in a sound page, and found."""

import io
from collections.abc import Callable
from functools import cache

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from reports.data import Cell, Column, Note, Page, Picture, Report, Row, Section, Table
from reports.render import pdf
from tests.reports.pdf_layout import crowded
from tests.reports.pdf_structure import faults


def page(*texts: str) -> Page:
    """Return a page with a table and a picture in which these texts are drawn."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 100" width="640" height="100">{"".join(texts)}</svg>'
    )
    table = Table("t", "A table", (Column("Name"), Column("Size", "m")), (Row((Cell("Ann"), Cell("1"))),))
    section = Section("s", "A section", (table, Picture("A picture", "It shows words.", svg)))
    return Page("index", Report("A report", "Ann", "A lead.", Note("Made up", "All of it."), "Made up.", (section,)))


def text(x: float, y: float, said: str) -> str:
    return f'<text x="{x}" y="{y}" font-family="FiraGO" font-size="12">{said}</text>'


@cache
def sound() -> bytes:
    return pdf.render(page(text(100, 50, "some words")))


def tags(writer: PdfWriter, name: str) -> list[DictionaryObject]:
    found = [writer.get_object(number) for number in range(1, len(writer._objects) + 1)]
    return [one for one in found if isinstance(one, DictionaryObject) and one.get("/S") == f"/{name}"]


def renamed(writer: PdfWriter, name: str, other: str) -> None:
    for tag in tags(writer, name):
        tag[NameObject("/S")] = NameObject(f"/{other}")


def without(of: DictionaryObject, name: str) -> None:
    del of[name]


def untagged(writer: PdfWriter) -> None:
    shown = writer.pages[0].get_contents()
    assert shown is not None
    stream = DecodedStreamObject()
    stream.set_data(shown.get_data() + b"\nq 0 0 9 9 re f Q")
    writer.pages[0][NameObject("/Contents")] = stream


def linked(writer: PdfWriter) -> None:
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.org"))
    writer.pages[0][NameObject("/Tabs")] = NameObject("/R")


def fonts(writer: PdfWriter) -> list[DictionaryObject]:
    shown = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    return [font.get_object() for font in shown.values()]


def without_files(writer: PdfWriter) -> None:
    for font in fonts(writer):
        described = font["/DescendantFonts"][0]["/FontDescriptor"]  # type: ignore[index]
        for name in [name for name in described if name.startswith("/FontFile")]:
            without(described, name)


def without_texts(writer: PdfWriter) -> None:
    for font in fonts(writer):
        without(font, "/ToUnicode")


def without_words(writer: PdfWriter) -> None:
    for tag in tags(writer, "Figure"):
        without(tag, "/Alt")


def without_tags(writer: PdfWriter) -> None:
    without(writer.root_object, "/StructTreeRoot")
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): NumberObject(0)})


BREACHES: list[tuple[Callable[[PdfWriter], object], str]] = [
    (lambda writer: without(writer.root_object, "/Metadata"), "it does not say that it is PDF/UA"),
    (lambda writer: without(writer.root_object, "/Lang"), "its language is None"),
    (lambda writer: without(writer.root_object, "/ViewerPreferences"), "its title is not shown"),
    (lambda writer: setattr(writer, "metadata", None), "it has no title"),
    (without_tags, "it is not marked as tagged"),
    (without_tags, "it has no headings"),
    (without_words, "a picture has no words"),
    (untagged, "page 1 paints something that is neither tagged nor decoration"),
    (lambda writer: renamed(writer, "TH", "TD"), "a table has no head"),
    (lambda writer: renamed(writer, "H1", "H3"), "its first heading has level 3"),
    (lambda writer: renamed(writer, "H2", "H4"), "its headings skip a level: [1, 4]"),
    (linked, "a link has no words"),
    (linked, "a link is not tagged"),
    (linked, "the links of a page do not follow its tags"),
    (without_files, "is not embedded"),
    (without_texts, "does not give back its text"),
]


def test_a_sound_page_has_no_fault() -> None:
    assert faults(sound()) == []
    assert crowded(sound()) == []


@pytest.mark.parametrize(("breach", "fault"), BREACHES, ids=[fault for _, fault in BREACHES])
def test_a_planted_fault_is_found(breach: Callable[[PdfWriter], object], fault: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(sound()))
    breach(writer)
    written = io.BytesIO()
    writer.write(written)
    assert any(fault in found for found in faults(written.getvalue()))


def test_a_page_that_was_only_copied_has_no_fault() -> None:
    written = io.BytesIO()
    PdfWriter(clone_from=io.BytesIO(sound())).write(written)
    assert faults(written.getvalue()) == []


def test_words_over_other_words_are_found() -> None:
    found = crowded(pdf.render(page(text(100, 50, "mm"), text(103, 52, "ww"))))
    assert "page 1: 'w' and 'm' stand over each other" in found


def test_words_beyond_the_column_are_found() -> None:
    assert "page 1: 'z' leaves the column" in crowded(pdf.render(page(text(600, 50, "words that go on, z"))))


def test_words_on_neighbouring_lines_are_none() -> None:
    assert crowded(pdf.render(page(text(100, 50, "first words"), text(100, 64, "other words")))) == []
