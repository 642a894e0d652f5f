"""The import contracts: each catches what it forbids, and the rules that import-linter has no word for."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from harness.context.registry import source_names
from tests.architecture.house import PACKAGES, ROOT, imported, modules, name, project

CONTRACTS = {contract["id"]: contract for contract in project()["tool"]["importlinter"]["contracts"]}
BREACHES = {
    "four-layers": [("harness.errors", "reports.words")],
    "harness-layers": [("harness.messages", "harness.plan.level")],
    "harness-by-its-api": [("reports.words", "harness.store.records")],
    "harness-seam": [("assessor.bank", "harness.api")],
    "reports-seam": [("assessor.bank", "reports.words")],
    "tasks-bank-seam": [("assessor.bank", "tasks_bank.case")],
    "task-folders-stay-apart": [
        ("tasks_bank.catalog", "tasks_bank.tasks.expense_reconciliation.books"),
        ("tasks_bank.tasks.planted.generate", "tasks_bank.tasks.expense_reconciliation.books"),
    ],
    "stats-is-plain-maths": [("harness.stats.holm", "harness.messages")],
    "assessor-layers": [("assessor.framework", "assessor.bank.item")],
    "scoring-is-plain-maths": [("assessor.scoring.pool", "assessor.framework")],
    "trial-knows-no-names": [("harness.run.trial", "pathlib"), ("harness.run.trial", "tasks_bank.task")],
    "providers-stay-apart": [("harness.providers.silent", "harness.providers.scripted")],
    "orchestrators-stay-apart": [("harness.orchestrators.planted", "harness.orchestrators.native.chat")],
    "tools-stay-apart": [("harness.context.tools.sum", "harness.context.tools.diff")],
    "charts-stay-apart": [("reports.charts.check_marks", "reports.charts.use_by_level")],
    "report-kinds-stay-apart": [("reports.kinds.planted.kind", "reports.kinds.benchmark.kind")],
    "html-in-one-room": [("reports.words", "jinja2")],
}
"""For each contract who imports what, once, in a copy."""
PLAIN_MATHS = {"numpy", "scipy", "sklearn"}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what import-linter says of a copy in which every contract is breached."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    for breaches in BREACHES.values():
        for importer, forbidden in breaches:
            _plant(copy, importer, forbidden)
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(
        command, cwd=copy, env=os.environ | {"COLUMNS": "400"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def _plant(copy: Path, importer: str, forbidden: str) -> None:
    path = copy.joinpath(*importer.split(".")).with_suffix(".py")
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        if path.parent.parent.name != "tasks":
            (path.parent / "__init__.py").touch()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nimport {forbidden}\n")


def test_every_contract_has_a_planted_breach() -> None:
    assert set(BREACHES) == set(CONTRACTS)


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_a_contract_is_caught(contract: str, said: str) -> None:
    title = CONTRACTS[contract]["name"]
    assert f"{title} BROKEN" in said
    section = said.split(f"\n{title}\n---", maxsplit=1)[1]
    for importer, forbidden in BREACHES[contract]:
        assert re.search(rf"{re.escape(importer)} -> {re.escape(forbidden)}[ (.]", section), section


def test_contracts_stand_in_the_architecture_page() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)) == set(CONTRACTS)


# --- what import-linter has no word for ------------------------------------------------------------------------------


def strangers(path: Path) -> set[str]:
    """Return the packages that a module imports and that are neither ours nor Python's."""
    return {word.partition(".")[0] for word in imported(path)} - set(PACKAGES) - sys.stdlib_module_names


@pytest.mark.parametrize("room", ["harness/stats", "assessor/scoring"])
def test_plain_maths_imports_numpy_scipy_and_scikit_learn_only(room: str) -> None:
    assert set().union(*map(strangers, modules(room))) <= PLAIN_MATHS


def test_context_sources_do_not_know_one_another() -> None:
    sources = {f"harness.context.{source}" for source in source_names()}
    assert not [name(path) for path in modules("harness/context") if imported(path) & sources]


def test_a_framework_is_imported_in_its_worker_only() -> None:
    found = [name(path) for path in modules("harness/orchestrators") if path.name != "worker.py" and strangers(path)]
    assert not found


def test_a_package_of_an_extra_is_imported_in_one_folder_of_a_package_of_ours() -> None:
    extras = project()["project"]["optional-dependencies"]
    packages = {re.split(r"[^\w-]", requirement)[0] for asked in extras.values() for requirement in asked}
    places = defaultdict(set)
    for path in modules(*PACKAGES):
        for package in strangers(path) & packages:
            folder = name(path.parent)
            places[package, folder.partition("/")[0]].add(folder)
    assert not {package: folders for package, folders in places.items() if len(folders) > 1}
