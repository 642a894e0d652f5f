"""What every orchestrator does where an agent fans out: over rows or files, each item asked for once."""

import json
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from harness.messages import Request, Sampling
from harness.plan.design import Budget
from tasks_bank.file import File
from tests.harness.fakes import FakeProvider, attempt, case, with_files
from tests.harness.orchestrators.listing import each_orchestrator
from tests.harness.orchestrators.teams import BOOK, agent, asked_of, saying, team

BOOKED = case().systems["petty_cash"].rows
MEALS = '{"lines": [{"category": "meals"}]}'
FILES = "[context.files]\nbudget_tokens = 500\n"


def sorter(*lines: str) -> str:
    return agent("sorter", 'writes = ["lines"]', 'format = "json"', *lines)


def echo(request: Request) -> str:
    """Name the first word of the item as its line."""
    return json.dumps({"lines": [{"line": request.messages[-1].text.split()[0], "category": "meals"}]})


@each_orchestrator
def test_each_row_is_asked_for_once_at_the_same_time_and_the_rows_keep_their_order(orchestrator: str) -> None:
    provider = saying({"sorter": MEALS})
    design = team(BOOK, sorter('each = ["book"]', 'carries = { line = ["line"] }'))
    tried = attempt(design, provider, orchestrator=orchestrator)
    asked = asked_of(provider, "sorter")
    assert [text.splitlines()[0] for text in asked] == [f"line: {row['line']}" for row in BOOKED]
    assert provider.most_under_way == 6
    assert tried.files["lines.csv"].splitlines()[1:] == [f"{row['line']},meals" for row in BOOKED]


@each_orchestrator
def test_a_model_sees_the_columns_that_are_shown_in_that_order_where_they_are_filled(orchestrator: str) -> None:
    provider = saying({"sorter": MEALS})
    design = team(BOOK, sorter('each = ["book"]', 'shows = ["amount", "paid_by", "bought"]'))
    attempt(design, provider, orchestrator=orchestrator)
    row = BOOKED[0]
    assert asked_of(provider, "sorter")[0] == f"amount: {row['amount']}\nbought: {row['bought']}"


@each_orchestrator
def test_without_a_choice_of_columns_all_that_are_filled_are_shown(orchestrator: str) -> None:
    provider = saying({"sorter": MEALS})
    attempt(team(BOOK, sorter('each = ["book"]', 'ask_each = "Sort it."')), provider, orchestrator=orchestrator)
    cells = "\n".join(f"{name}: {value}" for name, value in BOOKED[0].items())
    assert asked_of(provider, "sorter")[0] == f"Sort it.\n\n{cells}"


@each_orchestrator
def test_each_file_of_a_pattern_is_asked_for_with_its_name(orchestrator: str) -> None:
    provider = saying({"sorter": echo})
    design = team(FILES, sorter('each = ["files:*.txt"]'))
    tried = attempt(design, provider, orchestrator=orchestrator, of=with_files("in/b.txt", "a.txt", "c.md"))
    assert asked_of(provider, "sorter") == ["in/b.txt\nThis is in/b.txt.", "a.txt\nThis is a.txt."]
    assert tried.files["lines.csv"] == "line,category\nin/b.txt,meals\na.txt,meals\n"


@each_orchestrator
@pytest.mark.parametrize(
    ("source", "cell"),
    [
        ('["stem"]', lambda name: PurePosixPath(name).stem),
        ('["file"]', str),
        ('["=", "stem"]', lambda name: PurePosixPath(name).stem),
        ('["=", "=none"]', lambda _name: "none"),
    ],
)
def test_what_is_carried_is_not_asked_for_and_comes_from_the_first_filled_column(
    orchestrator: str, source: str, cell: "type[str]"
) -> None:
    provider = saying({"sorter": '{"lines": [{"line": "made up", "category": "meals"}]}'})
    design = team(FILES, sorter('each = ["files:*.txt"]', f"carries = {{ line = {source} }}"))
    tried = attempt(design, provider, orchestrator=orchestrator, of=with_files("in/b.txt"))
    schema = provider.asked("sorter")[0].schema
    assert schema is not None
    assert list(schema["properties"]["lines"]["items"]["properties"]) == ["category"]
    assert tried.files["lines.csv"] == f"line,category\n{cell('in/b.txt')},meals\n"


@each_orchestrator
@pytest.mark.parametrize(
    ("said", "any_", "one"),
    [
        ('{"lines": []}', [], ["a,"]),
        ("I do not know.", [], ["a,"]),
        (MEALS, ["a,meals"], ["a,meals"]),
        ('{"lines": [{"category": "meals"}, {"category": "travel"}]}', ["a,meals", "a,travel"], ["a,meals"]),
    ],
    ids=["no row", "nothing readable", "one row", "two rows"],
)
def test_an_item_gives_one_row_or_as_many_as_are_found(
    orchestrator: str, said: str, any_: list[str], one: list[str]
) -> None:
    for gives, rows in (("any", any_), ("one", one)):
        item = ('each = ["files:*.txt"]', f'each_gives = "{gives}"', 'carries = { line = ["stem"] }')
        tried = attempt(
            team(FILES, sorter(*item)), saying({"sorter": said}), orchestrator=orchestrator, of=with_files("a.txt")
        )
        assert tried.files["lines.csv"].splitlines() == ["line,category", *rows]


@each_orchestrator
def test_with_exactly_one_row_the_schema_allows_no_other(orchestrator: str) -> None:
    provider = saying({"sorter": MEALS})
    attempt(team(BOOK, sorter('each = ["book"]', 'each_gives = "one"')), provider, orchestrator=orchestrator)
    schema = provider.asked("sorter")[0].schema
    assert schema is not None
    table = schema["properties"]["lines"]
    assert (table["minItems"], table["maxItems"]) == (1, 1)


@each_orchestrator
def test_a_table_whose_name_begins_like_files_is_a_table(orchestrator: str) -> None:
    provider = saying({"sorter": MEALS})
    book = BOOK.replace('"book"', '"files_found"')
    attempt(team(book, sorter('each = ["files_found"]')), provider, orchestrator=orchestrator)
    assert len(asked_of(provider, "sorter")) == 6


@each_orchestrator
def test_an_item_that_is_too_long_for_a_call_is_cut_and_says_so(orchestrator: str) -> None:
    provider = saying({"sorter": MEALS})
    text = "\n".join(f"line {number} of a long paper" for number in range(200))
    long = replace(case(), brief=replace(case().brief, files=(File("a.txt", text.encode()),)))
    design = team(FILES, sorter('each = ["files:a.txt"]', 'ask_each = "Sort it."'))
    tried = attempt(design, provider, orchestrator=orchestrator, of=long, sampling=Sampling(call_in_tokens=300))
    asked = asked_of(provider, "sorter")[0]
    assert tried.ended.outcome == "done"
    assert asked.startswith("Sort it.\n\n[a.txt]\nline 0 of a long paper\n")
    assert "[cut: about" in asked


@each_orchestrator
def test_items_that_are_done_when_a_limit_is_reached_count(orchestrator: str) -> None:
    design = team(BOOK, sorter('each = ["book"]', 'carries = { line = ["line"] }'))
    design = design.model_copy(update={"budget": Budget(calls=4)})
    provider = saying({"sorter": MEALS})
    tried = attempt(design, provider, orchestrator=orchestrator)
    assert (tried.ended.outcome, len(provider.requests), len(tried.notebook.ends)) == ("limit", 4, 4)
    assert len(tried.files["lines.csv"].splitlines()) == 1 + 4


@each_orchestrator
def test_worked_examples_stand_before_every_item(orchestrator: str) -> None:
    provider = FakeProvider(MEALS)
    example = "examples = [{ input = \"bought: tea\", output = '{}' }]"
    attempt(team(BOOK, sorter('each = ["book"]', example)), provider, orchestrator=orchestrator)
    for request in provider.asked("sorter"):
        assert [(message.role, message.text) for message in request.messages[1:3]] == [
            ("user", "bought: tea"),
            ("assistant", "{}"),
        ]
