"""Finds tools and context sources by name: the folder listings are the registry."""

import difflib
import importlib
import pkgutil
from collections.abc import Iterable
from pathlib import Path

from harness.errors import BadDesign
from harness.plan.design import Design, SourceSettings
from harness.plan.sources import Source
from harness.plan.tools import Tool

_HERE = Path(__file__).parent
_NO_SOURCES = {"registry", "fitting", "own_keys"}
"""The modules of this folder that serve the sources and are none."""


def tool_names() -> frozenset[str]:
    """Return the names of all tools."""
    return frozenset(module.name for module in pkgutil.iter_modules([str(_HERE / "tools")]))


def source_names() -> frozenset[str]:
    """Return the names of all context sources: the modules of this folder, not its folders."""
    found = pkgutil.iter_modules([str(_HERE)])
    return frozenset(module.name for module in found if not module.ispkg) - _NO_SOURCES


def make_tool(name: str) -> Tool:
    """Make a tool. Raises BadDesign when there is none of that name."""
    _must_be_known("tool", name, tool_names())
    tool: Tool = importlib.import_module(f"harness.context.tools.{name}").create()
    return tool


def make_source(name: str, settings: SourceSettings) -> Source:
    """Make a context source. Raises BadDesign when there is none of that name, or its keys do not fit."""
    _must_be_known("context source", name, source_names())
    source: Source = importlib.import_module(f"harness.context.{name}").create(settings)
    return source


def _must_be_known(kind: str, name: str, known: Iterable[str]) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(sorted(known))}"
        raise BadDesign(f"there is no {kind} '{name}'; {hint}")


def tools_of(design: Design) -> dict[str, Tool]:
    """Make the deterministic tools that a design uses: by its models, before they speak, and at its gates."""
    names = {name for agent in design.agent for name in agent.tools}
    names |= {prepared.tool for agent in design.agent for prepared in agent.prepare}
    names |= {gate.check.partition(":")[2] for gate in design.gate if gate.check.startswith("tool:")}
    return {name: make_tool(name) for name in names}
