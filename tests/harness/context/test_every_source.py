"""What every context source keeps to, whichever sources there are."""

import pytest

from harness.context.registry import make_source, source_names, tool_names
from harness.errors import BadDesign
from harness.plan.design import SourceSettings
from tasks_bank.case import Brief
from tasks_bank.file import File
from tests.harness.context.opening import given, settings, supplied, within, words

BRIEF = Brief("Reconcile.", "1.1 Be fair.\n" * 50, (File("bank.csv", b"line,amount\n" + b"B1,5\n" * 90),), ())


@pytest.fixture(params=sorted(source_names()))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_source_is_named_as_its_module(name: str) -> None:
    assert make_source(name, settings(100)).name == name
    assert all(part.source == name for part in supplied(name, settings(100), BRIEF))


def test_a_source_keeps_its_budget(name: str) -> None:
    parts = supplied(name, settings(60), BRIEF, query="the policy on lines")
    assert sum(words(part.text) for part in parts) <= 60


def test_a_source_supplies_the_same_twice_and_in_another_trial(name: str) -> None:
    source = make_source(name, settings(60))
    twice = [
        within(source.open(given(BRIEF)), lambda opened: [list(opened.supply((), "lines")) for _ in range(2)])
        for _ in range(2)
    ]
    assert twice[0][0] == twice[0][1] == twice[1][0]


def test_the_tools_that_a_source_brings_say_what_they_are(name: str) -> None:
    tools = within(make_source(name, settings(60)).open(given(BRIEF)), lambda opened: list(opened.tools))
    assert all(tool.name and tool.about and tool.parameters["type"] == "object" for tool in tools)
    assert len({tool.name for tool in tools} - tool_names()) == len(tools)


def test_an_unknown_key_is_answered_with_the_nearest(name: str) -> None:
    said = f"context source '{name}' has no key 'budget_tokenz'; did you mean 'budget_tokens'"
    with pytest.raises(BadDesign, match=said):
        make_source(name, SourceSettings.model_validate({"budget_tokens": 1, "budget_tokenz": 2}))
