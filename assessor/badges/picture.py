"""The picture of a badge as SVG: its name on a plate with the mark's rungs. It carries the signed badge within."""

import textwrap
from xml.sax.saxutils import escape

_LINE = 20
_HEIGHT = 26


def picture(name: str) -> bytes:
    """Return the picture of a badge of this name."""
    lines = textwrap.wrap(name, _LINE)
    top = 176 - _HEIGHT * (len(lines) - 1) // 2
    said = "".join(
        f'<text x="150" y="{top + _HEIGHT * place}" text-anchor="middle">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    rungs = "".join(f'<rect x="{150 - wide // 2}" y="{y}" width="{wide}" height="9" rx="4"/>' for y, wide in _RUNGS)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" role="img" width="300" height="300">'
        f"<title>{escape(name)}: a badge of Toprung</title>"
        '<rect x="6" y="6" width="288" height="288" rx="40" fill="#f4f7f6" stroke="#1f5a4c" stroke-width="8"/>'
        f'<g fill="#1f5a4c">{rungs}</g>'
        f'<g fill="#16302a" font-family="sans-serif" font-size="22" font-weight="bold">{said}</g>'
        '<text x="150" y="262" text-anchor="middle" fill="#16302a" font-family="sans-serif" font-size="13">'
        "Not a regulated qualification</text></svg>"
    ).encode()


_RUNGS = ((56, 60), (78, 84), (100, 108), (122, 132))
