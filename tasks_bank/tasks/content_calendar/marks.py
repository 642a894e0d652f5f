"""What an answer's topics are worth: the rows that count, and what is the matter with each of their cells."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tasks_bank.checks.compare import Comparison, compare_rows, key_of
from tasks_bank.checks.rows import bounded
from tasks_bank.checks.sheet import Sheet
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.reading.values import code, day, ids
from tasks_bank.tasks.content_calendar.scheduling import Board, Wanted, within
from tasks_bank.tasks.content_calendar.spelling import any_held, holds, plain
from tasks_bank.world.month import Month

LONGEST_TITLE = 60
OUTLINE_WORDS = (40, 120)
_LAST = 10**6


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that counts: a keyword of the truth, stated once, with the export's row among its evidence."""

    post: Wanted
    row: Row
    true: Row

    @property
    def keyword(self) -> str:
        """The keyword as the export spells it."""
        return self.true["keyword"]

    def cell(self, name: str) -> str:
        """Return a cell of the row as it was handed in."""
        return self.row.get(name) or ""

    @property
    def rank(self) -> int:
        """The stated rank; the last one where it cannot be read."""
        said = self.cell("rank").strip().rstrip(".").lstrip("#")
        return int(said) if said.isdecimal() and len(said) < len(str(_LAST)) else _LAST

    @property
    def day(self) -> dt.date | None:
        """The stated date; None where it cannot be read."""
        return day(self.cell("date"))


class Topics:
    """The topics that were handed in, laid beside the true ones."""

    def __init__(self, sheet: Sheet) -> None:
        case = sheet.case
        self._true = case.truth.tables["topics"]
        self._posts = {row["keyword"]: row for row in case.truth.facts["posts"]}
        self._keyword_refs = {row["ref"] for row in case.systems["keywords"].rows}
        self._past_titles = {plain(row["title"]) for row in case.systems["past_posts"].rows}
        self._words: dict[str, list[str]] = {"banned": [], "product": []}
        for row in case.truth.facts["words"]:
            self._words[row["kind"]].append(row["word"])
        planned = case.truth.facts["planned"][0]
        self._board = Board(Month(int(planned["year"]), int(planned["month"])), case.systems)
        self._asked = sheet.asked["topics"]
        self._found = self._spelled_alike(sheet.rows("topics"))
        self.compared = self._only_cited(compare_rows(self._asked, self._true, self._found, {}))

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The rows that count, by the ranks that they state."""
        rows = {key_of(self._asked, row): row for row in self._found}
        entries = [
            Entry(self._wanted(true["keyword"]), rows[key], true)
            for true in self._true
            if (key := key_of(self._asked, true)) in self.compared.wholly_right
        ]
        return sorted(entries, key=lambda entry: entry.rank)

    def evidence(self, marks: float) -> Check:
        """Mark the data rows: for each topic, the share that two lists of references have in common."""
        earned = 0.0
        faults: dict[str, str] = {}
        for entry in self.entries:
            share = _in_common(ids(entry.cell("evidence")), ids(entry.true["evidence"]))
            earned += share
            if share < 1:
                faults[entry.keyword] = f"{entry.cell('evidence')[:60]}, should be {entry.true['evidence']}"
        return self._check("evidence", marks, earned, faults, "rest on the right data rows")

    def order(self, marks: float) -> Check:
        """Mark the ranks: of all pairs of true topics, the share that stands in the right order."""
        ranks = {entry.keyword: entry.rank for entry in self.entries if entry.rank < _LAST}
        listed = [row["keyword"] for row in self._true]
        pairs = [(above, below) for at, above in enumerate(listed) for below in listed[at + 1 :]]
        right = sum(above in ranks and below in ranks and ranks[above] < ranks[below] for above, below in pairs)
        earned = marks * right / len(pairs) * self.compared.precision
        return Check("order", earned, marks, f"{right} of {len(pairs)} pairs of topics are in the right order")

    def dates(self, marks: float) -> Check:
        """Mark day and channel by the hard rules; of two posts in one place, the one with the better rank stands."""
        channels = [code(entry.cell("channel")) for entry in self.entries]
        faults: dict[str, str] = {}
        taken: set[tuple[dt.date | None, str]] = set()
        limits = within(self._board.most, channels)
        for entry, channel, is_within in zip(self.entries, channels, limits, strict=True):
            fault = self._board.day_fault(entry.post, entry.day, channel)
            if not fault and (entry.day, channel) in taken:
                fault = f"{channel} has another post on {entry.day}"
            if not fault and not is_within:
                fault = f"more posts than {channel} takes in a month"
            taken.add((entry.day, channel))
            if fault:
                faults[entry.keyword] = fault
        return self._ruled("dates", marks, faults, "go out on a day and a channel that the rules allow")

    def writers(self, marks: float) -> Check:
        """Mark the writers by the hard rules; of posts beyond what somebody can write, those ranked last fail."""
        known = {name.casefold(): name for name in self._board.subjects}
        known |= {name.split()[0].casefold(): name for name in self._board.subjects}
        names = [known.get(" ".join(entry.cell("writer").casefold().split()), "") for entry in self.entries]
        faults: dict[str, str] = {}
        for entry, name, is_within in zip(self.entries, names, within(self._board.posts, names), strict=True):
            fault = self._board.writer_fault(entry.post, entry.day, name)
            if not fault and not is_within:
                fault = f"more posts than {name} can write this month"
            if fault:
                faults[entry.keyword] = fault
        return self._ruled("writers", marks, faults, "have a writer who knows the subject, has time and is there")

    def titles(self, marks: float) -> Check:
        """Mark the titles: keyword, length, no banned word, not used before."""
        seen = set(self._past_titles)
        faults: dict[str, str] = {}
        for entry in self.entries:
            title = entry.cell("title")
            fault = self._wording_fault(entry, title)
            if not fault and len(title) > LONGEST_TITLE:
                fault = f"the title has {len(title)} characters"
            if not fault and plain(title) in seen:
                fault = "the title was used before"
            seen.add(plain(title))
            if fault:
                faults[entry.keyword] = fault
        return self._ruled("titles", marks, faults, "have a title that keeps to the rules")

    def outlines(self, marks: float) -> Check:
        """Mark the outlines: keyword, length, a product of ours, no banned word, not the same one for two topics."""
        faults: dict[str, str] = {}
        seen: set[str] = set()
        low, high = OUTLINE_WORDS
        for entry in self.entries:
            outline = entry.cell("outline")
            fault = self._wording_fault(entry, outline)
            if not fault and not low <= len(outline.split()) <= high:
                fault = f"the outline has {len(outline.split())} words"
            if not fault and not any_held(outline, self._words["product"]):
                fault = "the outline names none of our products"
            if not fault and plain(outline) in seen:
                fault = "the outline is that of another topic"
            seen.add(plain(outline))
            if fault:
                faults[entry.keyword] = fault
        return self._ruled("outlines", marks, faults, "have an outline that keeps to the rules")

    def _wording_fault(self, entry: Entry, text: str) -> str:
        if not holds(text, entry.keyword):
            return f"'{text[:40]}' does not hold the keyword"
        banned = [word for word in self._words["banned"] if holds(text, word)]
        return f"it says '{banned[0]}', which the brand guide never does" if banned else ""

    def _ruled(self, name: str, marks: float, faults: Mapping[str, str], what: str) -> Check:
        return self._check(name, marks, len(self.entries) - len(faults), faults, what)

    def _check(self, name: str, marks: float, earned: float, faults: Mapping[str, str], what: str) -> Check:
        """Mark what was earned out of the topics wanted, times the share of topics that should be there."""
        right = len(self.entries) - len(faults)
        missing = len(self._true) - len(self.entries)
        why = f"{right} of {len(self._true)} {what}" + (
            f"; {missing} topics are missing or do not count" if missing else ""
        )
        details = bounded([f"{keyword}: {fault}" for keyword, fault in faults.items()])
        return Check(name, marks * earned / len(self._true) * self.compared.precision, marks, why, details=details)

    def _wanted(self, keyword: str) -> Wanted:
        post = self._posts[keyword]
        return Wanted(keyword, post["subject"], dt.date.fromisoformat(post["earliest"]))

    def _spelled_alike(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Spell keywords as the truth does where capitals, hyphens and a plural s are the only difference."""
        spelled = {plain(row["keyword"]): row["keyword"] for row in self._true}
        return [row | {"keyword": spelled.get(plain(said := row.get("keyword") or ""), said)} for row in rows]

    def _only_cited(self, compared: Comparison) -> Comparison:
        """Take the marks from topics whose evidence does not hold the one row of the export that they come from."""
        shares, faults = dict(compared.shares), dict(compared.faults)
        rows = {key_of(self._asked, row): row for row in self._found}
        for true in self._true:
            key = key_of(self._asked, true)
            own = ids(true["evidence"]) & self._keyword_refs
            if shares[key] and ids(rows[key].get("evidence") or "") & self._keyword_refs != own:
                shares[key], faults[key] = 0.0, f"its evidence does not single out its own row {min(own)}"
        return replace(compared, shares=shares, faults=faults)


def _in_common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
