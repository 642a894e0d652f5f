"""A system is listed in pages, searched by cells and text, and read by its key."""

from typing import Any

import pytest

from tasks_bank.case import System
from tasks_bank.deliverable import Column
from tasks_bank.serving.schema import Mistake
from tasks_bank.serving.tables import Table, key_of
from tasks_bank.serving.tool import CaseTool

COLUMNS = (Column("person"), Column("day", "date"), Column("May 2024", "amount"), Column("text", "prose"))
ROWS = (
    {"person": "Una", "day": "2026-03-02", "May 2024": "12.50", "text": "Away, all day"},
    {"person": "Una", "day": "2026-03-03", "May 2024": "", "text": "Here"},
    {"person": "Omar", "day": "2026-03-02", "May 2024": "1200", "text": "here too"},
)


def tool(what: str, rows: tuple[dict[str, str], ...] = ROWS) -> CaseTool:
    tools = Table(System("diary", COLUMNS, rows, about="who is where")).tools()
    return next(each for each in tools if each.name == f"diary_{what}")


def found(what: str, **arguments: object) -> list[Any]:
    return [row["text"] for row in tool(what).call(arguments).data["rows"]]


def test_a_page_says_how_to_go_on() -> None:
    first = tool("list").call({"limit": 2})
    assert (first.data["total"], first.data["next_offset"]) == (3, 2)
    assert first.text.startswith("rows 1 to 2 of 3; go on with offset 2\n\nperson,day,May 2024,text\nUna,")
    last = tool("list").call({"offset": 2})
    assert (last.data["offset"], last.data["next_offset"], len(last.data["rows"])) == (2, None, 1)


def test_a_page_behind_the_end_is_empty() -> None:
    assert tool("list").call({"offset": 9}).text.startswith("no row from offset 3 on, 3 in all")


def test_numbers_are_told_as_numbers_and_empty_cells_as_null() -> None:
    assert [row["May 2024"] for row in tool("list").call({}).data["rows"]] == [12.5, None, 1200.0]


def test_a_column_that_is_not_all_numbers_is_told_as_text() -> None:
    rows = (*ROWS, ROWS[0] | {"person": "Ida", "May 2024": "about 3"})
    reply = tool("list", rows).call({})
    assert [row["May 2024"] for row in reply.data["rows"]] == ["12.50", "", "1200", "about 3"]


def test_a_search_goes_by_cells_whatever_their_case() -> None:
    assert found("search", where={"person": " una ", "day": "2026-03-03"}) == ["Here"]
    assert found("search", where={"May_2024": 12.50}) == ["Away, all day"]


def test_a_search_goes_by_text_in_any_cell() -> None:
    assert found("search", text="HERE") == ["Here", "here too"]
    assert found("search", text="omar", where={"day": "2026-03-02"}) == ["here too"]
    assert found("search", text="nobody") == []


def test_a_search_for_nothing_is_a_mistake() -> None:
    with pytest.raises(Mistake, match="nothing is sought"):
        tool("search").call({"where": {}})


def test_null_counts_as_left_out() -> None:
    assert found("search", text="here", where=None) == ["Here", "here too"]


def test_a_row_is_read_by_its_key() -> None:
    assert tool("get").parameters["required"] == ["person", "day"]
    assert found("get", person="Una", day="2026-03-03") == ["Here"]
    with pytest.raises(Mistake, match="diary has no row with person Ida, day 2026-03-03; diary_search finds"):
        tool("get").call({"person": "Ida", "day": "2026-03-03"})


def test_the_key_is_the_fewest_columns_that_tell_rows_apart() -> None:
    assert key_of(COLUMNS, ROWS[1:]) == COLUMNS[:1]
    assert key_of(COLUMNS, ROWS) == COLUMNS[:2]


def test_a_row_that_stands_twice_leaves_the_first_column_as_key() -> None:
    assert key_of(COLUMNS, (*ROWS, ROWS[0])) == COLUMNS[:1]
