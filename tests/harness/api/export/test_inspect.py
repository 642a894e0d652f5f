"""Reads the logs back: as zips of JSON always, and by a pinned Inspect in an environment of its own in a slow test."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.harness.api.export import sums
from tests.harness.api.export.conftest import Export, Ran, exported
from tests.harness.benching import ROOT

READER = Path(__file__).parent / "reader" / "read_logs.py"
LOCK = ROOT / "requirements" / "inspect.txt"
FAILED = {"infrastructure"}


@pytest.fixture
def logs(export: Export) -> dict[str, zipfile.ZipFile]:
    return {path.name: zipfile.ZipFile(path) for path in sorted(export("inspect").iterdir())}


def member(log: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(log.read(name))


def samples(log: zipfile.ZipFile) -> list[dict[str, Any]]:
    return [member(log, name) for name in log.namelist() if name.startswith("samples/")]


def test_every_arm_has_a_log(logs: dict[str, zipfile.ZipFile]) -> None:
    assert list(logs) == [
        "1-petty_cash-prompting.eval",
        "2-petty_cash-orchestration.eval",
        "3-petty_cash-orchestration-tools-only.eval",
    ]


def test_a_log_holds_the_files_of_version_2(logs: dict[str, zipfile.ZipFile]) -> None:
    for log in logs.values():
        names = log.namelist()
        assert len(set(names)) == len(names)
        places = {name for name in names if not name.startswith("samples/")}
        assert places == {
            "_journal/start.json",
            "_journal/summaries/1.json",
            "summaries.json",
            "reductions.json",
            "header.json",
        }
        assert {name for name in names if name.startswith("samples/")} == {
            f"samples/{seed}_epoch_{epoch}.json" for seed in (1, 2) for epoch in (1, 2, 3)
        }
        assert len(member(log, "summaries.json")) == 6


def test_tokens_are_the_ledgers_and_no_money_is_said_where_a_price_is_unknown(
    logs: dict[str, zipfile.ZipFile], ran: Ran
) -> None:
    usage = [took for log in logs.values() for took in member(log, "header.json")["stats"]["model_usage"].values()]
    total = sums.tokens(ran.path, counted=True)
    assert sum(took["input_tokens"] for took in usage) == total["input"]
    assert sum(took["output_tokens"] for took in usage) == total["output"]
    costs = [took["total_cost"] for took in usage]
    assert costs.count(None) == 1
    known = [sample for log in logs.values() for sample in samples(log) if sample["metadata"]["cost_nano_usd"]]
    assert all(
        took["total_cost"] == pytest.approx(sample["metadata"]["cost_nano_usd"] / 1e9)
        for sample in known
        for took in sample["model_usage"].values()
    )


def test_failures_limits_and_missing_marks_are_told(logs: dict[str, zipfile.ZipFile], ran: Ran) -> None:
    found = {sample["metadata"]["trial_id"]: sample for log in logs.values() for sample in samples(log)}
    for made in ran.made:
        sample = found[made.planned.id]
        assert bool(sample["error"]) == (made.fate == "infrastructure")
        assert bool(sample["limit"]) == (made.fate in {"limit", "cut"})
        assert bool(sample["scores"]) == (made.fate not in {"infrastructure", "not marked"})
        if made.fate == "refused":
            assert sample["scores"]["quality"]["reason"] == "refusal"


def test_quality_is_the_mean_over_cases_without_what_infrastructure_failed(logs: dict[str, zipfile.ZipFile]) -> None:
    for log in logs.values():
        by_case: dict[int, list[float]] = {}
        for sample in samples(log):
            if sample["scores"]:
                by_case.setdefault(sample["id"], []).append(sample["scores"]["quality"]["value"])
        means = [sum(values) / len(values) for values in by_case.values()]
        said = next(score for score in member(log, "header.json")["results"]["scores"] if score["name"] == "quality")
        assert said["metrics"]["mean"]["value"] == pytest.approx(sum(means) / len(means))


def test_every_log_says_what_it_is_evidence_of(logs: dict[str, zipfile.ZipFile]) -> None:
    told = [member(log, "header.json")["eval"]["metadata"]["evidence"] for log in logs.values()]
    assert told == ["real", "real", "silent"]
    assert {sample["metadata"]["evidence"] for log in logs.values() for sample in samples(log)} == {"real", "silent"}


@pytest.fixture(scope="session")
def pinned_inspect() -> Path:
    """The folder of commands of an environment with the pinned Inspect; made once for each lock, some 330 MB."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "toprung-tests"
    home = cache / f"inspect-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]}"
    if not (home / "complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)], check=True)
        (home / "complete").touch()
    return home / "bin"


@pytest.fixture
def read_by_inspect(pinned_inspect: Path, ran: Ran, tmp_path: Path) -> dict[str, Any]:
    exported(ran, "inspect", tmp_path / "logs")
    said = subprocess.run(
        [str(pinned_inspect / "python"), str(READER), str(tmp_path / "logs")],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


@pytest.mark.slow
def test_a_pinned_inspect_reads_the_logs(read_by_inspect: dict[str, Any], ran: Ran) -> None:
    assert len(read_by_inspect) == 3
    every = [sample for log in read_by_inspect.values() for sample in log["samples"]]
    assert {sample["trial"] for sample in every} == {made.planned.id for made in ran.made}
    total = sums.tokens(ran.path, counted=True)
    for kind, ours in (("input_tokens", "input"), ("output_tokens", "output"), ("reasoning_tokens", "reasoning")):
        assert sum(took[kind] or 0 for log in read_by_inspect.values() for took in log["usage"].values()) == total[ours]
        assert sum(took[kind] or 0 for sample in every for took in sample["usage"].values()) == total[ours]
    cached = sum(took["input_tokens_cache_read"] for log in read_by_inspect.values() for took in log["usage"].values())
    assert cached == total["cache_read"]
    costs = [cost for sample in every for cost in sample["model_costs"] if cost is not None]
    assert sum(costs) == pytest.approx(sums.nano_usd(ran.path, counted=True) / 1e9)
    for log in read_by_inspect.values():
        assert (log["status"], log["epochs"], log["total"], log["summaries"]) == ("success", 3, 6, 6)
        assert set(log["reductions"]["quality"]) == {"1", "2"}
        assert log["completed"] == sum(sample["error"] is None for sample in log["samples"])
        for sample in log["samples"]:
            assert sample["in_turns"]
            assert sample["events"].count("span_begin") == sample["events"].count("span_end")
            assert (sample["total_s"], sample["working_s"]) == (4.0, 3.5)
    assert {kind for sample in every for kind in sample["spans"]} == {"solver", "agent", "gate", "scorers"}
    assert {sample["limit"] for sample in every} == {None, "custom"}


@pytest.mark.slow
def test_the_command_of_a_pinned_inspect_lists_and_dumps_the_logs(
    pinned_inspect: Path, ran: Ran, tmp_path: Path
) -> None:
    exported(ran, "inspect", tmp_path / "logs")

    def inspect(*words: str) -> str:
        command = [str(pinned_inspect / "inspect"), "log", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout

    listed = json.loads(inspect("list", "--log-dir", "logs", "--json"))
    assert {log["task"] for log in listed} == {"petty_cash"}
    dumped = json.loads(inspect("dump", "logs/1-petty_cash-prompting.eval"))
    assert (dumped["version"], len(dumped["samples"])) == (2, 6)
