"""Reports as Word documents: to be filled in, signed and sent on. The same bytes for the same report.

Headings, lists and tables are real ones; pictures are drawn from the same figures as on the page and have words beside
them; the language is British English, so that a screen reader says them right.
"""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from reports.data import Page
from reports.errors import CannotWrite
from reports.shortening import shortened

_PACKED_AT = (2000, 1, 1, 0, 0, 0)


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write each page as a document and return the path of the index. Raises CannotWrite."""
    try:
        for page in pages:
            path = folder / f"{page.path}.docx"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(render(page))
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index.docx").resolve()


def render(page: Page) -> bytes:
    """Return one page as a document."""
    from reports.render.word.blocks import add  # noqa: PLC0415 - loads a library that only documents need
    from reports.render.word.dress import dressed, heading, put  # noqa: PLC0415 - as above

    report = shortened(page.report)
    document = dressed(report)
    put(document, "Subtitle", report.kicker)
    put(document, "Title", report.title)
    put(document, "Normal", report.lead)
    add(document, report.evidence, report)
    for section in report.sections:
        heading(document, 1, section.title)
        for block in section.blocks:
            add(document, block, report)
    written = io.BytesIO()
    document.save(written)
    return _packed(written)


def _packed(written: io.BytesIO) -> bytes:
    """Pack the parts with a fixed date: the library stamps them with the time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _PACKED_AT), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
