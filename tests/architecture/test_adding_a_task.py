"""What docs/adding-a-task.md does is done, from an empty folder: its files are written, its commands carried out."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

import toprung
from tasks_bank.own.spec import CHECKS, OwnSpec
from tests.architecture.house import ROOT

PAGE = (ROOT / "docs" / "adding-a-task.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^`([\w./-]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^toprung (.+)$", re.MULTILINE)
SAID = {
    "tasks import": "imported invoice_register: 2 cases, of seeds 1 to 2, in ",
    "tasks show": "Written to case1: 2 file(s)",
    "tasks try": "score 0.900: 90.0 of 100 marks",
    "bench plan": "2 trials, 2 cases x 1 x 1 row",
    "bench run": "finished 2 of 2 trials",
    "tasks data": "no remote model may see them; texts of runs are kept 14 days",
    "bench forget latest": "the texts of 2 answers and 2 calls are deleted",
    "bench forget --due": "no run has texts that may no longer be kept",
}
"""What each command has to print, in the order of the page."""


def test_the_page_is_carried_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (made,) = SHELL.findall(PAGE)
    said = subprocess.run(
        ["sh", "-e", "-c", f'{made}\nprintf %s "$TOPRUNG_HOME"'], capture_output=True, text=True, check=True
    )
    assert said.stdout == str(tmp_path / "toprung-home")
    monkeypatch.setenv("TOPRUNG_HOME", said.stdout)
    for name, body in BLOCK.findall(PAGE):
        (tmp_path / name).write_text(body, encoding="utf-8")
    commands = COMMAND.findall(BLOCK.sub("", PAGE))
    assert len(commands) == len(SAID)
    for command, (words, wanted) in zip(commands, SAID.items(), strict=True):
        assert command.startswith(words)
        assert toprung.main(shlex.split(command)) == 0, capsys.readouterr().err
        assert wanted in capsys.readouterr().out


def test_the_checks_of_the_page_are_those_that_there_are() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| (`.*?`) \| ", PAGE, re.MULTILINE))
    assert tuple(table) == CHECKS
    schema = OwnSpec.model_json_schema()["$defs"]
    for name, keys in table.items():
        (form,) = (each for each in schema.values() if each["properties"].get("name", {}).get("const") == name)
        assert set(re.findall(r"`(\w+)`", keys)) == set(form["properties"]) - {"name"}
