"""What must hold of every task: of the package, of this installation, and of the small one that tests bring."""

import email
import email.policy
import hashlib
import io
import json
import re
from collections.abc import Mapping
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from tasks_bank import catalog
from tasks_bank.answer import Answer
from tasks_bank.case import Brief, Case
from tasks_bank.deliverable import schema_of
from tasks_bank.exemplar import REQUIRED
from tasks_bank.file import File
from tasks_bank.grade import Grade
from tasks_bank.reading.answer import read_answer
from tasks_bank.specimens import written
from tasks_bank.task import Task
from tests.tasks_bank.tasks_found import (
    FEWEST_ROWS,
    SEEDS,
    dealt,
    dealt_elsewhere,
    each_seed,
    each_task,
    exemplar,
    score,
)

pytestmark = each_task
FILES = ("task.toml", "brief.md", "rules.md", "generate.py", "grade.py", "exemplars.py", "README.md")


# --- dealing ---------------------------------------------------------------------------------------------------------


@each_seed
def test_same_seed_deals_the_same_case(task: Task, seed: int) -> None:
    assert task.deal(seed, task.dials("small")) == dealt(task.folder, seed)


def test_same_seed_deals_the_same_case_in_another_process(task: Task) -> None:
    here = hashlib.sha256(repr(dealt(task.folder, 1)).encode()).hexdigest()
    assert dealt_elsewhere()[str(task.folder)] == here


def test_two_seeds_deal_different_cases(task: Task) -> None:
    cases = [dealt(task.folder, seed) for seed in SEEDS]
    for what in ("files", "tables", "canary"):
        parts = [case.brief.files if what == "files" else getattr(case.truth, what) for case in cases]
        assert all(parts[a] != parts[b] for a, b in ((0, 1), (1, 2), (0, 2))), what


def test_presets_go_from_easy_to_hard(task: Task) -> None:
    presets = list(task.spec.presets)
    assert {"small", "default"} <= set(presets)
    sizes = []
    for preset in presets:
        for name, value in task.dials(preset).items():
            assert task.spec.dial[name].low <= value <= task.spec.dial[name].high
        case = dealt(task.folder, 1, preset)
        sizes.append(sum(len(system.rows) for system in case.systems.values()))
    assert sizes == sorted(set(sizes)), dict(zip(presets, sizes, strict=True))


# --- the folder and the brief ----------------------------------------------------------------------------------------


def test_folder_is_complete(task: Task) -> None:
    assert [name for name in FILES if not (task.folder / name).is_file()] == []
    assert list((task.folder / "skills").glob("*/SKILL.md"))
    if task.folder.parent == catalog.PACKAGED:
        assert task.designs
    assert task.spec.human_minutes.source
    assert task.spec.human_minutes.unaided > 0


def test_a_judge_has_at_most_a_fifth_of_the_marks(task: Task) -> None:
    marks = sum(check.available for check in _grade_right(task, 1).checks)
    assert task.rubric.marks <= marks / 5
    passages = {each.name for each in task.deliverables} | {
        f"{each.name}.{column}" for each in task.deliverables for column in each.column_names
    }
    assert {place for criterion in task.rubric.criterion for place in criterion.of} <= passages


@each_seed
def test_brief_names_every_deliverable_and_leaves_no_gap(task: Task, seed: int) -> None:
    brief = dealt(task.folder, seed).brief
    assert all(deliverable.name in brief.handing_in() for deliverable in task.deliverables)
    assert re.findall(r"\{\w+\}", brief.ask + brief.rules) == []
    names = [file.name for file in brief.files]
    assert len(set(names)) == len(names)
    assert all(file.data for file in brief.files)


def test_deliverables_say_what_they_want(task: Task) -> None:
    for deliverable in task.deliverables:
        assert deliverable.about
        assert set(deliverable.key) <= set(deliverable.column_names)
        assert deliverable.has_rows == bool(deliverable.columns)
        for column in deliverable.columns:
            assert column.words() != column.name, f"{deliverable.name}.{column.name} says nothing"
            assert (column.type == "choice") == bool(column.choices)


def test_schema_of_the_deliverables_is_valid_json_schema(task: Task) -> None:
    schema = schema_of(task.deliverables)
    assert json.loads(json.dumps(schema)) == schema
    _check_schema(schema)
    for deliverable in task.deliverables:
        _check_schema(deliverable.schema())


def _check_schema(schema: Mapping[str, Any]) -> None:
    """Check the part of JSON Schema 2020-12 that deliverables use."""
    assert schema["type"] in {"object", "array", "string", "number", "integer"}
    assert set(schema) <= {"type", "properties", "required", "additionalProperties", "items", "enum"} | {
        "maxLength",
        "maxItems",
    }
    if schema["type"] == "object":
        assert set(schema["required"]) <= set(schema["properties"])
        for part in schema["properties"].values():
            _check_schema(part)
    if schema["type"] == "array":
        _check_schema(schema["items"])
    if "enum" in schema:
        assert schema["enum"]
        assert len(set(schema["enum"])) == len(schema["enum"])


@each_seed
def test_systems_hold_typed_rows(task: Task, seed: int) -> None:
    systems = dealt(task.folder, seed).systems
    assert systems
    for name, system in systems.items():
        assert system.name == name
        assert system.rows
        columns = {column.name for column in system.columns}
        assert all(set(row) <= columns for row in system.rows)


# --- the truth stays hidden ------------------------------------------------------------------------------------------


def _shown(brief: Brief, case: Case) -> str:
    """Return everything that a case shows, as text."""
    systems = [
        " ".join(cell for cell in row.values() if cell) for system in case.systems.values() for row in system.rows
    ]
    return "\n".join([brief.ask, brief.rules, brief.handing_in(), *map(_file_text, brief.files), *systems])


def _file_text(file: File) -> str:
    name = f"{file.name}\n"
    if file.suffix == ".pdf":
        return name + "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.data)).pages)
    if file.suffix == ".docx":
        document = docx.Document(io.BytesIO(file.data))
        cells = [" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
        return name + "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if file.suffix == ".eml":
        message = email.message_from_bytes(file.data, policy=email.policy.default)
        body = message.get_body()
        return name + f"{message['subject']}\n{body.get_content() if body else ''}"
    if file.suffix == ".ics":
        return name + file.data.decode().replace("\r\n ", "")
    if file.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(file.data))
        lines = [
            " ".join(str(v) for v in row if v is not None)
            for sheet in book.worksheets
            for row in sheet.iter_rows(values_only=True)
        ]
        return name + "\n".join(lines)
    return name + file.data.decode("utf-8-sig")


@each_seed
def test_canary_is_shown_nowhere(task: Task, seed: int) -> None:
    case = dealt(task.folder, seed)
    canary = case.truth.canary
    assert len(canary) >= 8
    assert canary not in _shown(case.brief, case)
    assert all(canary.encode() not in file.data for file in case.brief.files)


@each_seed
def test_no_row_of_the_truth_can_be_read_off(task: Task, seed: int) -> None:
    case = dealt(task.folder, seed)
    lines = _shown(case.brief, case).splitlines()
    tables = {each.name: each for each in task.deliverables}
    for name, rows in case.truth.tables.items():
        # A table by category alone: its word and the amount of a category's only paper may well stand on that paper.
        if all(column.choices for column in tables[name].columns if column.name in tables[name].key):
            continue
        for row in rows:
            cells = [re.compile(rf"(?<![\w.-]){re.escape(cell)}(?![\w.-])") for cell in row.values() if cell]
            seen = [line for line in lines if len(cells) > 1 and all(cell.search(line) for cell in cells)]
            assert not seen, (name, row)


@each_seed
def test_truth_keeps_to_the_deliverables(task: Task, seed: int) -> None:
    tables = {each.name: each for each in task.deliverables if each.has_rows}
    truth = dealt(task.folder, seed).truth
    assert set(truth.tables) <= set(tables)
    for name, rows in truth.tables.items():
        keys = [tuple(row[key] for key in tables[name].key) for row in rows]
        assert len(set(keys)) == len(keys), name
        for row in rows:
            assert set(row) <= set(tables[name].column_names)
            for column in tables[name].columns:
                assert not column.choices or row[column.name] in column.choices


# --- marking ---------------------------------------------------------------------------------------------------------


@each_seed
def test_exemplars_get_their_promised_marks(task: Task, seed: int) -> None:
    case = dealt(task.folder, seed)
    exemplars = task.exemplars(case)
    assert set(REQUIRED) <= {each.kind for each in exemplars}
    for each in exemplars:
        grade = task.grade(case, each.answer)
        assert grade.status == each.status, (each.kind, grade.why)
        assert each.at_least - 1e-9 <= grade.score <= each.at_most + 1e-9, (each.kind, grade.score)


@each_seed
def test_right_answer_scores_one(task: Task, seed: int) -> None:
    assert score(task, seed, exemplar(task.folder, seed, "right").answer) == pytest.approx(1.0)


@each_seed
@pytest.mark.parametrize(
    ("kind", "at_most"), [("empty", 0.02), ("copied-input", 0.05), ("keyword-stuffed", 0.10), ("unreadable", 0.0)]
)
def test_answer_without_the_work_scores_near_nothing(task: Task, seed: int, kind: str, at_most: float) -> None:
    assert score(task, seed, exemplar(task.folder, seed, kind).answer) <= at_most


@each_seed
def test_all_that_was_shown_handed_back_scores_near_nothing(task: Task, seed: int) -> None:
    case = dealt(task.folder, seed)
    assert score(task, seed, Answer(files=case.brief.files)) <= 0.05
    assert score(task, seed, Answer(text=_shown(case.brief, case))) <= 0.05


@each_seed
def test_right_answer_to_another_case_scores_little(task: Task, seed: int) -> None:
    other = seed % 3 + 1
    assert score(task, seed, exemplar(task.folder, other, "right").answer) <= 0.15


@each_seed
def test_marking_twice_gives_equal_marks(task: Task, seed: int) -> None:
    case = dealt(task.folder, seed)
    for each in task.exemplars(case):
        again = Answer.from_json(json.loads(json.dumps(each.answer.to_json())))
        assert task.grade(case, again) == task.grade(case, each.answer)


def _grade_right(task: Task, seed: int, preset: str = "small") -> Grade:
    case = dealt(task.folder, seed, preset)
    return task.grade(case, next(each for each in task.exemplars(case) if each.kind == "right").answer)


@each_seed
def test_dropping_a_quarter_of_the_rows_costs_a_quarter_of_their_marks(task: Task, seed: int) -> None:
    case = dealt(task.folder, seed, "default")
    right = next(each for each in task.exemplars(case) if each.kind == "right").answer
    read = read_answer(right, case.brief.deliverables)
    full = {check.name: check.earned for check in task.grade(case, right).checks}
    for name, rows in read.tables.items():
        if len(rows) < FEWEST_ROWS or name not in full:
            continue
        kept = [row for place, row in enumerate(rows) if place % 4 != 3]
        tables = {**read.tables, name: kept}
        checks = {check.name: check for check in task.grade(case, written(case, tables, read.texts)).checks}
        share = checks[name].earned / full[name]
        assert share == pytest.approx(len(kept) / len(rows), abs=0.05), (name, checks[name].why)
