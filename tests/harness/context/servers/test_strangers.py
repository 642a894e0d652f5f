"""Servers of somebody else: off unless allowed, started without a shell, and what they do badly is contained."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from harness.context.registry import make_source
from harness.context.servers.allowed import Server
from harness.context.servers.connection import Connection, NoAnswer
from harness.errors import BadDesign, SourceLost
from harness.messages import Reply, ToolCall
from harness.plan.sources import Handed, Opened
from tasks_bank.case import Brief
from tests.harness.context.opening import given, settings
from tests.harness.fakes import FakeProvider, Tried, attempt, design, reply

STRANGER = Path(__file__).parent / "stranger.py"
BRIEF = Brief("Reconcile.", "", (), ())
CLERK = """
[context.mcp]
budget_tokens = 200
servers = ["crm"]
[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief", "mcp"]
writes = ["lines"]
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has allowed the server `crm`."""
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    allow(tmp_path, f'command = ["{sys.executable}", "{STRANGER}"]\nallowed = true\ntimeout_s = 1.0')
    return tmp_path


def allow(home: Path, said: str) -> None:
    (home / "mcp.toml").write_text(f"[server.crm]\n{said}\n", encoding="utf-8")


def use(then: Callable[[Opened], Awaitable[Handed]]) -> Handed:
    async def run() -> Handed:
        async with make_source("mcp", settings(servers=["crm"])).open(given(BRIEF)) as opened:
            return await then(opened)

    return asyncio.run(run())


def call(tool: str, **arguments: str) -> Handed:
    async def one(opened: Opened) -> Handed:
        return await next(each for each in opened.tools if each.name == f"crm__{tool}").call(arguments)

    return use(one)


def tried(*tools: str) -> Tried:
    """Run a trial whose model asks for tools of the server, one after the other."""
    said: Iterator[Reply | str] = iter(
        [*(reply(stop="tools", calls=[ToolCall(tool, f"crm__{tool}", {"x": "a"})]) for tool in tools), "done"]
    )
    return attempt(design("context", CLERK), FakeProvider(lambda _request: next(said)))


@pytest.mark.usefixtures("home")
def test_a_tool_of_an_allowed_server_is_called_and_its_bytes_are_told() -> None:
    assert call("echo", x="Ørsted") == Handed('{"x": "\\u00d8rsted"}', size_bytes=20)


@pytest.mark.usefixtures("home")
def test_what_a_server_says_of_itself_is_supplied() -> None:
    async def about(opened: Opened) -> Handed:
        return Handed("\n".join(part.text for part in opened.supply((), "")))

    assert use(about).text == "Ask me about customers."


@pytest.mark.usefixtures("home")
def test_a_tool_that_fails_gives_its_reason_as_a_mistake() -> None:
    assert call("fail") == Handed("no customer of that name", mistake=True, size_bytes=24)


@pytest.mark.parametrize(
    ("tool", "said"),
    [("hang", "gave no answer within 1 s"), ("malformed", "answered with what is no answer")],
)
@pytest.mark.usefixtures("home")
def test_a_call_that_comes_to_nothing_is_a_mistake_that_says_why(tool: str, said: str) -> None:
    handed = call(tool)
    assert handed.mistake
    assert said in handed.text


@pytest.mark.usefixtures("home")
def test_garbage_before_an_answer_does_no_harm() -> None:
    assert call("garbage", x="a") == Handed('{"x": "a"}', size_bytes=10)


def test_a_result_of_ten_megabytes_is_cut_and_its_size_told(home: Path) -> None:
    allow(home, f'command = ["{sys.executable}", "{STRANGER}"]\nallowed = true\ntimeout_s = 60.0')
    handed = call("big")
    assert handed.size_bytes == 10_000_000
    assert len(handed.text) < 201_000
    assert handed.text.endswith("[cut: 9,800,000 of 10,000,000 characters left out]")


def test_a_server_gets_nothing_of_the_environment_but_what_it_is_passed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "secret")
    monkeypatch.setenv("CRM_TOKEN", "token")
    allow(home, f'command = ["{sys.executable}", "{STRANGER}"]\nallowed = true\npass_env = ["CRM_TOKEN"]')
    names = call("env").text.split()
    assert "CRM_TOKEN" in names
    assert not {"ANTHROPIC_API_KEY", "TOPRUNG_HOME"} & set(names)


def test_a_command_is_no_shell(home: Path) -> None:
    allow(home, 'command = ["echo hello; true"]\nallowed = true')
    with pytest.raises(SourceLost, match="the MCP server 'crm' does not start: FileNotFoundError"):
        call("echo")


def test_a_server_that_says_nothing_is_given_up(home: Path) -> None:
    allow(home, f'command = ["{sys.executable}", "-c", "import time; time.sleep(60)"]\nallowed = true\nstart_s = 0.5')
    with pytest.raises(SourceLost, match=r"does not start: it said nothing for 0\.5 s"):
        call("echo")


# --- whole trials ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("home")
def test_calls_are_spans_with_tokens_and_bytes() -> None:
    done = tried("echo", "fail")
    spans = [span for span in done.ended.spans if span.kind == "tool"]
    assert [(span.name, span.detail) for span in spans] == [
        ("crm__echo", '{"x": "a"}'),
        ("crm__fail", "mistake: no customer of that name"),
    ]
    assert [span.took and span.took.size_bytes for span in spans] == [10, 24]
    assert all(span.took and span.took.tokens > 0 for span in spans)


@pytest.mark.usefixtures("home")
def test_a_server_that_hangs_leaves_the_trial_to_go_on() -> None:
    done = tried("hang", "malformed", "garbage")
    assert done.ended.outcome == "done"
    assert len(done.notebook.ends) == 4


@pytest.mark.usefixtures("home")
def test_a_server_that_dies_ends_the_trial_as_infrastructure_with_what_was_spent() -> None:
    done = tried("echo", "die")
    assert (done.ended.outcome, done.ended.why) == ("infrastructure", "the MCP server 'crm' is gone")
    assert [end.usage.input for end in done.notebook.ends] == [10, 10]


def test_a_connection_after_its_servers_death_says_that_it_is_gone() -> None:
    async def run() -> None:
        async with Connection("x", Server(command=(sys.executable, str(STRANGER)))) as connection:
            for _ in range(2):
                with pytest.raises(SourceLost, match="the MCP server 'x' is gone"):
                    await connection.call("die", {})

    asyncio.run(run())


def test_many_calls_at_once_each_have_their_own_answer() -> None:
    async def run() -> list[str]:
        async with Connection("x", Server(command=(sys.executable, str(STRANGER)))) as connection:
            found = await asyncio.gather(*(connection.call("echo", {"x": str(n)}) for n in range(30)))
            return [str(each.content[0].text) for each in found]  # type: ignore[union-attr] # the stranger says text

    assert asyncio.run(run()) == [f'{{"x": "{n}"}}' for n in range(30)]


def test_an_unknown_tool_is_no_loss_of_the_server() -> None:
    async def run() -> None:
        async with Connection("x", Server(command=(sys.executable, str(STRANGER)), timeout_s=5)) as connection:
            with pytest.raises((NoAnswer, SourceLost)):
                await asyncio.wait_for(connection.call("malformed", {}), 5)
            assert (await connection.call("echo", {"x": "a"})).is_error is False

    asyncio.run(run())


# --- what is allowed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('command = ["x"]', "server 'crm' is off; it runs a program of somebody else's with your rights"),
        ("allowed = true", "'server.crm' cannot be used: give either a command or a url"),
        ('url = "ftp://x"\nallowed = true', "does not start with http"),
        ('comand = ["x"]', "'server.crm.comand' cannot be used"),
        ('command = "rm -rf /"', "'server.crm.command' cannot be used"),
        ("command = [", "cannot read"),
    ],
)
def test_a_server_that_may_not_be_used_is_said_before_anything_starts(home: Path, said: str, wrong: str) -> None:
    allow(home, said)
    with pytest.raises(BadDesign, match=wrong):
        make_source("mcp", settings(servers=["crm"]))


@pytest.mark.usefixtures("home")
def test_an_unknown_server_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadDesign, match=r"there is no server 'crn' in .*mcp\.toml; did you mean 'crm'\?"):
        make_source("mcp", settings(servers=["crn"]))
