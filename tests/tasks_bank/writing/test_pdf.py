import io

import pypdf

from tasks_bank.writing.pdf import print_page

LINES = ["7 High Street", "", "INVOICE INV-30412", "Amount payable: £1,234.50", "Alles: €1.234,50"]


def test_text_comes_out_of_a_page_in_the_order_in_which_it_was_printed() -> None:
    page = pypdf.PdfReader(io.BytesIO(print_page("Northgate & Sons", LINES))).pages[0]
    assert page.extract_text().split("\n")[:5] == ["Northgate & Sons", *(line for line in LINES if line)]


def test_the_same_lines_print_the_same_bytes() -> None:
    assert print_page("A", LINES) == print_page("A", LINES)
