"""The command line of the MCP Inspector, a client that others wrote, calls every tool of every task.

Its version is pinned in inspector/package-lock.json with the digest of each package. It is installed once below build/
and runs without a network after that.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tasks_bank.task import Task
from tests.architecture.house import ROOT
from tests.tasks_bank.serving.walking import list_of, tool_calls
from tests.tasks_bank.tasks_found import each_packaged_task

pytestmark = pytest.mark.slow
PINNED = Path(__file__).with_name("inspector")
_PATIENT = ["--connect-timeout", "120000"]
TOPRUNG = str(Path(sys.executable).with_name("toprung"))
Inspect = Callable[..., Any]
"""Calls a method of the server at an address, or of the one that a command starts, and returns what came back."""


@pytest.fixture(scope="session")
def inspector() -> Path:
    """Return the folder in which the pinned Inspector is installed."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node is missing: apt-get install nodejs npm")
    lock = (PINNED / "package-lock.json").read_bytes()
    folder = ROOT / "build" / f"inspector-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PINNED / name, folder)
        done = subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"the Inspector cannot be installed: {done.stderr.strip().splitlines()[-1]}")
        (folder / "ready").touch()
    return folder


@pytest.fixture
def inspect(inspector: Path, tmp_path: Path) -> Inspect:
    def run(target: list[str], method: str, *words: str) -> Any:  # noqa: ANN401 - JSON
        command = ["node_modules/.bin/mcp-inspector", "--cli", *target, *_PATIENT, "--method", method, *words]
        done = subprocess.run(
            command,
            cwd=inspector,
            env=os.environ | {"HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        assert "warning" not in done.stderr.lower(), done.stderr
        return json.loads(done.stdout)

    return run


def call_every_tool(inspect: Inspect, target: list[str]) -> int:
    """List and call every tool, and return how many there were."""
    tools = {tool["name"]: tool for tool in inspect(target, "tools/list", "--strict")["tools"]}
    listed: dict[str, Any] = {}
    for name in sorted(tools, key=lambda name: not name.endswith("_list")):
        calls = tool_calls(tools[name]["inputSchema"], name, listed.get(list_of(name, tools), {}))
        arguments = next(calls)
        # Each value as JSON: a bare word that looks like a number would be sent as one.
        words = [f"{key}={json.dumps(value)}" for key, value in arguments.items()]
        said = ["--tool-arg", *words] if words else []
        result = inspect(target, "tools/call", "--tool-name", name, *said)
        assert not result.get("isError"), (name, result)
        listed[name] = result["structuredContent"]
    return len(tools)


def how_many(task: Task) -> int:
    case = task.deal(7, task.dials("small"))
    return sum(3 + len(system.writes) for system in case.systems.values()) + 2


@each_packaged_task
def test_the_inspector_calls_every_tool_over_stdio(task: Task, inspect: Inspect, tmp_path: Path) -> None:
    target = [TOPRUNG, "tasks", "serve", task.name, "--actions", str(tmp_path / "done")]
    assert call_every_tool(inspect, target) == how_many(task)


@each_packaged_task
def test_the_inspector_calls_every_tool_over_http(task: Task, inspect: Inspect) -> None:
    with over_http(task) as address:
        assert call_every_tool(inspect, [address]) == how_many(task)
        assert len(inspect([address], "resources/list")["resources"]) > 1
        assert inspect([address], "prompts/get", "--prompt-name", "brief")["messages"]


@contextmanager
def over_http(task: Task) -> Iterator[str]:
    command = [TOPRUNG, "tasks", "serve", task.name, "--transport", "http", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = next(line for line in process.stderr if " is served at " in line)
            yield line.split(" is served at ")[1].split(";")[0]
        finally:
            process.kill()
