"""PDF files: the text layer, in reading order. Scans have none and come back as a line that says so."""

import io
import logging

SUFFIXES = (".pdf",)
MOST_PAGES = 200


def read(data: bytes) -> str:
    """Return the text of the pages, under ``[page 2]`` lines where there are several. Raises what pypdf raises."""
    from pypdf import PdfReader  # noqa: PLC0415 heavy, and only needed when a case has PDF files

    # A file that is a little broken is still read; pypdf would tell the terminal about each repair.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    count = len(reader.pages)
    texts = [reader.pages[number].extract_text().strip() for number in range(min(count, MOST_PAGES))]
    if not any(texts):
        return f"[no text on {count} page{'' if count == 1 else 's'}: this looks like a scan]"
    if count == 1:
        return texts[0]
    pages = [f"[page {number}]\n{text}" for number, text in enumerate(texts, start=1)]
    if count > MOST_PAGES:
        pages.append(f"[cut: {count - MOST_PAGES} pages after page {MOST_PAGES} left out]")
    return "\n".join(pages)
