"""Drawings that are markup already, in the fonts of pages that are set."""

import html
import re
from collections.abc import Iterator

from reports.render.setting import letters

_FAMILY = re.compile(r'font-family="[^"]*"')


def in_our_fonts(markup: str) -> str:
    """Return a drawing of the harness in the fonts of the page."""
    return "".join(_escaped(_FAMILY.sub(f'font-family="{letters.FAMILIES[0]}"', markup)))


def _escaped(markup: str) -> Iterator[str]:
    for each in markup:
        yield each if each.isascii() else html.escape(letters.shown(each))
