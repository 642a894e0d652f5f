"""The one way to typst: a page's data in, a PDF out; a drawing in, a picture out.

Holds the standard that every PDF keeps to (PDF/UA-1).
"""

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
_HERE = threading.local()
"""Holds the compiler of each thread: one keeps what it was given last, and lets other threads work meanwhile."""
_ONE_AT_A_TIME = threading.Lock()
"""Two threads that unpack the fonts at once would each make a folder, and one of them goes: pages without letters."""
_PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 170mm)"""
_PICTURE_PPI = 200


def pressed(data: Mapping[str, Any]) -> bytes:
    """Set a report's data as PDF. The same data gives the same bytes."""
    given = {"data": json.dumps({**data, "families": letters.FAMILIES, "mono": letters.MONO})}
    made = _compiler().compile(_template(), format="pdf", sys_inputs=given, pdf_standards="ua-1", timestamp=0)
    assert isinstance(made, bytes), "one document was asked for"
    return made


def pictured(drawing: str) -> bytes:
    """Return a drawing (SVG) as a picture of dots (PNG), as wide as a page's column."""
    made = _compiler().compile(_PICTURE, format="png", ppi=_PICTURE_PPI, sys_inputs={"svg": drawing})
    assert isinstance(made, bytes), "one page was asked for"
    return made


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _compiler() -> "typst.Compiler":
    """Return this thread's compiler, which keeps fonts and what pages share between documents."""
    if not hasattr(_HERE, "compiler"):
        import typst  # noqa: PLC0415 - 84 MB, which only PDF needs

        with _ONE_AT_A_TIME:
            fonts = _fonts()
        _HERE.compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    found: typst.Compiler = _HERE.compiler
    return found


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[letters.folder().name])
