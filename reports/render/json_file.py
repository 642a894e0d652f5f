"""A report as JSON: the words and the numbers of every table, for programs."""

import json
from collections.abc import Iterable
from pathlib import Path

from reports.data import Page
from reports.errors import CannotWrite
from reports.render.plain import report_of


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write each page as a JSON file and return the path of the index. Raises CannotWrite."""
    try:
        for page in pages:
            path = folder / f"{page.path}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(report_of(page.report), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index.json").resolve()
