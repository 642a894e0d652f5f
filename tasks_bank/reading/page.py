"""Reads a text from top to bottom, once: headings, fenced blocks, tables in any delimited form, JSON, and prose.

A CSV file is a page that is one fenced block. Whatever is no table of ours is prose, and prose under a heading that
names a text deliverable is that deliverable.
"""

import re
from dataclasses import dataclass, field

from tasks_bank.reading.delimited import COLON, DELIMITERS, is_ruler, split_line, split_lines
from tasks_bank.reading.harvest import MOST_ROWS, Harvest
from tasks_bank.reading.json_text import json_start, read_json
from tasks_bank.reading.labels import label, seen
from tasks_bank.reading.recognise import Match
from tasks_bank.reading.records import read_records

_LONGEST_LINE = 20_000
_LONGEST_HEADING = 120
_MOST_QUOTED_LINES = 30

_NEW_LINES = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})([^`]*)")
_TITLE = re.compile(r"#{1,6}\s.*")
_MARKED = re.compile(r"#{1,6}\s.*|\*\*[^*]+\*\*:?|__[^_]+__:?|.*:")
_BULLET = re.compile(r"^\s*(?:[-*\u2022]|\d{1,4}[.)])\s+(?=[^\s|])")
_JSON_LINE = re.compile(r"""\s*+[\[{]\s*+(?:["'{\[]|$)""")


@dataclass(slots=True)
class _Open:
    """A table that is being read."""

    match: Match
    delimiter: str
    lines: list[str] = field(default_factory=list)
    quoted_lines: int = 0
    """How many lines the quoted cell that is open has run over."""
    in_quotes: bool = False

    def takes(self, line: str) -> bool:
        """Tell whether the line looks like a row of the table."""
        return self.delimiter in line and not (self.delimiter == COLON and line.rstrip().endswith(COLON))

    def append(self, line: str) -> None:
        """Add a line, and keep count of the quotes in it."""
        if len(self.lines) > MOST_ROWS + 1:  # a ruler, and one more to tell that there are too many
            return
        self.lines.append(line)
        if line.count('"') % 2:
            self.in_quotes = not self.in_quotes
        self.quoted_lines = self.quoted_lines + 1 if self.in_quotes else 0


class PageReader:
    """Reads one text into a harvest."""

    def __init__(self, harvest: Harvest, hint: str = "", *, is_one_block: bool = False) -> None:
        self._harvest = harvest
        self._recogniser = harvest.recogniser
        self._hint = hint
        self._strong = ""
        self._near = ""
        self._in_fence = is_one_block
        self._open: _Open | None = None
        self._section = self._text_named(hint)
        self._json_from = 0

    def read(self, text: str) -> None:
        """Take in a text."""
        text = _NEW_LINES.sub("\n", seen(text))
        at, end = 0, -1
        while at < len(text):
            if at > end:
                end = text.find("\n", at)
                end = len(text) if end < 0 else end
            at = self._read_line(text, at, end)
        self._close()

    def _read_line(self, text: str, at: int, end: int) -> int:
        """Take in the line between two places; return where to go on, which is further down after JSON."""
        line = text[at:end] if end - at <= _LONGEST_LINE else ""
        if line and self._took_line(line):
            return end + 1
        stop = self._took_json(text, at, end)
        if stop:
            return stop
        if line or end == at:
            self._take_prose(line)
        else:
            self._harvest.problem(f"a line of {end - at:,} characters was not read")
        return end + 1

    def _took_line(self, line: str) -> bool:
        """Take in a line that belongs to a fence or to a table."""
        if fence := _FENCE.fullmatch(line):
            self._close()
            self._in_fence = not self._in_fence
            if self._in_fence and self._recogniser.named((fence[1],)):
                self._near = fence[1]
            return True
        if self._took_quoted(line):
            return True
        if not self._in_fence:
            line = _BULLET.sub("", line)
        if _JSON_LINE.match(line):
            return False
        if found := self._table_at(line):
            self._close()
            self._open = found
            return True
        if self._open is not None and self._open.takes(line):
            self._open.append(line)
            return True
        return is_ruler(line)

    def _took_quoted(self, line: str) -> bool:
        """Take in the next line of a quoted cell that runs over several."""
        if self._open is None or not self._open.in_quotes or self._open.quoted_lines > _MOST_QUOTED_LINES:
            return False
        self._open.append(line)
        return True

    def _table_at(self, line: str) -> _Open | None:
        """Return the table that begins with this line."""
        hints = self._hints()
        if self._recogniser.may_head(line):
            for delimiter in DELIMITERS:
                if delimiter in line and (match := self._recogniser.header(split_line(line, delimiter), hints)):
                    return _Open(match, delimiter)
        if self._open is None and self._recogniser.named(hints) is not None:
            for delimiter in (*DELIMITERS, COLON):
                if delimiter in line and (match := self._recogniser.headless(split_line(line, delimiter), hints)):
                    return _Open(match, delimiter, [line])
        return None

    def _took_json(self, text: str, at: int, end: int) -> int:
        """Take in the first JSON with rows in it that begins on this line; return where it ends, or 0."""
        line_start, at = at, max(at, self._json_from)
        while at < end and (start := json_start(text, at, end)) >= 0:
            found = read_json(text, start)
            self._json_from = at = found.stop
            if found.holds_rows:
                self._close()
                before = text[max(line_start, start - _LONGEST_HEADING) : start]
                read_records(found.value, (before, *self._hints()), self._harvest)
                if not found.is_whole:
                    self._harvest.problem("JSON breaks off or is malformed; the whole rows before that were kept")
                return found.stop
        return 0

    def _take_prose(self, line: str) -> None:
        stripped = line.strip()
        if not self._in_fence:
            self._close()
        if not stripped or self._took_heading(stripped):
            return
        self._near = stripped[:_LONGEST_HEADING]
        head, _, rest = stripped.partition(":")
        if name := self._titled_text(head):
            self._section, stripped = name, rest.strip()
        if self._section:
            self._harvest.say(self._section, stripped)
        else:
            self._harvest.loose.append(stripped)

    def _took_heading(self, stripped: str) -> bool:
        """Take in a title, or a line that stands out and names a deliverable."""
        if len(stripped) > _LONGEST_HEADING:
            return False
        named = self._recogniser.named((stripped,))
        is_its_name = named is not None and label(stripped.lstrip("0123456789.) ")) == label(named.name)
        is_marked = named is not None and _MARKED.fullmatch(stripped)
        if not (is_its_name or is_marked or _TITLE.fullmatch(stripped)):
            return False
        self._strong = self._near = stripped
        self._section = self._text_named(stripped)
        return True

    def _titled_text(self, head: str) -> str:
        """Return the text deliverable whose very name this is, as in ``Summary: all in order``."""
        name = self._text_named(head) if len(head) <= _LONGEST_HEADING else ""
        return name if label(name) == label(head) else ""

    def _text_named(self, hint: str) -> str:
        """Return the text deliverable that the hint names; empty when none."""
        named = self._recogniser.named((hint,)) if hint else None
        return named.name if named is not None and named.kind in {"text", "mail"} else ""

    def _hints(self) -> tuple[str, ...]:
        return tuple(hint for hint in (self._near, self._strong, self._hint) if hint)

    def _close(self) -> None:
        """Hand the open table in."""
        if self._open is not None:
            done, self._open, self._near = self._open, None, ""
            joiner = " | " if done.delimiter == "|" else done.delimiter
            self._harvest.add(done.match, split_lines(done.lines, done.delimiter), joiner)
