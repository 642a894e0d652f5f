"""Elements of Word's markup (WordprocessingML). Every text comes in as text, so nothing of it is read as markup."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports import words

_NOT_XML = re.compile("[\ufffe\uffff]")


def said(text: str) -> str:
    """Return a text with nothing in it that would steer it, or that the format forbids."""
    return _NOT_XML.sub("", words.visible(text))


def made(tag: str, *within: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Return ``w:tag`` with its attributes and what is within."""
    element: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(within)
    return element


def run(text: str, style: str = "", *, is_bold: bool = False) -> BaseOxmlElement:
    """Return words of one look."""
    look = [made("rStyle", val=style)] if style else []
    look += [made("b")] if is_bold else []
    held = made("t")
    held.text = said(text).replace("\n", " ")
    held.set(qn("xml:space"), "preserve")
    return made("r", *([made("rPr", *look)] if look else []), held)


def field(instruction: str) -> BaseOxmlElement:
    """Return what Word works out itself, such as the number of a page."""
    return made("fldSimple", run("1"), instr=instruction)
