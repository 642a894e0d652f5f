"""Reports as HTML pages with their assets beside them: opened from a folder, with no server and no other host.

The page's Content-Security-Policy allows this folder and nothing else. One concession stands in it: plotly.js sets
style attributes while it draws, so `style-src-attr` is open. It also wants to put a style sheet for maps into every
page; an element with the id that it looks for keeps it from doing so.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import charts, words
from reports.data import Chart, Page
from reports.errors import CannotWrite
from reports.render.plain import blocks_in
from reports.render.standing.inside import Inside, plotly
from reports.render.standing.served import Served
from reports.render.standing.served import assets as all_assets
from reports.shortening import shortened

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write pages and assets into a folder and return the path of the index. Raises CannotWrite."""
    try:
        for page in pages:
            path = folder / f"{page.path}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render(page), encoding="utf-8")
        _copy_assets(folder / "assets")
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index.html").resolve()


def render(page: Page, inside: Inside | None = None, served: Served | None = None) -> str:
    """Return one page as HTML; with `inside` it holds its assets itself, with `served` a service gives them."""
    drawn = [block for block in blocks_in(page.report) if isinstance(block, Chart)]
    up = "../" * page.path.count("/")
    assets = served.assets if served else f"{up}assets/"
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=shortened(page.report),
            policy=inside.policy if inside else POLICY,
            inside=inside,
            served=served,
            assets=assets,
            icon=inside.icon if inside else f"{assets}toprung.svg",
            leads=(lambda path: served.pages.get(path, "")) if served else (lambda path: f"{up}{path}.html"),
            has_charts=bool(drawn),
            map_style_id=_map_style_id() if drawn else "",
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["kind"] = lambda block: type(block).__name__.lower()
    environment.filters["drawing"] = lambda picture: Markup(picture.svg)  # noqa: S704 - of our own making, see Picture
    environment.filters["figure"] = lambda chart: charts.draw(chart.name, chart.rows)
    return environment


def _shown(value: object) -> object:
    """Make hidden and steering characters of plain text visible; markup of our own passes."""
    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _copy_assets(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in all_assets().items():
        (folder / name).write_bytes(content)


@cache
def _map_style_id() -> str:
    """Find the id that plotly.js looks for before it adds its style sheet for maps; empty when it adds none."""
    found = re.search(r'document\.getElementById\("([0-9a-f]{64})"\)', plotly().read_text(encoding="utf-8"))
    return found[1] if found else ""
