"""``toprung tasks serve`` and ``try --actions``: what is written is kept, and every end and every mistake is clean."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import anyio
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from tasks_bank.answer import Action
from tasks_bank.cli import main
from tasks_bank.serving.recording import ActionFile
from tasks_bank.serving.serve import listen
from tests.tasks_bank.own.jobs import job
from tests.tasks_bank.serving.all_tasks import PACKAGED
from tests.tasks_bank.tasks_found import dealt

Capture = pytest.CaptureFixture[str]
TASK = "rota_planning"
TOPRUNG = str(Path(sys.executable).with_name("toprung"))
SHIFT = {"shift": "SH-1", "person": "Una Singh"}
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Start a server whose three streams are ours; whatever happens, it ends."""
    command = [TOPRUNG, "tasks", "serve", TASK, *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def over_http(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with started("--transport", "http", "--port", "0", *words) as process:
        assert process.stderr is not None
        line = next(line for line in process.stderr if " is served at " in line)
        yield process, line.split(" is served at ")[1].split(";")[0]


def posted(address: str, changed: dict[str, str] | None = None) -> int:
    """Return the status of a first request whose headers are changed."""
    url = urlsplit(address)
    with closing(http.client.HTTPConnection(str(url.hostname), url.port)) as connection:
        connection.request("POST", url.path, json.dumps(HELLO), HEADERS | (changed or {}))
        return connection.getresponse().status


def test_what_a_client_wrote_outlives_a_kill_and_is_marked(tmp_path: Path, capsys: Capture) -> None:
    done = tmp_path / "done.jsonl"
    case = dealt(PACKAGED[TASK], 7)
    rows = [{name: row[name] for name in SHIFT} for row in case.truth.tables["rota"]]

    with over_http("--actions", str(done)) as (process, address):

        async def work() -> None:
            async with Client(address) as client:
                for row in rows:
                    assert not (await client.call_tool("assign_shift", row)).is_error

        anyio.run(work)
        process.kill()
    assert main(["try", TASK, "--actions", str(done), "--json"]) == 0
    checks = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    assert any(check["earned"] == check["available"] > 0 for check in checks.values())
    assert len(done.read_text().splitlines()) == len(rows)


def test_an_sdk_client_works_with_the_command_over_stdio(tmp_path: Path) -> None:
    done = tmp_path / "done.jsonl"
    words = ["tasks", "serve", TASK, "--actions", str(done)]

    async def work() -> None:
        server = StdioServerParameters(command=TOPRUNG, args=words, env=dict(os.environ))
        async with Client(server) as client:
            result = await client.call_tool("assign_shift", SHIFT)
            assert result.structured_content == {"receipt": 1, "tool": "assign_shift", "written": SHIFT}

    anyio.run(work)
    assert json.loads(done.read_text())["arguments"] == SHIFT


def test_stdout_holds_the_protocol_alone_and_closed_stdin_is_the_end() -> None:
    with started() as process:
        out, err = process.communicate(json.dumps(HELLO) + "\nno json\n")
        assert process.returncode == 0
    assert {json.loads(line)["jsonrpc"] for line in out.splitlines()} == {"2.0"}
    assert err.startswith(f"toprung: {TASK}@1 seed 7: writes get a receipt and are not kept")
    assert "Traceback" not in err


def test_ctrl_c_ends_a_server_whose_client_is_silent() -> None:
    with started() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(HELLO) + "\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == -signal.SIGINT


def test_ctrl_c_ends_a_server_on_a_port() -> None:
    with over_http() as (process, address):
        assert posted(address) == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == "toprung: stopped\n"


def test_a_page_that_calls_the_server_by_another_name_is_refused() -> None:
    with over_http() as (_, address):
        assert posted(address, {"Host": "evil.example"}) == 421
        assert posted(address, {"Origin": "https://evil.example"}) == 403


def test_another_host_is_warned_of_and_is_called_by_its_name() -> None:
    words = ("--transport", "http", "--port", "0", "--host", "0.0.0.0", "--called", "box.example")  # noqa: S104 - warned of
    with started(*words) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline() for _ in range(3)]
        assert lines[1].startswith("toprung: warning: whoever reaches 0.0.0.0 can read this case and write to it")
        assert " is served at http://box.example:" in lines[2]
        port = lines[2].split(":")[3].split("/")[0]
        assert posted(f"http://127.0.0.1:{port}/mcp") == 421
        assert posted(f"http://127.0.0.1:{port}/mcp", {"Host": f"box.example:{port}"}) == 200


def refused(capsys: Capture, *words: str) -> str:
    assert main(["serve", *words]) in {2, 4}
    said = capsys.readouterr().err.strip().splitlines()
    assert said[-1].startswith("toprung: ")
    return said[-1].removeprefix("toprung: ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("rota",), "there is no task 'rota'; the tasks are"),
        ((TASK, "--dials", "tiny"), "task 'rota_planning' has no dials 'tiny'"),
        ((TASK, "--dials", "small,size=1"), "task 'rota_planning' has no dial 'size'"),
        ((TASK, "--port", "1"), "--port is for --transport http; over stdio there is no address"),
        ((TASK, "--transport", "http", "--port", "70000"), "--port is 70000; it goes from 0"),
        (
            (TASK, "--transport", "http", "--host", "::"),
            "--host :: is every address of this machine; say with --called",
        ),
        ((TASK, "--actions", "/none/done"), "actions cannot be kept in /none/done: No such file or directory"),
    ],
)
def test_a_mistake_is_a_sentence(capsys: Capture, words: tuple[str, ...], sentence: str) -> None:
    assert refused(capsys, *words).startswith(sentence)


def test_a_port_that_is_taken_is_a_sentence(capsys: Capture) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        said = refused(capsys, TASK, "--transport", "http", "--port", str(port))
    assert said.startswith(f"cannot listen on 127.0.0.1, port {port}: Address already in use; give another --port")


def test_a_missing_extra_is_a_sentence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tasks_bank.serving.server", None)
    assert refused(capsys, TASK).endswith("install the extra `mcp`: pip install 'toprung[mcp]'")


def test_files_with_data_of_real_people_are_warned_of(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    monkeypatch.setitem(sys.modules, "tasks_bank.serving.server", None)
    job(tmp_path / "tasks" / "register")
    main(["serve", "register"])
    assert "no remote model may see them; connect no client whose model is elsewhere" in capsys.readouterr().err


def test_other_commands_do_not_pay_for_the_sdk() -> None:
    program = (
        "import sys; from tasks_bank.cli import main; main(['list']);"
        "import tasks_bank.cli.serve, tasks_bank.cli.trying, tasks_bank.serving.offer;"
        "print([name for name in sys.modules if name in {'mcp', 'mcp_types', 'uvicorn'}])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_to_mark_is_a_sentence(capsys: Capture) -> None:
    assert main(["try", TASK]) == 2
    assert capsys.readouterr().err == "toprung: there is nothing to mark; give --answer, --actions or both\n"


def test_actions_of_another_seed_are_not_marked(capsys: Capture, tmp_path: Path) -> None:
    kept = ActionFile(tmp_path / "done", dealt(PACKAGED[TASK], 7))
    kept.record(Action("assign_shift", SHIFT))
    kept.close()
    assert main(["try", TASK, "--seed", "8", "--actions", str(tmp_path / "done")]) == 2
    assert "this was done on another case (rota_planning@1 seed 7) than" in capsys.readouterr().err
