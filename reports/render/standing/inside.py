"""What a page needs beside its words (style, script, icon), to stand inside it: then a page is one file.

The page's Content-Security-Policy allows exactly these styles and scripts, by their digests, and nothing else.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from markupsafe import Markup

ASSETS = Path(__file__).parents[1] / "assets"


@dataclass(frozen=True, slots=True)
class Inside:
    """The assets as text, and the policy that allows them."""

    icon: str
    """As an address that holds the picture itself."""
    report_css: Markup
    charts_css: Markup
    plotly_js: Markup
    charts_js: Markup
    policy: str


def plotly() -> resources.abc.Traversable:
    """Return the figure library as it came with the installed package."""
    return resources.files("plotly") / "package_data" / "plotly.min.js"


@cache
def inside() -> Inside:
    """Read the assets."""
    report_css, charts_css, charts_js = (_text(ASSETS / name) for name in ("report.css", "charts.css", "charts.js"))
    plotly_js = _text(plotly())
    icon = base64.b64encode((ASSETS / "toprung.svg").read_bytes()).decode()
    policy = (
        f"default-src 'none'; script-src {_digest(plotly_js)} {_digest(charts_js)}; style-src {_digest(report_css)} "
        f"{_digest(charts_css)}; style-src-attr 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Inside(f"data:image/svg+xml;base64,{icon}", report_css, charts_css, plotly_js, charts_js, policy)


def _text(path: "Path | resources.abc.Traversable") -> Markup:
    """Read an asset; what would end its element too early is written so that it means the same."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return Markup(text.replace("</script", "<\\/script").replace("</style", "<\\/style"))  # noqa: S704 - our own assets


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
