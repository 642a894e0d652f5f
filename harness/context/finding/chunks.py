"""Cuts the text of a file into chunks of a bounded size, each of which says where it stands.

A file that fits is one chunk. Any other is cut at its headings; then a table between rows, with its header repeated,
and prose at paragraphs. Only a paragraph or row that is too long by itself is cut at a line, a word, or a letter.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from harness.context.finding.pieces import Piece, is_table, pieces_of

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Place:
    """Some lines of a file's text, counted from 1."""

    file: str
    first_line: int
    last_line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.first_line}-{self.last_line}"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of a file that is found, shown and cited as one."""

    place: Place
    headings: tuple[str, ...]
    """The path of headings that its text stands under, the outermost first."""
    text: str
    """The lines as they stand in the file."""
    header: str = ""
    """The header of the table that it begins in the middle of; it is shown again."""
    rows: tuple[int, int] | None = None
    """First and last row, where it is part of the one table of a file or sheet."""
    pages: tuple[int, int] | None = None
    is_whole: bool = False
    """True for all that there is in the file."""

    @property
    def title(self) -> str:
        """The citation: file, path of headings, and pages, rows or lines."""
        if self.is_whole:
            return self.place.file
        path = " > ".join((self.place.file, *self.headings))
        page = [_span("page", *self.pages)] if self.pages else []
        lines = (self.place.first_line, self.place.last_line)
        return ", ".join([path, *page, _span("row", *self.rows) if self.rows else _span("line", *lines)])

    @property
    def shown(self) -> str:
        """The text as a model sees it."""
        return f"{self.header}\n{self.text}" if self.header else self.text

    @property
    def indexed(self) -> str:
        """The text with what stands above it, by which it is found."""
        return "\n".join((self.place.file, *self.headings, self.shown))

    def up_to(self, shown: str) -> "Chunk":
        """Return the beginning of which so much was shown; lines that are left out of a text count as blank ones."""
        if shown == self.shown:
            return self
        lines = shown.count("\n") - (self.header.count("\n") + 1 if self.header else 0)
        last = max(self.place.first_line - 1, min(self.place.first_line + lines, self.place.last_line))
        return replace(self, place=replace(self.place, last_line=last))


def chunked(name: str, text: str, most_tokens: int, count_tokens: CountTokens) -> list[Chunk]:
    """Cut a text; the tokens of a chunk, counted line by line and with a repeated header, are `most_tokens` at most."""

    def size(part: str) -> int:
        return sum(count_tokens(line + "\n") for line in part.split("\n"))

    pieces = pieces_of(name, text)
    if pieces and sum(size(piece.text) for piece in pieces) <= most_tokens:
        return [replace(_made(name, pieces, ""), is_whole=True)]
    cutter = _Cutter(most_tokens, size)
    return [_made(name, run, cutter.header(run[0])) for section in _sections(pieces) for run in cutter.packed(section)]


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Puts the pieces of a section together while they fit."""

    most_tokens: int
    size: Callable[[str], int]

    def header(self, piece: Piece) -> str:
        """Return the header to repeat above a piece; none where it would take more than half of the room."""
        return piece.header if piece.header and self.size(piece.header) <= self.most_tokens // 2 else ""

    def packed(self, section: Sequence[Piece]) -> Iterator[list[Piece]]:
        """Yield runs of pieces that fit together."""
        run: list[Piece] = []
        used = 0
        for bundle in (fitting for whole in _bundles(section) for fitting in self._fitting(whole)):
            cost = sum(self.size(piece.text) for piece in bundle)
            if run and used + cost > self.most_tokens:
                yield run
                run = []
            if not run:
                used = self._header_tokens(bundle[0])
            run.extend(bundle)
            used += cost
        if run:
            yield run

    def _header_tokens(self, piece: Piece) -> int:
        header = self.header(piece)
        return self.size(header) if header else 0

    def _fitting(self, bundle: list[Piece]) -> Iterator[list[Piece]]:
        """Yield a bundle as it is where it fits, else its pieces one by one, cut where they are too long."""
        if self._header_tokens(bundle[0]) + sum(self.size(piece.text) for piece in bundle) <= self.most_tokens:
            yield bundle
            return
        for piece in bundle:
            room = self.most_tokens - self._header_tokens(piece)
            if self.size(piece.text) <= room:
                yield [piece]
            else:
                yield from ([part] for line in _lines(piece) for part in self._cut(line, room))

    def _cut(self, piece: Piece, room: int) -> Iterator[Piece]:
        """Cut a line that is too long: after a blank where there is one, else between letters."""
        rest = piece.text
        while rest:
            end = self._fits_up_to(rest, room)
            blank = rest.rfind(" ", 0, end) + 1
            end = blank if blank and end < len(rest) else end
            yield replace(piece, text=rest[:end])
            rest = rest[end:]

    def _fits_up_to(self, text: str, room: int) -> int:
        """Return how many letters fit, at least one."""
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.size(text[:middle]) <= room:
                low = middle
            else:
                high = middle - 1
        return low


def _sections(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield what stands under each heading; a heading over nothing but headings goes with the first of them."""
    section: list[Piece] = []
    for piece in pieces:
        if piece.level is not None and any(above.level is None for above in section):
            yield section
            section = []
        section.append(piece)
    if section:
        yield section


def _bundles(section: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield each piece together with those that lead it."""
    bundle: list[Piece] = []
    for piece in section:
        bundle.append(piece)
        if not piece.leads:
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def _lines(piece: Piece) -> Iterator[Piece]:
    """Yield a piece line by line; blank lines inside a cell are no lines of their own."""
    for number, text in enumerate(piece.text.split("\n"), start=piece.first_line):
        if text.strip():
            yield replace(piece, text=text, first_line=number, last_line=number)


def _made(name: str, run: Sequence[Piece], header: str) -> Chunk:
    first, last = run[0], run[-1]
    rows = [piece.row for piece in run if piece.row is not None]
    pages = [piece.page for piece in run if piece.page is not None]
    said = next((piece for piece in run if not piece.leads), first)
    return Chunk(
        place=Place(name, first.first_line, last.last_line),
        headings=said.headings,
        text="\n".join(piece.text for piece in run),
        header=header,
        rows=(rows[0], rows[-1]) if rows and is_table(name) else None,
        pages=(pages[0], pages[-1]) if pages else None,
    )


def _span(what: str, first: int, last: int) -> str:
    return f"{what} {first}" if first == last else f"{what}s {first}-{last}"
