"""Looks over the files of a folder before anything of them is used: what they are, how large, and whether they open."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tasks_bank.errors import BrokenTask
from tasks_bank.file import MEDIA_TYPES
from tasks_bank.own.expected import utf8

MOST_BYTES = 20_000_000
"""Of one file."""
MOST_BYTES_TOGETHER = 100_000_000
MOST_UNPACKED = 200_000_000
"""Of one workbook or Word document."""
MOST_FILES = 1000
_MEGA = 1_000_000
_PLAIN = (".csv", ".html", ".json", ".md", ".txt")
_ZIPPED = (".docx", ".xlsx")


def screen_folder(folder: Path) -> list[Path]:
    """Return every file to be taken over; hidden ones are left. Raises BrokenTask for links, sizes and numbers."""
    found: list[Path] = []
    together = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts):
            continue
        if path.is_symlink():
            raise BrokenTask(f"{name} is a link to {path.readlink()}; put the file itself into the folder")
        if path.is_dir():
            continue
        if not path.is_file():
            raise BrokenTask(f"{name} is no file that can be copied; take it out")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BrokenTask(f"{name} has {size // _MEGA} MB; a file may have {MOST_BYTES // _MEGA} MB")
        together += size
        found.append(path)
    if together > MOST_BYTES_TOGETHER or len(found) > MOST_FILES:
        raise BrokenTask(
            f"the folder holds {len(found):,} files of {together // _MEGA} MB; a task may have {MOST_FILES:,} files of "
            f"{MOST_BYTES_TOGETHER // _MEGA} MB together"
        )
    return found


def screen_input(path: Path, name: str) -> str:
    """Check that an input file can be opened; return what is odd about it, if anything. Raises BrokenTask."""
    suffix = path.suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise BrokenTask(f"{name}: files of this kind are not read; {', '.join(sorted(MEDIA_TYPES))} are")
    if not path.stat().st_size:
        raise BrokenTask(f"{name} is empty; put something into it or take it out")
    if suffix in _PLAIN:
        text = utf8(path, name)
        return _opened(name, "JSON", lambda: json.loads(text) and "") if suffix == ".json" else ""
    if suffix in _ZIPPED:
        _check_unpacked(path, name)
    if suffix in _OPENERS:
        what, opener = _OPENERS[suffix]
        return _opened(name, what, lambda: opener(path.read_bytes()))
    return ""


def _opened(name: str, what: str, opener: Callable[[], str]) -> str:
    try:
        odd = opener()
    except Exception as error:
        first = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise BrokenTask(f"{name} cannot be opened as {what}: {first[:120]}") from error
    return f"{name} {odd}" if odd else ""


def _check_unpacked(path: Path, name: str) -> None:
    """Refuse an archive that unpacks to more than fits; the sizes it states bound what a reader takes out of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise BrokenTask(f"{name} cannot be opened as {path.suffix[1:].upper()}: {error}") from error
    if unpacked > MOST_UNPACKED:
        raise BrokenTask(
            f"{name} has {path.stat().st_size:,} bytes and unpacks to {unpacked // _MEGA:,} MB; "
            f"{MOST_UNPACKED // _MEGA} MB may be unpacked"
        )


def _open_xlsx(data: bytes) -> str:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only an import needs it

    book = load_workbook(io.BytesIO(data), read_only=True)
    try:
        for sheet in book.worksheets:
            next(sheet.iter_rows(max_row=1, values_only=True), None)
    finally:
        book.close()
    return ""


def _open_docx(data: bytes) -> str:
    from docx import Document  # noqa: PLC0415 - the same

    Document(io.BytesIO(data))
    return ""


def _open_pdf(data: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 - the same

    pages = PdfReader(io.BytesIO(data)).pages
    has_text = any(page.extract_text().strip() for page in pages)
    return "" if has_text else "has no text layer: a model that is given text sees nothing of it"


def _open_ics(data: bytes) -> str:
    from icalendar import Calendar  # noqa: PLC0415 - the same

    Calendar.from_ical(data)
    return ""


_OPENERS: Mapping[str, tuple[str, Callable[[bytes], str]]] = {
    ".docx": ("a Word document", _open_docx),
    ".ics": ("a diary", _open_ics),
    ".pdf": ("PDF", _open_pdf),
    ".xlsx": ("a workbook", _open_xlsx),
}
