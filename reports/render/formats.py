"""The formats that a report leaves in, by name."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from reports.data import Page
from reports.render import csv_files, docx, html, json_file, pdf, single, text, xlsx

RENDERERS: Mapping[str, Callable[[Iterable[Page], Path], Path]] = {
    "csv": csv_files.write,
    "docx": docx.write,
    "html": html.write,
    "json": json_file.write,
    "pdf": pdf.write,
    "single": single.write,
    "text": text.write,
    "xlsx": xlsx.write,
}
"""Each writes pages into a folder and returns the path of the index. Raises CannotWrite."""
