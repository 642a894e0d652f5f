"""Web pages: the words that a browser would show, a line for each block; scripts and styles are left out."""

from html.parser import HTMLParser

SUFFIXES = (".html", ".htm")
_HIDDEN = {"script", "style", "template", "noscript"}
_BLOCKS = {"p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "title", "section", "article", "table"}
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "meta" and said.get("name") == "description" and said.get("content"):
            self.parts.append(f"\n[description: {said['content']}]\n")
        elif tag in _BLOCKS:
            self.parts.append("\n" + f"{_HEADINGS[tag]} " if tag in _HEADINGS else "\n")
        elif tag in {"td", "th"}:
            self.parts.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def read(data: bytes) -> str:
    """Return the words of a page."""
    words = _Words()
    words.feed(data.decode("utf-8-sig", "replace"))
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)
