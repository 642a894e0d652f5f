"""Puts what a benchmark has measured into a page of the documentation, between two marks."""

from pathlib import Path


def write_between(page: Path, name: str, text: str) -> None:
    """Replace what stands between a page's two marks of that name. Raises ValueError where it has none."""
    begin, end = f"<!-- measured: {name} -->\n", f"<!-- end: {name} -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{page} has no marks '{begin.strip()}' and '{end}'")
    page.write_text(f"{before}{begin}\n{text.strip()}\n\n{end}{after}", encoding="utf-8")
