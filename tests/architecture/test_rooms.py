"""Sizes, names and manners of modules. Rules of imports are in `test_contracts`."""

import ast
import statistics
from collections import defaultdict
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGES, ROOT, modules, name, project, tree

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 60
MEDIAN_LINES = 130
MOST_MODULES = 12
FOLDERS = {
    *PACKAGES,
    "changes",  # a fragment for each change (CONTRIBUTING.md)
    "docs",
    "requirements",  # the lock
    "scripts",  # what the Makefile calls
    "tests",
}
PLANNED = {"benchmarks"}
FORBIDDEN = {"utils", "helpers", "common", "misc", "core", "base", "manager", "handler"}
PLUG_INS = {
    "assessor/cli": "each command is a module, found by the listing or by its line in a table",
    "assessor/jobs/kinds": "each kind of job is a module, found by the listing",
    "assessor/progress/kinds": "each report that is fed is a module, found by the listing",
    "assessor/migrations/versions": "each revision is a module, found by Alembic in the order of their numbers",
    "assessor/web/api": "each part of the API is a module, found by the listing",
    "assessor/web/pages": "each page or few is a module, found by the listing",
    "assessor/web/things": "each kind of thing is a module, found by the listing",
    "harness/context": "each source is a module, found by the listing",
    "harness/context/tools": "each tool is a module, found by the listing",
    "harness/orchestrators": "each orchestrator is a module or folder, found by the listing",
    "harness/providers": "each provider is a module or folder, found by the listing",
    "reports/charts": "each chart is a module, found by the listing",
    "reports/kinds": "each report is a folder, found by the listing",
    "tasks_bank/checks": "each marker is a module of its own",
    "tasks_bank/reading": "each form of an answer is a module of its own",
    "tasks_bank/tasks": "each task is a folder, found by the listing",
}
WAYS_IN = {"generate.py", "grade.py", "exemplars.py"}
"""Of a task's folder, which every task has and which do not count."""
TESTED = [*PACKAGES, "tests"]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_over_300_lines() -> None:
    long = {name(path): lines(path) for path in modules(*TESTED) if lines(path) > MOST_LINES}
    assert not long, "split them"


def test_no_function_is_over_60_lines() -> None:
    long = {
        f"{name(path)}: {node.name}": size
        for path in modules(*TESTED)
        for node in ast.walk(tree(path))
        if isinstance(node, Function) and (size := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert not long, "split them"


@pytest.mark.parametrize("package", PACKAGES)
def test_the_usual_module_of_a_package_is_short(package: str) -> None:
    sizes = [lines(path) for path in modules(package) if path.name != "__init__.py"]
    assert statistics.median([*sizes, 0]) <= MEDIAN_LINES


def test_no_folder_has_more_than_twelve_modules() -> None:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in modules(*PACKAGES):
        is_way_in = path.parent.parent.name == "tasks" and path.name in WAYS_IN
        if path.name != "__init__.py" and not is_way_in:
            found[name(path.parent)].append(path.stem)
    crowded = {folder: held for folder, held in found.items() if len(held) > MOST_MODULES and folder not in PLUG_INS}
    assert not crowded, "split them"


def test_folders_that_may_be_crowded_exist() -> None:
    assert not [folder for folder in PLUG_INS if not (ROOT / folder).is_dir()]


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    paths = [path.relative_to(ROOT).with_suffix("") for path in modules(*TESTED)]
    assert not [path.as_posix() for path in paths if FORBIDDEN.intersection(path.parts)]


def test_the_root_holds_the_folders_of_the_plan() -> None:
    ignored = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    there = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    there -= {folder for folder in there if folder in ignored or folder.endswith(".egg-info")}
    assert FOLDERS <= there <= FOLDERS | PLANNED


def test_the_wheel_holds_every_package_and_the_one_command() -> None:
    held = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert set(held) == {*PACKAGES, "toprung.py"}


def test_every_module_says_what_is_in_it() -> None:
    silent = [name(path) for path in modules(*PACKAGES) if not ast.get_docstring(tree(path))]
    assert not silent
    assert ast.get_docstring(tree(ROOT / "toprung.py"))


def test_no_import_is_relative() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules(*TESTED)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not found


def test_table_modules_keep_their_annotations() -> None:
    # SQLModel reads them when the class is made; as text, relationships of lists break.
    folders = ("harness/store/tables", "assessor/models")
    tables = [path for folder in folders for path in modules(folder)]
    assert tables
    found = [
        name(path)
        for path in tables
        for node in tree(path).body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
    ]
    assert not found
