"""Web pages as they were saved from a browser."""

from collections.abc import Sequence
from html import escape


def html_file(title: str, blocks: Sequence[str], *, about: str = "") -> bytes:
    """Return a page. A block that starts with ``# `` is a heading; `about` goes into the page's description."""
    body = [f"<h1>{escape(title)}</h1>"]
    body += [
        f"<h2>{escape(block[2:])}</h2>" if block.startswith("# ") else f"<p>{escape(block)}</p>" for block in blocks
    ]
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    if about:
        head += f'<meta name="description" content="{escape(about)}">'
    text = "\n".join(
        ['<!doctype html>\n<html lang="en-GB">', f"<head>{head}</head>", "<body>", *body, "</body>\n</html>\n"]
    )
    return text.encode()
