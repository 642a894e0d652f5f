"""Bank statements in the OFX format, of either kind (1 is SGML without end tags, 2 is XML): transactions as CSV."""

import csv
import io
import re
from html import unescape

SUFFIXES = (".ofx", ".qfx")
_COLUMNS = ("line", "date", "description", "amount")
_TRANSACTION = re.compile(r"<STMTTRN>(.*?)(?=</?STMTTRN>|</?BANKTRANLIST>|\Z)", re.DOTALL | re.IGNORECASE)
_VALUE = re.compile(r"<([A-Z0-9.]+)>([^<\r\n]*)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read(data: bytes) -> str:
    """Return the transactions of all statements, with what the bank says of each. Raises ValueError for no OFX."""
    text = data.decode("utf-8-sig", "replace")
    if "<OFX>" not in text.upper():
        raise ValueError("there is no <OFX> in it")
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(_COLUMNS)
    for found in _TRANSACTION.finditer(text):
        said = {name.upper(): unescape(value).strip() for name, value in _VALUE.findall(found[1])}
        day = _DAY.match(said.get("DTPOSTED", ""))
        words = " ".join(filter(None, (said.get("NAME"), said.get("MEMO"))))
        lines.writerow([said.get("FITID", ""), "-".join(day.groups()) if day else "", words, said.get("TRNAMT", "")])
    return written.getvalue()
