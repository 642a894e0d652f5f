"""Reads an answer, whatever its form, into rows of the deliverables. It always returns: what fails is a problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tasks_bank.answer import Action, Answer
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.file import File
from tasks_bank.reading.calendar_file import take_calendars
from tasks_bank.reading.harvest import Harvest
from tasks_bank.reading.page import PageReader
from tasks_bank.reading.recognise import Match, Recogniser
from tasks_bank.reading.workbook import read_workbook

_MOST_FILES = 20
_BLOCKS = (".csv", ".tsv")
_TEXTS = ("", ".md", ".txt", ".json", ".ics", *_BLOCKS)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an answer."""

    tables: Mapping[str, tuple[Row, ...]]
    """The rows by deliverable, in the order in which they were handed in; no key for a table that was not handed in.

    A cell that was left empty is an empty text; a column that was not handed in is a key that the row does not have.
    """
    texts: Mapping[str, str]
    """The text deliverables that were found."""
    problems: tuple[str, ...]
    """What could not be read, and why."""

    @property
    def is_readable(self) -> bool:
        """True when anything at all of any deliverable was recognised."""
        return bool(self.tables or self.texts)


_latest: list[tuple[Answer, Sequence[Deliverable], Reading]] = []
"""The answer that was read last: who counts its escalations and who marks it need not read it twice."""


def read_answer(answer: Answer, deliverables: Sequence[Deliverable]) -> Reading:
    """Read the text, the files and the escalations of an answer."""
    for same, wanted, reading in _latest[:]:
        if same is answer and wanted == deliverables:
            return reading
    reading = _read(answer, deliverables)
    _latest[:] = [(answer, deliverables, reading)]
    return reading


def _read(answer: Answer, deliverables: Sequence[Deliverable]) -> Reading:
    harvest = Harvest(Recogniser(deliverables))
    _read_page(harvest, answer.text, "the text")
    for file in answer.files[:_MOST_FILES]:
        _read_file(harvest, file)
    if len(answer.files) > _MOST_FILES:
        harvest.problem(f"{len(answer.files)} files were handed in; the first {_MOST_FILES} were read")
    _read_actions(harvest, answer.actions, deliverables)
    columns = ("item", "reason", "why")
    if answer.escalations and "escalations" in harvest.recogniser.tables:
        rows = [(each.item, each.reason, each.why) for each in answer.escalations]
        harvest.add(Match(("escalations",), columns), rows)
    return _reading(harvest, deliverables)


def _read_actions(harvest: Harvest, actions: Sequence[Action], deliverables: Sequence[Deliverable]) -> None:
    """Take in the writes to the case's systems: each is a row of the deliverable that names the write."""
    for deliverable in deliverables:
        done = [action.arguments for action in actions if deliverable.write and action.tool == deliverable.write]
        columns = deliverable.column_names
        rows = [[str(said[name]) if name in said else None for name in columns] for said in done]
        if rows:
            harvest.add(Match((deliverable.name,), columns), rows)


def read_text(text: str, deliverables: Sequence[Deliverable]) -> Reading:
    """Read one text, such as an agent's reply; where one thing was asked for, its name need not stand above it."""
    harvest = Harvest(Recogniser(deliverables))
    _read_page(harvest, text, "the text", hint=deliverables[0].name if len(deliverables) == 1 else "")
    return _reading(harvest, deliverables)


def _read_file(harvest: Harvest, file: File) -> None:
    stem = PurePosixPath(file.name).stem
    if file.suffix == ".xlsx":
        read_workbook(file, (stem,), harvest)
    elif file.suffix in _TEXTS:
        text = _decoded(file, harvest)
        _read_page(harvest, text, file.name, hint=stem, is_one_block=file.suffix in _BLOCKS)
    else:
        harvest.problem(f"{file.name} was not read; csv, tsv, md, txt, json, ics and xlsx can be")


def _decoded(file: File, harvest: Harvest) -> str:
    if file.data.startswith(_UTF_16):
        return file.data.decode("utf-16", "replace")
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        harvest.problem(f"{file.name} is not UTF-8; it was read as Windows-1252")
        return file.data.decode("cp1252", "replace")


def _read_page(harvest: Harvest, text: str, name: str, *, hint: str = "", is_one_block: bool = False) -> None:
    if len(text) > harvest.characters_left:
        harvest.problem(f"{name} has {len(text):,} characters; the first {harvest.characters_left:,} were read")
        text = text[: harvest.characters_left]
    harvest.characters_left -= len(text)
    text = take_calendars(text, (hint,) if hint else (), harvest)
    PageReader(harvest, hint, is_one_block=is_one_block).read(text)


def _reading(harvest: Harvest, deliverables: Sequence[Deliverable]) -> Reading:
    """Close the harvest; prose beside tables is the one text deliverable if no heading said which text it is."""
    texts = [each.name for each in deliverables if each.kind in {"text", "mail"}]
    if len(texts) == 1 and not harvest.texts and harvest.tables and harvest.loose:
        harvest.say(texts[0], "\n".join(harvest.loose))
    if not (harvest.tables or harvest.texts):
        names = ", ".join(each.name for each in deliverables)
        harvest.problem(f"nothing of what was asked for ({names}) was recognised")
    tables = {name: tuple(rows) for name, rows in harvest.tables.items()}
    return Reading(tables, dict(harvest.texts), tuple(harvest.problems))
