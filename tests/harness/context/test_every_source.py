"""What every context source keeps to, whichever sources there are."""

import pytest

from harness.context.registry import make_source, source_names
from harness.errors import BadDesign
from harness.plan.design import SourceSettings
from tasks_bank.case import Brief
from tasks_bank.file import File

BRIEF = Brief("Reconcile.", "1.1 Be fair.\n" * 50, (File("bank.csv", b"line,amount\n" + b"B1,5\n" * 90),), ())


def words(text: str) -> int:
    return len(text.split())


@pytest.fixture(params=sorted(source_names()))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_source_is_named_as_its_module(name: str) -> None:
    source = make_source(name, SourceSettings(budget_tokens=100))
    assert source.name == name
    assert all(part.source == name for part in source.supply(BRIEF, (), words))


def test_a_source_keeps_its_budget(name: str) -> None:
    parts = make_source(name, SourceSettings(budget_tokens=60)).supply(BRIEF, (), words)
    assert sum(words(part.text) for part in parts) <= 60


def test_a_source_supplies_the_same_twice(name: str) -> None:
    source = make_source(name, SourceSettings(budget_tokens=60))
    assert list(source.supply(BRIEF, (), words)) == list(source.supply(BRIEF, (), words))


def test_an_unknown_key_is_answered_with_the_nearest(name: str) -> None:
    said = f"context source '{name}' has no key 'budget_tokenz'; did you mean 'budget_tokens'"
    with pytest.raises(BadDesign, match=said):
        make_source(name, SourceSettings.model_validate({"budget_tokens": 1, "budget_tokenz": 2}))
