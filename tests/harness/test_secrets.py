"""A key that is planted, and repeated by the service wherever it can, is in nothing that is kept, printed or exported.

The service is a stand-in that repeats the key in errors, refusals, replies and the arguments of tools.
"""

import json
import logging
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest

import toprung
from harness.api.export.port import format_names, make_format
from harness.wire.keys import FILE_VARIABLE
from tests.harness.benching import SMALL, Bench, Said
from tests.harness.providers.anthropic import claude
from tests.harness.providers.stand_in import Answer, Asked, refused, said, serving

KEY = "sk-planted-0123456789-abcdefghij"
AT_ONCE = {"Retry-After": "0"}
ARGUMENTS = json.dumps({"file": f"{KEY}.csv"})


def openai_answers() -> Iterator[Answer]:
    tool = {"id": f"call_{KEY}", "type": "function", "function": {"name": "parse", "arguments": ARGUMENTS}}
    yield from cycle(
        [
            refused(429, f"slow down, {KEY}", AT_ONCE),
            said(f"Your key is {KEY}, is it not?"),
            said(None, "tool_calls", tool_calls=[tool]),
            refused(401, f"Incorrect API key provided: {KEY}"),
            refused(400, f"no such thing as {KEY}"),
            Answer(500, f"<html>{KEY}</html>", AT_ONCE),
            Answer(200, f"<html>{KEY}</html>"),
            said(f"I will not say {KEY}.", "content_filter"),
        ]
    )


def claude_answers() -> Iterator[Answer]:
    yield from cycle(
        [
            claude.refused(429, f"slow down, {KEY}", headers=AT_ONCE),
            claude.told(claude.text(f"Your key is {KEY} , is it not?")),
            claude.told(claude.tool_use("parse", ARGUMENTS, f"toolu_{KEY}"), stop="tool_use"),
            claude.refused(401, f"invalid x-api-key {KEY}"),
            claude.refused(400, f"no such thing as {KEY}"),
            Answer(500, f"<html>{KEY}</html>", AT_ONCE),
            Answer(200, f"<html>{KEY}</html>"),
            claude.told(claude.text(f"I will not say {KEY}"), stop="refusal"),
        ]
    )


Way = tuple[str, str, Callable[[], Iterator[Answer]]]
OPENAI: Way = ("openai_compatible", "OPENAI_API_KEY", openai_answers)
CLAUDE: Way = ("anthropic", "ANTHROPIC_API_KEY", claude_answers)


def in_environment(variable: str, monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    monkeypatch.setenv(variable, KEY)


def in_file(variable: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    path = folder / "keys.toml"
    path.write_text(f'{variable} = "{KEY}"\n', encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv(FILE_VARIABLE, str(path))


Plant = Callable[[str, pytest.MonkeyPatch, Path], None]


def run(way: Way, bench: Bench) -> list[Said]:
    """Run petty cash on the service and repeat what it failed; return what the commands said."""
    provider, _, answers = way
    told = answers()

    def next_answer(_asked: Asked) -> Answer:
        return next(told)

    with serving(next_answer) as server:
        url = server.base_url if provider == "openai_compatible" else server.root
        words = ("--model", f"{provider}/big", "--base-url", url, "--cases", "1", "--max-connections", "2")
        said_by_both = [bench("run", *SMALL, *words), bench("resume", "latest")]
        sent = {head.get("x-api-key") or head["authorization"].removeprefix("Bearer ") for head in server.heads}
        assert sent == {KEY}
        assert len(server.asked) > 8, "each of the service's answers has to be given"
    return said_by_both


@pytest.mark.parametrize(("way", "plant"), [(OPENAI, in_environment), (CLAUDE, in_file)], ids=["openai", "claude"])
def test_a_key_is_in_nothing_that_is_kept_printed_or_exported(
    way: Way, plant: Plant, bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plant(way[1], monkeypatch, tmp_path)
    assert toprung.main(["db", "upgrade", "--ledger", bench.ledger]) == 0
    with closing(sqlite3.connect(tmp_path / "runs.db")) as reading:
        # Whoever reads keeps the ledger from folding its -wal into the file.
        reading.execute("BEGIN")
        reading.execute("SELECT COUNT(*) FROM run").fetchone()
        told = [*run(way, bench), bench("show", "latest", "--json"), *_export_and_report(bench, tmp_path)]
        assert (tmp_path / "runs.db-wal").stat().st_size > 0
        kept = {str(path.relative_to(tmp_path)): content for path, content in _files(tmp_path)}
    assert any(b"[key]" in content for content in kept.values()), "the service's words have to be there to be looked at"
    assert [name for name, content in kept.items() if KEY.encode() in content] == []
    assert not [one for one in told if KEY in one.out + one.err]


@pytest.mark.parametrize(
    "way",
    [
        OPENAI,
        CLAUDE,
    ],
    ids=["openai", "claude"],
)
def test_a_key_is_in_no_log_at_its_most_talkative(
    way: Way, bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    in_environment(way[1], monkeypatch, tmp_path)
    caplog.set_level(logging.DEBUG)
    logged = "".join(one.logged for one in run(way, bench))
    assert "POST" in logged
    assert KEY not in logged


def _export_and_report(bench: Bench, folder: Path) -> Iterator[Said]:
    """Write every export and both reports; return what the commands said."""
    for to in format_names():
        asked = ["--with-content"] if make_format(to).texts == "if asked" else []
        yield bench("export", "latest", "--to", to, "--out", str(folder / f"out-{to}"), *asked)
        assert (folder / f"out-{to}").exists()
    for form in ("html", "text"):
        words = ["report", "benchmark", "latest", "--format", form, "--ledger", bench.ledger]
        assert toprung.main([*words, "--out", str(folder / f"report-{form}")]) == 0
        printed = bench.capsys.readouterr()
        yield Said(0, printed.out, printed.err, bench.caplog.text)


def _files(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Return every file that the commands have written, and what is in those that are zips."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "keys.toml" or (folder / "home") in path.parents:
            continue
        yield path, path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as held:
                for name in held.namelist():
                    yield path / name, held.read(name)
