"""Written documents as Word files: a title, headings, paragraphs, lists and tables."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

from docx import Document

_MADE_AT = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_PACKED_AT = (2025, 1, 1, 0, 0, 0)

Table = Sequence[Sequence[str]]
"""Lines of cells, the first of them the headings."""


def docx_file(title: str, blocks: Sequence[str | Table]) -> bytes:
    """Return a document. A text that starts with ``# `` is a heading, with ``- `` an item of a list."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = _MADE_AT
    document.core_properties.author = ""
    document.core_properties.title = title
    document.add_heading(title, 0)
    for block in blocks:
        if not isinstance(block, str):
            table = document.add_table(len(block), len(block[0]), style="Table Grid")
            for line, cells in zip(table.rows, block, strict=True):
                for cell, text in zip(line.cells, cells, strict=True):
                    cell.text = text
        elif block.startswith("# "):
            document.add_heading(block[2:], 1)
        elif block.startswith("- "):
            document.add_paragraph(block[2:], style="List Bullet")
        else:
            document.add_paragraph(block)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_clock(buffer)


def _without_clock(written: io.BytesIO) -> bytes:
    """Pack the parts again with a fixed date: the writer stamps them with the time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _PACKED_AT)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return packed.getvalue()
