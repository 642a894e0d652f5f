"""Bank statements as OFX, as a bank's page offers them for download."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from ofxtools.header import make_header
from ofxtools.models import (
    BANKACCTFROM,
    BANKMSGSRSV1,
    BANKTRANLIST,
    FI,
    LEDGERBAL,
    SIGNONMSGSRSV1,
    SONRS,
    STATUS,
    STMTRS,
    STMTTRN,
    STMTTRNRS,
)
from ofxtools.models.ofx import OFX

_VERSION = 220


@dataclass(frozen=True, slots=True)
class Transaction:
    """One line of a statement."""

    ref: str
    posted: dt.date
    amount: Decimal
    """Pounds in; negative for money that goes out."""
    name: str


def ofx_file(
    account: str, balance: Decimal, transactions: Sequence[Transaction], first: dt.date, last: dt.date
) -> bytes:
    """Return the statement of an account between two days, with its closing balance in pounds."""
    status = STATUS(code=0, severity="INFO")
    lines = BANKTRANLIST(
        *(
            STMTTRN(
                trntype="CREDIT" if each.amount > 0 else "DEBIT",
                dtposted=_noon(each.posted),
                trnamt=each.amount,
                fitid=each.ref,
                name=each.name[:32],
            )
            for each in transactions
        ),
        dtstart=_noon(first),
        dtend=_noon(last),
    )
    statement = STMTRS(
        curdef="GBP",
        bankacctfrom=BANKACCTFROM(bankid="000000", acctid=account, accttype="CHECKING"),
        banktranlist=lines,
        ledgerbal=LEDGERBAL(balamt=balance, dtasof=_noon(last)),
    )
    signon = SONRS(status=status, dtserver=_noon(last), language="ENG", fi=FI(org="Make-believe Bank", fid="0"))
    whole = OFX(
        signonmsgsrsv1=SIGNONMSGSRSV1(sonrs=signon),
        bankmsgsrsv1=BANKMSGSRSV1(STMTTRNRS(trnuid="0", status=status, stmtrs=statement)),
    )
    tree = whole.to_etree()
    ET.indent(tree)
    return (str(make_header(version=_VERSION)) + ET.tostring(tree, encoding="unicode")).encode()


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
