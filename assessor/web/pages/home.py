"""The start: what is open to whoever has logged in."""

from flask import Blueprint, render_template

from assessor.web.access import may

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@may("member")
def start() -> str:
    """Show the ways that are open."""
    return render_template("home.html")
