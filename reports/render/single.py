"""Reports as HTML files that hold all that they need: to be sent on, or kept beside the papers of a job."""

from collections.abc import Iterable
from pathlib import Path

from reports.data import Page
from reports.errors import CannotWrite
from reports.render import html
from reports.render.standing.inside import inside


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write each page as one file and return the path of the index. Raises CannotWrite."""
    try:
        for page in pages:
            path = folder / f"{page.path}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html.render(page, inside()), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index.html").resolve()
