"""Turns the rows of a report into what is handed over: a page, or a file in one of the formats."""

import io
import re
import tempfile
import zipfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.progress.asking import kind_of
from reports.data import Page
from reports.render.formats import RENDERERS

MEDIA = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""What a file is, by the end of its name."""
FORMATS = tuple(sorted(set(RENDERERS) - {"html"}))
"""In which a report may be taken along: ``single`` is the page that holds its assets itself."""
_NO_TABLES = "This report has no tables yet, so there is nothing to put into a file of tables.\n"


@dataclass(frozen=True, slots=True)
class Made:
    """A report as a file."""

    name: str
    """With its ending, without a path."""
    media: str
    content: bytes


def page_of(kind: str, rows: Any) -> Page:  # noqa: ANN401 - as each kind defines them
    """Return one report without a format."""
    (page,) = pages_of(kind, [rows])
    return page


def pages_of(kind: str, rows: Sequence[Any], *, listed: bool = False) -> list[Page]:
    """Return reports without a format; as a list, a page leads to all."""
    return list(kind_of(kind).pages(Namespace(all=listed), rows))


def made(kind: str, rows: Any, form: str) -> Made:  # noqa: ANN401 - as each kind defines them
    """Return one report in a format of `FORMATS`; several files come as one zip."""
    page = page_of(kind, rows)
    with tempfile.TemporaryDirectory() as folder:
        index = RENDERERS[form]([page], Path(folder) / "report")
        files = sorted(path for path in index.parent.rglob("*") if path.is_file()) if index.is_file() else []
        files = files or sorted(path for path in index.rglob("*") if path.is_file())
        contents = {path.name: path.read_bytes() for path in files}
    contents = contents or {"report.txt": _NO_TABLES.encode()}
    stem = f"{kind.replace('_', '-')}-{_plain(page.report.title)}"
    if len(contents) > 1:
        return Made(f"{stem}-{form}.zip", MEDIA[".zip"], zipped(contents))
    ((name, content),) = contents.items()
    ending = Path(name).suffix
    return Made(stem + ending, MEDIA[ending], content)


def zipped(contents: dict[str, bytes]) -> bytes:
    """Return files by name as one zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _plain(title: str) -> str:
    """Return a title as part of a file's name: Latin letters and digits, at most 60 of them."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "report"
