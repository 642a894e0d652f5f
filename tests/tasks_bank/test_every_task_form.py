"""The form in which an answer is handed in does not change its marks, whatever the task."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import pytest

from tasks_bank.answer import Answer
from tasks_bank.deliverable import Row
from tasks_bank.file import File
from tasks_bank.reading.answer import Reading, read_answer
from tasks_bank.task import Task
from tests.tasks_bank.tasks_found import dealt, each_seed, each_task, exemplar, score

pytestmark = each_task


def _delimited(rows: Sequence[Row], delimiter: str = ",") -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _markdown(rows: Sequence[Row]) -> str:
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def _filled(reading: Reading) -> dict[str, tuple[Row, ...]]:
    return {name: rows for name, rows in reading.tables.items() if rows}


def _sections(reading: Reading, heading: str, write: Callable[[Sequence[Row]], str]) -> Answer:
    parts = [f"{heading.format(name)}\n\n{write(rows)}\n" for name, rows in _filled(reading).items()]
    parts += [f"## {name}\n\n{text}\n" for name, text in reading.texts.items()]
    return Answer("\n".join(parts))


def _json(reading: Reading) -> str:
    return json.dumps({**reading.tables, **reading.texts}, indent=1)


def _workbook(reading: Reading) -> Answer:
    book = openpyxl.Workbook()
    for name, rows in _filled(reading).items():
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    stream = io.BytesIO()
    book.save(stream)
    notes = "".join(f"## {name}\n\n{text}\n" for name, text in reading.texts.items())
    return Answer(notes, (File("answer.xlsx", stream.getvalue()),))


def _files(reading: Reading) -> Answer:
    tables = [File(f"{name}.csv", _delimited(rows).encode("utf-8-sig")) for name, rows in _filled(reading).items()]
    texts = [File(f"{name}.md", text.encode()) for name, text in reading.texts.items()]
    return Answer(files=(*tables, *texts))


FORMS: Mapping[str, Callable[[Reading], Answer]] = {
    "csv fence": lambda reading: _sections(reading, "## {}", lambda rows: f"```csv\n{_delimited(rows)}```"),
    "bare semicolons": lambda reading: _sections(reading, "{}:", lambda rows: _delimited(rows, ";")),
    "markdown": lambda reading: _sections(reading, "**{}**", _markdown),
    "in prose": lambda r: _sections(r, "Here are the {}.", lambda rows: f"{_markdown(rows)}\nThat is all, I hope."),
    "json": lambda reading: Answer(f"Here it is:\n\n```json\n{_json(reading)}\n```\nAnything else?"),
    "json file": lambda reading: Answer(files=(File("answer.json", _json(reading).encode()),)),
    "xlsx file": _workbook,
    "csv files": _files,
}


@each_seed
@pytest.mark.parametrize("form", FORMS)
def test_form_of_an_answer_does_not_change_its_marks(task: Task, seed: int, form: str) -> None:
    case = dealt(task.folder, seed)
    right = read_answer(exemplar(task.folder, seed, "right").answer, case.brief.deliverables)
    assert right.problems == ()
    written = FORMS[form](right)
    read = read_answer(written, case.brief.deliverables)
    assert {name: rows for name, rows in read.tables.items() if rows} == _filled(right)
    assert score(task, seed, written) == pytest.approx(1.0)
