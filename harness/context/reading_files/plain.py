"""Files that are text already: CSV, Markdown, JSON."""

SUFFIXES = (".csv", ".tsv", ".md", ".txt", ".json")


def read(data: bytes) -> str:
    """Return the text as it stands, with plain line ends; UTF-8, else Windows-1252."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
