"""Any file as text."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook as FormattedWorkbook

from harness.context.reading_files import pdf, texts, xlsx
from harness.context.reading_files.texts import text_of, texts_of
from tasks_bank.file import File


def pdf_of(*pages: str) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, invariant=1)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(50, 800 - 15 * number, line)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def xlsx_of(**sheets: list[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_pdf_of_one_page_is_its_lines() -> None:
    assert text_of(File("a.pdf", pdf_of("Acme Ltd\nTotal due: £12.00"))) == "Acme Ltd\nTotal due: £12.00"


def test_several_pages_are_numbered() -> None:
    assert text_of(File("a.pdf", pdf_of("one", "two"))) == "[page 1]\none\n[page 2]\ntwo"


def test_pages_beyond_the_limit_are_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert text_of(File("a.pdf", pdf_of("1", "2", "3", "four"))).endswith("[cut: 2 pages after page 2 left out]")


def test_a_scan_is_named_as_one() -> None:
    assert "looks like a scan" in text_of(File("a.pdf", pdf_of("")))


def test_a_locked_pdf_says_so() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of("secret"))))
    writer.encrypt("word", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    text = text_of(File("a.pdf", written.getvalue()))
    assert text.startswith("[a.pdf: cannot be read as PDF: ")
    assert "secret" not in text


def test_a_workbook_is_its_sheets_with_row_counts() -> None:
    data = xlsx_of(ledger=[["entry", "gross"], ["L1", 12.5], [], ["L2", None]], notes=[["note, long", True]])
    assert text_of(File("a.xlsx", data)) == (
        '[sheet ledger, 2 rows]\nentry,gross\nL1,12.5\nL2\n\n[sheet notes, 0 rows]\n"note, long",yes\n'
    )


def test_dates_are_plain_and_amounts_keep_their_noughts() -> None:
    written = io.BytesIO()
    book = FormattedWorkbook(written)
    sheet, money, day = book.add_worksheet("s"), book.add_format({"num_format": "#,##0.00"}), book.add_format()
    day.set_num_format("dd/mm/yyyy hh:mm")
    sheet.write_datetime(0, 0, datetime(2026, 9, 14, 0, 0), day)  # noqa: DTZ001 a spreadsheet has no zone
    sheet.write_datetime(0, 1, datetime(2026, 9, 14, 9, 30), day)  # noqa: DTZ001 the same
    sheet.write_number(0, 2, 1234.5, money)
    sheet.write_number(0, 3, 0.125, money)
    sheet.write_number(0, 4, 7)
    book.close()
    row = text_of(File("a.xlsx", written.getvalue())).splitlines()[1]
    assert row == "2026-09-14,2026-09-14 09:30,1234.50,0.125,7"


def test_a_day_is_written_as_one() -> None:
    assert "2026-09-14" in text_of(File("a.xlsx", xlsx_of(s=[[date(2026, 9, 14)]])))


def test_rows_beyond_the_limit_are_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    text = text_of(File("a.xlsx", xlsx_of(s=[["a"], ["b"], ["c"], ["d"]])))
    assert text == "[sheet s, 3 rows]\na\nb\n[cut: 2 rows after the first 2 left out]\n"


def test_a_workbook_that_unpacks_to_too_much_is_not_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    assert "it unpacks to 60 MB; 50 MB are read" in text_of(File("a.xlsx", packed.getvalue()))


@pytest.mark.parametrize(
    "data", ["Café £5\r\nnext".encode("utf-8-sig"), "Café £5\rnext".encode("cp1252"), "Café £5\nnext".encode()]
)
def test_plain_text_is_read_whatever_its_encoding_and_line_ends(data: bytes) -> None:
    assert text_of(File("a.csv", data)) == "Café £5\nnext"


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx"])
@pytest.mark.parametrize("data", [b"", b"junk", b"%PDF-1.7\n" + b"\0" * 99, b"PK\x03\x04broken"])
def test_a_broken_file_says_so(name: str, data: bytes) -> None:
    assert text_of(File(name, data)).startswith(f"[{name}: cannot be read as {name[2:].upper()}: ")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 600), st.sampled_from([".pdf", ".xlsx"]))
def test_a_damaged_file_never_raises(damage: bytes, place: int, suffix: str) -> None:
    whole = pdf_of("Total: 5") if suffix == ".pdf" else xlsx_of(s=[["a", 1]])
    data = whole[:place] + damage + whole[place + len(damage) :]
    assert isinstance(text_of(File("a" + suffix, data)), str)


def test_an_unknown_kind_says_so() -> None:
    assert text_of(File("photo.heic", b"\0")) == "[photo.heic: a file of this kind cannot be read as text]"


def test_a_file_that_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_BYTES", 3)
    assert "too large to read" in text_of(File("a.txt", b"four"))


def test_the_same_bytes_are_read_once_whatever_their_name() -> None:
    data = pdf_of("read once, please")
    first = texts_of([File("a.pdf", data)])
    before = texts._read.cache_info()
    second = texts_of([File("b/c.PDF", bytes(bytearray(data)))])
    assert texts._read.cache_info().misses == before.misses
    assert first["a.pdf"] == second["b/c.PDF"]
