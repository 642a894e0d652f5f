"""Reports as pages of the service: their own document, with assets that the service gives and a bar above it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assessor.progress import asking
from assessor.progress.making import FORMATS, MEDIA, page_of
from reports.render import html
from reports.render.standing.served import Served, Way, assets, digest

__all__ = ["POLICY", "asset", "digest", "formats", "listed", "page", "title"]

POLICY = f"{html.POLICY}; frame-ancestors 'none'"
"""The Content-Security-Policy of such a page: what the page says itself, and what only a header can say."""
_LABELS = {
    "pdf": "PDF",
    "docx": "Word",
    "csv": "CSV",
    "xlsx": "Excel",
    "json": "JSON",
    "single": "One HTML file",
    "text": "Text",
}
_TITLES = {
    "article_4": "Article 4 record",
    "cohort": "Cohort report",
    "learner": "Learner report",
    "plan": "Training plan",
    "review": "Review pack",
    "skills": "Skills scan",
    "team": "Team report",
}
"""What reports are called whose name alone does not say it."""
_MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"} | MEDIA


def formats() -> Mapping[str, str]:
    """Return the formats that a report may be taken along in, by name, each with its label."""
    labels = {name: label for name, label in _LABELS.items() if name in FORMATS}
    return labels | {name: name.upper() for name in FORMATS if name not in labels}


def title(kind: str) -> str:
    """Return what a report is called in a list: *Learner report*, *Business case*, *Review pack*."""
    return _TITLES.get(kind) or kind.replace("_", " ").capitalize()


def listed(subject: str) -> list[tuple[str, str, str]]:
    """Return the reports on such: name, what each is called, and what it shows."""
    names = [name for name in asking.names() if asking.subject_of(name) == subject]
    return [(name, title(name), asking.kind_of(name).about.partition(": ")[2]) for name in names]


def page(kind: str, rows: Any, assets_at: str, back: tuple[str, str], files: Mapping[str, str]) -> str:  # noqa: ANN401 - as each kind defines them
    """Return a report as a page.

    `assets_at` is the folder with the assets, `back` where the reader came from, as text and address, and `files` has
    the address of each format.
    """
    ways = tuple(Way(label, files[name]) for name, label in formats().items())
    return html.render(page_of(kind, rows), served=Served(assets_at, Way(*back), ways))


def asset(name: str) -> tuple[bytes, str] | None:
    """Return what pages draw themselves with, and what it is; None for what they do not ask for."""
    content = assets().get(name)
    return None if content is None else (content, _MEDIA[Path(name).suffix])
