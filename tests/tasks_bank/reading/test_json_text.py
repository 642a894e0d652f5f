import json

import pytest

from tasks_bank.reading.answer import Reading, read_text
from tests.tasks_bank.reading.wanted import ALL, TWO_LINES, TWO_TOTALS, lines_of


def test_json_object_of_tables_is_read() -> None:
    reading = read_text(json.dumps({"lines": TWO_LINES, "totals": TWO_TOTALS, "summary": "All well."}), ALL)
    assert reading == Reading({"lines": TWO_LINES, "totals": TWO_TOTALS}, {"summary": "All well."}, ())


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(TWO_LINES),
        f"Here: {json.dumps({'lines': TWO_LINES}, indent=2)} Done.",
        "\n".join(json.dumps(row) for row in TWO_LINES),
        " ".join(json.dumps(row) for row in TWO_LINES),
        json.dumps({"result": {"answer": {"lines": TWO_LINES}}}),
        json.dumps([["line", "documents", "category"], *([*row.values()] for row in TWO_LINES)]),
        json.dumps({"lines": [[*row.values()] for row in TWO_LINES]}),
        str(list(TWO_LINES)),
        json.dumps(TWO_LINES)[:-1] + ",]",
        json.dumps(TWO_LINES).replace("}, {", "} {"),
    ],
    ids=[
        "list",
        "prose",
        "lines",
        "one line",
        "nested",
        "lists",
        "headless",
        "Python",
        "comma",
        "no comma",
    ],
)
def test_json_of_many_shapes_is_read(text: str) -> None:
    assert lines_of(text) == TWO_LINES


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_json_that_is_cut_off_keeps_its_whole_rows(cut: int) -> None:
    reading = read_text(json.dumps({"lines": TWO_LINES})[: -2 - cut], ALL)
    assert reading.tables == {"lines": TWO_LINES[:1]}
    assert "breaks off" in reading.problems[0]


def test_json_numbers_stay_as_written_and_lists_become_references() -> None:
    records = [
        {"line": "B1", "documents": ["R-1", "R-2"]},
        {"line": 2, "documents": []},
        {"line": "B3", "documents": None},
    ]
    assert [row["documents"] for row in lines_of(json.dumps(records))] == ["R-1 + R-2", "none", "none"]
    assert [row["line"] for row in lines_of(json.dumps(records))] == ["B1", "2", "B3"]
    rows = read_text('{"totals": [{"category": "travel", "amount": 12.50}]}', ALL).tables["totals"]
    assert rows[0]["amount"] == "12.50"


def test_json_object_of_key_and_value_is_a_table_of_two_columns() -> None:
    assert read_text('{"totals": {"travel": 12.50, "meals": 3}}', ALL).tables["totals"] == TWO_TOTALS


def test_empty_json_table_counts_as_handed_in() -> None:
    reading = read_text('{"lines": [], "totals": []}', ALL)
    assert reading.tables == {"lines": (), "totals": ()}
    assert reading.is_readable
