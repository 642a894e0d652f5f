"""Tools and sources by name."""

import pytest

from harness.context.registry import make_source, make_tool, source_names, tool_names
from harness.errors import BadDesign
from harness.plan.design import SourceSettings


def test_the_tools_are_the_modules_of_their_folder() -> None:
    assert tool_names() >= {"parse", "look_up", "sum", "join_on", "diff", "calendar"}


def test_the_sources_are_the_modules_of_their_folder() -> None:
    assert source_names() >= {"files", "instructions"}
    assert not source_names() & {"registry", "fitting", "own_keys", "tools", "tables"}


def test_an_unknown_tool_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadDesign, match="no tool 'lookup'; did you mean 'look_up'"):
        make_tool("lookup")


def test_an_unknown_source_is_answered_with_all() -> None:
    with pytest.raises(BadDesign, match=r"no context source 'telepathy'; there are .*files"):
        make_source("telepathy", SourceSettings(budget_tokens=1))
