"""Names and texts that break pages, and the charts on them."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader

from reports.data import Cell, Column, Note, Page, Paragraph, Report, Row, Section, Table
from reports.render import pdf
from reports.render.setting import letters, press
from reports.render.setting.letters import breakable, shown
from tests.reports.pdf_structure import faults, tag_names


def page(name: str, rows: int = 1) -> Page:
    line = Row((Cell(name), Cell("1", value=0.5, low=0.2, high=0.9)))
    table = Table("t", name, (Column("Name"), Column("Size", "m", drawn=True)), (line,) * rows)
    section = Section("s", name, (Paragraph(name), table))
    return Page("index", Report("A report", name, name, Note("Made up", name), "Made up.", (section,)))


def text_of(made: bytes) -> str:
    return " ".join(each.extract_text() for each in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize(
    "name",
    ["A" * 80, "Dr Ælfgifu Þóra-Njálsdóttir-Wyrzykowska of the Office for Everything and Much Else", "שרה לוי", "مريم"],
)
def test_a_name_of_any_script_and_length_is_set(name: str) -> None:
    assert faults(pdf.render(page(name))) == []


def test_an_emoji_that_no_font_has_is_said_by_its_name() -> None:
    assert shown("Ann 😀") == "Ann [grinning face]"


def test_emoji_that_are_joined_stand_side_by_side() -> None:
    assert shown("👩\u200d💻") == "[woman] 💻"


def test_a_letter_that_no_font_has_is_said_by_its_number() -> None:
    assert shown("中") == "<U+4E2D>"


def test_what_steers_text_is_shown() -> None:
    assert shown("a\u202eb") == "a<U+202E>b"


def test_a_very_long_word_may_be_broken() -> None:
    assert breakable("A" * 30).replace("\u200b", "") == "A" * 30
    assert breakable("A" * 30).count("\u200b") == 2


def test_markup_of_the_typesetter_is_text() -> None:
    assert "#panic" in text_of(pdf.render(page("#panic[x] $a$ *b* @c")))


def test_pages_that_are_set_at_once_from_the_start_have_their_letters() -> None:
    before = letters.folder()
    letters.folder.cache_clear()
    press._fonts.cache_clear()
    vars(press._HERE).clear()
    before.cleanup()
    with ThreadPoolExecutor(max_workers=6) as threads:
        made = list(threads.map(lambda _: pdf.render(page("Ann")), range(6)))
    assert all("Ann" in text_of(each) for each in made)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf.render(page("Ann")) == pdf.render(page("Ann"))


def test_a_long_table_goes_on_over_pages_as_one_table_with_one_head() -> None:
    made = pdf.render(page("Ann", rows=120))
    assert len(PdfReader(io.BytesIO(made)).pages) > 1
    assert tag_names(made).count("Table") == 1
    assert tag_names(made).count("THead") == 1
