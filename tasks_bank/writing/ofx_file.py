"""Bank statements as OFX 2, as a bank's page offers them for download.

Our own few lines: the library that writes OFX is under a licence that ours cannot take in (docs/decisions/0002).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

_HEAD = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
"""
_LONGEST_NAME = 32
"""Characters that the format allows for the name of who was paid."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One line of a statement."""

    ref: str
    posted: dt.date
    amount: Decimal
    """Pounds in; negative for money that goes out."""
    name: str


def ofx_file(account: str, balance: Decimal, lines: Sequence[Transaction], first: dt.date, last: dt.date) -> bytes:
    """Return the statement of an account between two days, with its closing balance in pounds."""
    whole = ET.Element("OFX")
    signon = _under(whole, "SIGNONMSGSRSV1", "SONRS")
    _status(signon)
    _say(signon, DTSERVER=_noon(last), LANGUAGE="ENG")
    _say(_under(signon, "FI"), ORG="Make-believe Bank", FID="0")
    answer = _under(whole, "BANKMSGSRSV1", "STMTTRNRS")
    _say(answer, TRNUID="0")
    _status(answer)
    statement = _under(answer, "STMTRS")
    _say(statement, CURDEF="GBP")
    _say(_under(statement, "BANKACCTFROM"), BANKID="000000", ACCTID=account, ACCTTYPE="CHECKING")
    listed = _under(statement, "BANKTRANLIST")
    _say(listed, DTSTART=_noon(first), DTEND=_noon(last))
    for line in lines:
        kind = "CREDIT" if line.amount > 0 else "DEBIT"
        entry = _under(listed, "STMTTRN")
        _say(entry, TRNTYPE=kind, DTPOSTED=_noon(line.posted), TRNAMT=str(line.amount), FITID=line.ref)
        _say(entry, NAME=line.name[:_LONGEST_NAME])
    _say(_under(statement, "LEDGERBAL"), BALAMT=str(balance), DTASOF=_noon(last))
    ET.indent(whole)
    return (_HEAD + ET.tostring(whole, encoding="unicode") + "\n").encode()


def _under(parent: ET.Element, *names: str) -> ET.Element:
    for name in names:
        parent = ET.SubElement(parent, name)
    return parent


def _say(parent: ET.Element, **values: str) -> None:
    for name, value in values.items():
        ET.SubElement(parent, name).text = value


def _status(parent: ET.Element) -> None:
    _say(_under(parent, "STATUS"), CODE="0", SEVERITY="INFO")


def _noon(day: dt.date) -> str:
    return f"{day:%Y%m%d}120000.000[+0:UTC]"
