"""A structural check of a PDF: what a screen reader and an archive need of it. Each fault is one sentence.

It looks at: the mark of PDF/UA-1; tags; the language; a title, to be shown in the window; nothing painted that is
neither tagged nor marked as decoration; words for every picture; a heading, the first of level 1 and none skipping a
level; head cells in every table; words for every link, and pages whose links follow the tags; every font embedded and
able to give back its text. It does not judge whether words for pictures are good, nor contrast, nor the order of
reading. `test_pdf_checks` plants each fault and sees it found.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

Tag = tuple[str, DictionaryObject]
_TOKENS = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]+|[A-Za-z][A-Za-z0-9*]*|['\"]", re.DOTALL)
"""Of a page's stream: texts, names and operators, so that no operator is read out of a text."""
_PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do"}


def faults(pdf: bytes) -> list[str]:
    """Return what is wrong with a PDF; nothing for a sound one."""
    reader = PdfReader(io.BytesIO(pdf))
    tags = _all_tags(reader)
    headings = _headings([name for name, _ in tags])
    return [*_document(reader), *headings, *_tagged(tags), *_painted(reader), *_links(reader), *_fonts(reader)]


def tag_names(pdf: bytes) -> list[str]:
    """Return the tags of a PDF in their order, ``H1`` for a heading of level 1."""
    return [name for name, _ in _all_tags(PdfReader(io.BytesIO(pdf)))]


def _all_tags(reader: PdfReader) -> list[Tag]:
    return list(_tags(_part(_part(reader.trailer, "/Root"), "/StructTreeRoot")))


def _document(reader: PdfReader) -> Iterator[str]:
    root = _part(reader.trailer, "/Root")
    described = reader.xmp_metadata
    if described is None or b"pdfuaid:part" not in described.stream.get_data():
        yield "it does not say that it is PDF/UA"
    if not _part(root, "/MarkInfo").get("/Marked"):
        yield "it is not marked as tagged"
    if root.get("/Lang") != "en-GB":
        yield f"its language is {root.get('/Lang')}"
    if not (reader.metadata and reader.metadata.title):
        yield "it has no title"
    if not _part(root, "/ViewerPreferences").get("/DisplayDocTitle"):
        yield "its title is not shown"


def _headings(names: list[str]) -> Iterator[str]:
    levels = [int(name[1:]) for name in names if name[0] == "H" and name[1:].isdigit()]
    if not levels:
        yield "it has no headings"
    elif levels[0] != 1:
        yield f"its first heading has level {levels[0]}"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"its headings skip a level: {levels}"


def _tagged(tags: list[Tag]) -> Iterator[str]:
    for name, tag in tags:
        if name == "Figure" and not tag.get("/Alt"):
            yield "a picture has no words"
        if name == "Table" and "TH" not in [below for below, _ in _tags(tag)]:
            yield "a table has no head"


def _painted(reader: PdfReader) -> Iterator[str]:
    """Find what is painted outside marked content."""
    for number, page in enumerate(reader.pages, start=1):
        stream = page.get_contents()
        depth = 0
        for token in _TOKENS.findall(stream.get_data() if stream is not None else b""):
            depth += (token in {b"BDC", b"BMC"}) - (token == b"EMC")
            if token in _PAINTS and not depth:
                yield f"page {number} paints something that is neither tagged nor decoration"
                break


def _links(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        notes = _below(page, "/Annots")
        if notes and page.get("/Tabs") != "/S":
            yield "the links of a page do not follow its tags"
        for note in notes:
            if not note.get("/Contents"):
                yield "a link has no words"
            if "/StructParent" not in note:
                yield "a link is not tagged"


def _fonts(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        fonts = _part(_part(page, "/Resources"), "/Font")
        for name in fonts:
            font = _part(fonts, name)
            if "/ToUnicode" not in font:
                yield f"{font['/BaseFont']} does not give back its text"
            described = _part(_below(font, "/DescendantFonts")[0], "/FontDescriptor")
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described):
                yield f"{font['/BaseFont']} is not embedded"


def _tags(above: DictionaryObject) -> Iterator[Tag]:
    """Walk the tags below one, in the order of reading."""
    for below in _below(above, "/K"):
        if "/S" in below:
            yield str(below["/S"]).removeprefix("/"), below
        yield from _tags(below)


def _part(of: DictionaryObject, name: str) -> DictionaryObject:
    found = _whole(of.get(name))
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _below(of: DictionaryObject, name: str) -> list[DictionaryObject]:
    found = _whole(of.get(name))
    parts = [_whole(part) for part in found] if isinstance(found, ArrayObject) else [found]
    return [part for part in parts if isinstance(part, DictionaryObject)]


def _whole(part: object) -> object:
    return part.get_object() if isinstance(part, PdfObject) else part
