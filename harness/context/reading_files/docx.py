"""Word documents: headings, paragraphs and tables in their order; a table's rows as cells with bars between."""

import io
import zipfile

SUFFIXES = (".docx",)
MOST_UNPACKED_BYTES = 50_000_000


def read(data: bytes) -> str:
    """Return the document as text. Raises what zipfile and python-docx raise, and ValueError when it is too large."""
    from docx import Document  # noqa: PLC0415 heavy, and only needed when a case has Word documents
    from docx.table import Table  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unpacked_bytes = sum(part.file_size for part in packed.infolist())
    if unpacked_bytes > MOST_UNPACKED_BYTES:
        raise ValueError(
            f"it unpacks to {unpacked_bytes // 1_000_000} MB; {MOST_UNPACKED_BYTES // 1_000_000} MB are read"
        )
    lines = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        elif block.text.strip():
            style = block.style.name if block.style is not None and block.style.name else ""
            mark = "# " if style.startswith(("Heading", "Title")) else "- " if style.startswith("List") else ""
            lines.append(mark + block.text.strip())
    return "\n".join(lines)
