"""Mail, diaries, pages, Word documents and bank statements as text."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from ofxtools.Parser import OFXTree

from harness.context.reading_files import docx
from harness.context.reading_files.texts import text_of
from harness.context.tools.parse import Parse
from harness.plan.tools import Workspace
from tasks_bank.file import File
from tasks_bank.writing.diary import Entry, WholeDays, ics_file
from tasks_bank.writing.docx_file import docx_file
from tasks_bank.writing.mail import Mail, eml_file
from tasks_bank.writing.ofx_file import Transaction, ofx_file
from tasks_bank.writing.web_page import html_file

SENT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


def moment(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 7, day, hour, minute)  # noqa: DTZ001 - the office's clock


def test_a_mail_is_its_heads_and_its_words_whatever_its_encoding() -> None:
    body = "Déjà paid £12.50.\n" + "A long line of words " * 12
    mail = Mail("Ann Lee <ann@oak.example>", "Bo <bo@oak.example>", SENT, "Invoice, again", body, "M-1")
    text = text_of(File("a.eml", eml_file(mail)))
    assert text.splitlines()[:4] == [
        "From: Ann Lee <ann@oak.example>",
        "To: Bo <bo@oak.example>",
        "Date: Mon, 02 Mar 2026 09:30:00 +0000",
        "Subject: Invoice, again",
    ]
    assert text.endswith(body.strip())


def test_a_mail_in_html_alone_is_read_as_words() -> None:
    raw = (
        b"From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Pay <b>now</b></p><script>x()</script>"
    )
    assert text_of(File("a.eml", raw)) == "From: a@b.example\n\nPay now"


def test_a_page_shows_its_words_and_not_its_scripts() -> None:
    page = html_file("Soup & bread", ["# Why soup", "Warm < hot."], about="All on soup")
    page = page.replace(b"</body>", b"<script>alert('no')</script><table><tr><td>a</td><td>b</td></tr></table></body>")
    assert text_of(File("a.html", page)).splitlines() == [
        *("Soup & bread", "[description: All on soup]", "# Soup & bread", "## Why soup", "Warm < hot.", "| a | b"),
    ]


def test_a_word_document_keeps_its_order() -> None:
    written = docx_file("Policy", ["# Rules", "- Be kind", [["a", "b"], ["1", "2"]], "The end."])
    assert text_of(File("a.docx", written)).splitlines() == [
        "# Policy",
        "# Rules",
        "- Be kind",
        "a | b",
        "1 | 2",
        "The end.",
    ]


def test_a_word_document_that_unpacks_too_large_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MOST_UNPACKED_BYTES", 1000)
    assert "it unpacks to" in text_of(File("a.docx", docx_file("Policy", ["x"])))


def test_a_diary_is_a_table_by_the_clock_of_the_office() -> None:
    entries: list[Entry | WholeDays] = [
        Entry("e2", "1:1, Ann", moment(6, 14), moment(6, 15, 30), ("ann@oak.example", "bo@oak.example"), "Room 2"),
        WholeDays("e1", "Annual leave", dt.date(2026, 7, 2), dt.date(2026, 7, 3)),
    ]
    text = text_of(File("ann.ics", ics_file("Ann", entries)))
    assert text.splitlines() == [
        "date,start,end,title,with,place,about",
        "2026-07-02,,,Annual leave,,,",
        "2026-07-03,,,Annual leave,,,",
        '2026-07-06,14:00,15:30,"1:1, Ann",ann@oak.example+bo@oak.example,Room 2,',
    ]


def test_a_statement_is_a_table_of_its_transactions() -> None:
    first, last = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
    lines = [
        Transaction("B1", dt.date(2026, 3, 2), Decimal("-12.50"), "ASHDOWN RAIL & CO"),
        Transaction("B2", dt.date(2026, 3, 31), Decimal("1000.00"), "ACORN BAKERY"),
    ]
    written = ofx_file("12345678", Decimal("987.50"), lines, first, last)
    assert text_of(File("bank.ofx", written)).splitlines() == [
        "line,date,description,amount",
        "B1,2026-03-02,ASHDOWN RAIL & CO,-12.50",
        "B2,2026-03-31,ACORN BAKERY,1000.00",
    ]


def test_another_library_reads_the_same_of_a_statement() -> None:
    first, last = dt.date(2026, 3, 1), dt.date(2026, 3, 31)
    lines = [Transaction("B1", dt.date(2026, 3, 2), Decimal("-12.50"), "ASHDOWN RAIL & CO")]
    tree = OFXTree()
    tree.parse(io.BytesIO(ofx_file("12345678", Decimal("987.50"), lines, first, last)))
    (statement,) = tree.convert().statements
    (line,) = statement.transactions
    assert (statement.account.acctid, statement.balance.balamt) == ("12345678", Decimal("987.50"))
    assert (line.fitid, line.dtposted.date(), line.trnamt, line.name) == (
        *("B1", dt.date(2026, 3, 2), Decimal("-12.50"), "ASHDOWN RAIL & CO"),
    )


def test_a_statement_of_the_older_kind_without_end_tags_is_read() -> None:
    old = "OFXHEADER:100\n\n<OFX><BANKTRANLIST>\n<STMTTRN>\n<DTPOSTED>20260302\n<TRNAMT>-1.00\n<FITID>A1\n<NAME>Shop\n"
    old += "<MEMO>card 12\n</STMTTRN>\n<STMTTRN>\n<DTPOSTED>20260303\n<TRNAMT>2.00\n<FITID>A2\n</BANKTRANLIST>"
    assert text_of(File("bank.ofx", old.encode())).splitlines()[1:] == [
        "A1,2026-03-02,Shop card 12,-1.00",
        "A2,2026-03-03,,2.00",
    ]


@pytest.mark.parametrize("name", ["a.ics", "a.ofx", "a.docx", "a.eml", "a.html"])
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00 nonsense", b"PK\x03\x04 torn", b"<OFX><BROKEN>", b"BEGIN:VCALENDAR"]
)
def test_a_broken_file_is_a_line_and_no_failure(name: str, data: bytes) -> None:
    assert isinstance(text_of(File(name, data)), str)


def test_the_tool_parse_reads_diaries_and_statements_as_tables() -> None:
    diary = ics_file("Ann", [Entry("e", "1:1", moment(6, 14), moment(6, 15))])
    workspace = Workspace(texts={"ann.ics": text_of(File("ann.ics", diary))}, tables={})
    rows = Parse().use(workspace, {"file": "ann.ics"})
    assert [(row["date"], row["start"], row["title"]) for row in rows] == [("2026-07-06", "14:00", "1:1")]


def made() -> dict[str, bytes]:
    return {
        "a.docx": docx_file("Policy", ["x", [["a"], ["1"]]]),
        "a.ics": ics_file("Ann", [Entry("e", "1:1", moment(6, 14), moment(6, 15))]),
        "a.eml": eml_file(Mail("a@b.example", "c@d.example", SENT, "s", "b", "M-1", "M-0")),
        "a.ofx": ofx_file("1", Decimal(1), [], dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
    }


def test_written_files_do_not_depend_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made()
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert made() == before
    with zipfile.ZipFile(io.BytesIO(before["a.docx"])) as packed:
        assert {part.date_time[0] for part in packed.infolist()} == {2025}
