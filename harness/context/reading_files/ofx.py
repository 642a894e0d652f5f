"""Bank statements in the OFX format: transactions as CSV."""

import csv
import io

SUFFIXES = (".ofx",)
_COLUMNS = ("line", "date", "description", "amount")


def read(data: bytes) -> str:
    """Return the transactions of all statements, with what the bank says of each. Raises what ofxtools raises."""
    from ofxtools.Parser import OFXTree  # noqa: PLC0415 heavy, and only needed when a case has such a statement

    tree = OFXTree()
    tree.parse(io.BytesIO(data))
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(_COLUMNS)
    for statement in tree.convert().statements:
        for each in statement.transactions:
            said = " ".join(part for part in (each.name, each.memo) if part)
            lines.writerow([each.fitid, each.dtposted.date().isoformat(), said, f"{each.trnamt:.2f}"])
    return written.getvalue()
