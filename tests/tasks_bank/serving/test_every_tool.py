"""The official SDK's client lists and calls every tool of every task: in this process, over stdio, over HTTP."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import jsonschema  # type: ignore[import-untyped]
import mcp_types as types
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from tasks_bank.case import Case, Truth
from tasks_bank.serving.recording import ActionList
from tasks_bank.serving.serve import served
from tasks_bank.task import Task
from tests.architecture.house import ROOT
from tests.tasks_bank.serving.all_tasks import PACKAGED, offer_of_all
from tests.tasks_bank.serving.walking import everything, list_of, tool_calls
from tests.tasks_bank.tasks_found import dealt, each_packaged_task

NOTHING = Truth({}, (), {}, "")
COMMAND = [sys.executable, "-m", "tests.tasks_bank.serving.all_tasks"]
over_a_wire = pytest.mark.parametrize(
    "names", [("onboarding", "rota_planning"), pytest.param(tuple(PACKAGED), marks=pytest.mark.slow)], ids=len
)
"""In this process every task's tools are tried; what a wire does to them shows with two tasks, and slowly with all."""


async def walked(client: Client, said: list[object]) -> dict[str, types.Tool]:
    """List everything and call every tool with whatever its list gave; `said` takes down what the client is told."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    said.append([tool.model_dump() for tool in tools.values()])
    listed: dict[str, Any] = {}
    for name in sorted(tools, key=lambda name: not name.endswith("_list")):
        tool = tools[name]
        validator = jsonschema.Draft202012Validator(tool.input_schema)
        for arguments in tool_calls(tool.input_schema, name, listed.get(list_of(name, tools), {})):
            validator.validate(arguments)
            result = await client.call_tool(name, arguments)  # the client checks the reply against the tool's schema
            assert not result.is_error, (name, arguments, result.content)
            assert result.structured_content is not None
            assert isinstance(result.content[0], types.TextContent)
            listed.setdefault(name, result.structured_content)
            said.append(result.model_dump(exclude={"meta"}))
    return tools


async def read_all(client: Client, said: list[object]) -> None:
    resources = (await client.list_resources()).resources
    prompts = (await client.list_prompts()).prompts
    said += [client.instructions, resources, prompts]
    said += [(await client.read_resource(resource.uri)).contents for resource in resources]
    said += [(await client.get_prompt(prompt.name)).messages for prompt in prompts]


def told(case: Case) -> list[object]:
    """Return everything that a client can learn of a case."""
    said: list[object] = []

    async def work() -> None:
        async with Client(served(case, ActionList())) as client:
            await walked(client, said)
            await read_all(client, said)

    anyio.run(work)
    return said


@each_packaged_task
def test_nothing_hidden_can_be_reached(task: Task) -> None:
    case = dealt(task.folder, 1)
    said = everything(told(case))
    assert case.truth.canary not in said
    assert said == everything(told(dataclasses.replace(case, truth=NOTHING)))


@each_packaged_task
def test_every_tool_says_what_it_is(task: Task) -> None:
    case = dealt(task.folder, 1)
    writes = {write.name for system in case.systems.values() for write in system.writes}

    async def listed() -> list[types.Tool]:
        async with Client(served(case, ActionList())) as client:
            return list((await client.list_tools()).tools)

    tools = anyio.run(listed)
    assert {tool.name for tool in tools} == {
        *(f"{system}_{what}" for system in case.systems for what in ("list", "search", "get")),
        *writes,
        "drive_list",
        "drive_read",
    }
    for tool in tools:
        assert tool.title
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint == (tool.name not in writes)
        for schema in (tool.input_schema, tool.output_schema):
            jsonschema.Draft202012Validator.check_schema(schema)
            assert schema is not None
            assert schema["additionalProperties"] is False


@over_a_wire
def test_every_tool_works_over_stdio(names: tuple[str, ...]) -> None:
    async def work() -> set[str]:
        words = [*COMMAND[1:], "stdio", *names]
        server = StdioServerParameters(command=COMMAND[0], args=words, cwd=ROOT, env=dict(os.environ))
        async with Client(server) as client:
            return set(await walked(client, []))

    assert anyio.run(work) == set(offer_of_all(names).tools)


@over_a_wire
def test_every_tool_works_over_http(names: tuple[str, ...]) -> None:
    async def work(port: int) -> set[str]:
        async with Client(f"http://127.0.0.1:{port}/mcp") as client:
            return set(await walked(client, []))

    with over_http(names) as port:
        assert anyio.run(work, port) == set(offer_of_all(names).tools)


@contextmanager
def over_http(names: tuple[str, ...]) -> Iterator[int]:
    """Return the port of a server of these tasks."""
    with subprocess.Popen([*COMMAND, "http", *names], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


@pytest.mark.parametrize("mode", ["legacy", "2026-07-28"])
def test_clients_of_both_protocols_are_served(mode: str) -> None:
    async def work() -> int:
        async with Client(served(_any_case(), ActionList()), mode=mode) as client:
            return len((await client.call_tool("crm_list", {})).structured_content["rows"])

    assert anyio.run(work) == len(_any_case().systems["crm"].rows)


def _any_case() -> Case:
    return dealt(PACKAGED["at_risk_accounts"], 1)
