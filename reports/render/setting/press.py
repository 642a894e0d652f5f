"""The one way to typst: a page's data in, a PDF out. Holds the standard that every PDF keeps to (PDF/UA-1)."""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.render.setting import letters

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).parent.parent / "templates" / "report.typ"
_ONE_AT_A_TIME = threading.Lock()
"""A compiler keeps what it was given last."""


def pressed(data: Mapping[str, Any]) -> bytes:
    """Set a report's data as PDF. The same data gives the same bytes."""
    given = {"data": json.dumps({**data, "families": letters.FAMILIES, "mono": letters.MONO})}
    with _ONE_AT_A_TIME:
        made = _compiler().compile(_template(), format="pdf", sys_inputs=given, pdf_standards="ua-1", timestamp=0)
    assert isinstance(made, bytes), "one document was asked for"
    return made


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@cache
def _compiler() -> "typst.Compiler":
    """Return the compiler, which keeps fonts and what pages share between documents."""
    import typst  # noqa: PLC0415 - 84 MB, which only PDF needs

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[letters.folder().name])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
