"""Tools and sources by name."""

import pytest

from harness.context.registry import make_source, make_tool, source_names, tool_names
from harness.errors import BadDesign
from harness.plan.design import SourceSettings


def test_the_tools_are_the_modules_of_their_folder() -> None:
    assert tool_names() == {"parse", "look_up", "sum", "join_on", "diff", "calendar"}


def test_the_sources_are_the_modules_of_their_folder() -> None:
    assert source_names() == {"files", "instructions"}


def test_an_unknown_tool_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadDesign, match="no tool 'lookup'; did you mean 'look_up'"):
        make_tool("lookup")


def test_an_unknown_source_is_answered_with_all() -> None:
    with pytest.raises(BadDesign, match="no context source 'telepathy'; there are files, instructions"):
        make_source("telepathy", SourceSettings(budget_tokens=1))


@pytest.mark.parametrize("name", sorted(source_names()))
def test_every_source_names_the_nearest_of_its_own_keys(name: str) -> None:
    with pytest.raises(
        BadDesign, match=f"context source '{name}' has no key 'budget_tokenz'; did you mean 'budget_tokens'"
    ):
        make_source(name, SourceSettings.model_validate({"budget_tokens": 1, "budget_tokenz": 2}))


@pytest.mark.parametrize("name", sorted(source_names()))
def test_every_source_is_named_as_its_module(name: str) -> None:
    assert make_source(name, SourceSettings(budget_tokens=1)).name == name
