"""The fonts of PDF pages, and texts as these fonts can show them.

PDF/UA does not allow a letter that no font has. An emoji is said by its name, any other such letter by its number.
"""

import io
import re
import tempfile
import unicodedata
from functools import cache
from pathlib import Path

from reports import words

FAMILIES = ("FiraGO", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math")
"""In this order a letter is looked for."""
MONO = ("Fira Mono", *FAMILIES)
_FILES = ("figo", "figbo", "fimo", "symbol1", "symbol2", "math")
_SHOWN_BY = ("figo", "symbol1", "symbol2", "math")
_STEERS_EMOJI = re.compile("[\ufe0e\ufe0f]")
_JOINED = re.compile("\u200d(?=[\u2600-\u27bf\U0001f300-\U0001faff])")
"""What makes one sign of several emoji, each of which is said by its name."""
_LONG = re.compile(r"\S{25,}")
_BREAK_AFTER = 12
_NO_WIDTH = "\u200b"


@cache
def folder() -> tempfile.TemporaryDirectory[str]:
    """Return the folder that holds the fonts as long as this process lives."""
    import pymupdf_fonts  # noqa: PLC0415 - unpacks fonts, which only PDF needs

    made = tempfile.TemporaryDirectory(prefix="toprung-fonts-")
    for name in _FILES:
        (Path(made.name) / f"{name}.ttf").write_bytes(pymupdf_fonts.myfont(name))
    return made


def shown(text: str) -> str:
    """Return a text with nothing in it that the fonts cannot show."""
    text = words.visible(_JOINED.sub(" ", text))
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", _STEERS_EMOJI.sub("", text))
    return "".join(each if ord(each) < 128 or ord(each) in _known() else _said(each) for each in text)  # noqa: PLR2004 - ASCII


def breakable(text: str) -> str:
    """Return a text whose very long words may be broken at the end of a line."""
    return _LONG.sub(_with_breaks, text) if len(text) > _BREAK_AFTER else text


def _with_breaks(found: re.Match[str]) -> str:
    word = found[0]
    return _NO_WIDTH.join(word[place : place + _BREAK_AFTER] for place in range(0, len(word), _BREAK_AFTER))


def _said(letter: str) -> str:
    """Say a letter that no font has: an emoji by its name, others by their number."""
    if unicodedata.category(letter) == "So":
        return f"[{unicodedata.name(letter, 'sign').lower()}]"
    return "" if unicodedata.category(letter) in {"Sk", "Mn"} else f"<U+{ord(letter):04X}>"


@cache
def _known() -> frozenset[int]:
    """Return the letters that the fonts have."""
    import pymupdf_fonts  # noqa: PLC0415 - as above
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only PDF needs it

    found: set[int] = set()
    for name in _SHOWN_BY:
        with TTFont(io.BytesIO(pymupdf_fonts.myfont(name)), lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
