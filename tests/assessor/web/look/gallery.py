"""Draws every part of a page at once, for tests of the look and for people who want to see it."""

from pathlib import Path

from flask import Flask, render_template

import assessor.web
from assessor.framework import read_framework

WEB = Path(assessor.web.__file__).parent
HERE = Path(__file__).parent


def drawn() -> str:
    """Return the page that shows every part, with its sheets beside it."""
    app = Flask(__name__, template_folder=str(WEB / "templates"), static_folder=str(WEB / "static"))
    page = (HERE / "gallery.html").read_text(encoding="utf-8")
    levels = [
        {"number": level.number, "name": level.shown_name, "about": level.about, "chance": chance, **state}
        for level, chance, state in zip(
            read_framework().level,
            (0.004, 0.21, 0.55, 0.22, 0.016),
            (
                {"state": "", "said": ""},
                {"state": "", "said": ""},
                {"state": "here", "said": "Your level"},
                {"state": "points", "said": "Your answers point here too"},
                {"state": "", "said": ""},
            ),
            strict=True,
        )
    ]
    given = {
        "levels": levels,
        "organisation": {"name": "Harbour Homes", "is_make_believe": True},
        "whoami": {"name": "Ada Okafor"},
        "ways": [{"label": "My sittings", "href": "#", "current": True}, {"label": "My data", "href": "#"}],
    }
    with app.test_request_context("/"):
        return render_template(app.jinja_env.from_string(page), **given)


def write(folder: Path) -> Path:
    """Write the page as a file that a browser opens without a server."""
    path = folder / "gallery.html"
    path.write_text(drawn().replace('"/static/', f'"{(WEB / "static").as_uri()}/'), encoding="utf-8")
    return path
