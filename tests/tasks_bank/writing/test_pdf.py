import io

import pypdf

from tasks_bank.writing.pdf import print_document, print_page

LINES = ["7 High Street", "", "INVOICE INV-30412", "Amount payable: £1,234.50", "Alles: €1.234,50"]


def test_text_comes_out_of_a_page_in_the_order_in_which_it_was_printed() -> None:
    page = pypdf.PdfReader(io.BytesIO(print_page("Northgate & Sons", LINES))).pages[0]
    assert page.extract_text().split("\n")[:5] == ["Northgate & Sons", *(line for line in LINES if line)]


def test_the_same_lines_print_the_same_bytes() -> None:
    assert print_page("A", LINES) == print_page("A", LINES)


def test_unseen_words_are_in_the_text_layer_and_white() -> None:
    page = pypdf.PdfReader(io.BytesIO(print_document("A", ["One."], unseen="Not for eyes."))).pages[0]
    assert page.extract_text().split() == ["A", "One.", "Not", "for", "eyes."]
    content = page.get_contents()
    assert content is not None
    assert "1 1 1 rg" in content.get_data().decode("latin-1").split("One.")[1]
