"""Arguments are checked as JSON Schema says; the second method is the package `jsonschema`."""

from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks_bank.deliverable import Column
from tasks_bank.serving.cells import wanted
from tasks_bank.serving.schema import Mistake, check, fault, object_of
from tasks_bank.serving.tool import PAGING

COLUMNS = (
    Column("shift"),
    Column("kind", "choice", ("early", "late")),
    Column("on", "date"),
    Column("due", "date", about="when it is due, none if nothing is"),
    Column("at", "time"),
    Column("pounds", "amount"),
    Column("people", "integer"),
    Column("with", "ids"),
    Column("reply", "prose"),
)
SCHEMA = object_of({column.name: wanted(column) for column in COLUMNS} | PAGING, [column.name for column in COLUMNS])
RIGHT: dict[str, Any] = {
    "shift": "S-1",
    "kind": "late",
    "on": "2026-02-28",
    "due": "none",
    "at": "09:30",
    "pounds": 12.5,
    "people": 3,
    "with": "a+b",
    "reply": "Dear Una",
}
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**13), 10**13),
    st.floats(-1e13, 1e13),
    st.sampled_from(["", "none", "late", "2026-02-28", "2026-02-30", "20260228", "9:30", "09:30", "24:00", "09:30\n"]),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=1),
)


@given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "nothing"]), VALUES, max_size=2), st.booleans())
def test_verdicts_are_those_of_json_schema(changed: dict[str, Any], is_whole: bool) -> None:  # noqa: FBT001 - drawn
    arguments = (RIGHT if is_whole else {}) | changed
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker(["date"]))
    # Python's `$` also fits before a line break at the end, where that of JSON Schema does not.
    is_right = validator.is_valid(arguments) and arguments.get("at") != "09:30\n"
    assert (fault(SCHEMA, arguments, "") == "") is is_right


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": "28 February"}, 'on is "28 February"; it has to be a date, YYYY-MM-DD'),
        ({"on": "2026-02-30"}, 'on is "2026-02-30"; there is no such day'),
        ({"kind": "noon"}, 'kind is "noon"; it has to be one of early, late'),
        ({"people": 2.5}, "people is 2.5; it has to be a whole number"),
        ({"pounds": "12.50"}, 'pounds is "12.50"; it has to be a number'),
        ({"shift": ""}, "shift is empty; it has to say something"),
        ({"reply": "x" * 5001}, "reply has 5001 characters; at most 5000 are taken"),
        ({"limit": 500}, "limit is 500; it has to be at least 1 and at most 200"),
        ({"poeple": 1}, "there is no argument 'poeple'; did you mean 'people'?"),
    ],
)
def test_a_mistake_is_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Mistake) as mistake:
        check(SCHEMA, RIGHT | changed)
    assert str(mistake.value) == sentence


def test_what_is_missing_is_named() -> None:
    with pytest.raises(Mistake, match="the argument 'people' is missing"):
        check(SCHEMA, {name: value for name, value in RIGHT.items() if name != "people"})
