"""Pages that could go stale: commands, exit codes, settings, links and words are compared with the program."""

import argparse
import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, get_args

import pytest
from pydantic import BaseModel

import harness.errors
import reports.errors
import tasks_bank.errors
import toprung
from assessor.cli.irt import NOT_CONVERGED
from harness.context.own_keys import OwnKeys
from harness.context.registry import source_names
from harness.plan.design import Design, parse_design
from tests.architecture.house import PACKAGES, ROOT, modules, name

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?toprung (.+)$", re.MULTILINE)
VARIABLE = re.compile(r"\b(?:TOPRUNG_[A-Z_]+|[A-Z]+_(?:API_KEY|BASE_URL))\b")


class Parsed(Exception):
    """Ends a command that was understood, before it does anything."""


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def typed_commands() -> list[tuple[str, str]]:
    """Return the commands in fenced blocks, with the page they stand in."""
    fences = [(path, body) for path in PAGES for kind, body in FENCE.findall(text(path)) if kind in {"", "sh"}]
    return [(name(path), line) for path, body in fences for line in COMMAND.findall(body.replace("\\\n", " "))]


def named_commands() -> list[tuple[str, str]]:
    """Return the beginnings of commands that stand within a line: ``toprung bench plan``."""
    found = re.compile(r"`toprung ([a-z][^`]*)`")
    return [(name(path), words) for path in PAGES for words in found.findall(FENCE.sub("", text(path)))]


def parser_of(command: str, monkeypatch: pytest.MonkeyPatch) -> argparse.ArgumentParser:
    """Return the parser of a command, caught when it begins to read."""

    def caught(self: argparse.ArgumentParser, *_: object) -> NoReturn:
        raise Parsed(self)

    with monkeypatch.context() as patch:
        patch.setattr(argparse.ArgumentParser, "parse_args", caught)
        with pytest.raises(Parsed) as parsed:
            toprung.main([command])
    parser = parsed.value.args[0]
    assert isinstance(parser, argparse.ArgumentParser)
    return parser


def children(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    nested = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(nested[0].choices) if nested else {}


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Return the parsers of a command that have no subcommand below them."""
    below = children(parser)
    if not below:
        yield parser
    for child in below.values():
        yield from leaves(child)


@pytest.mark.parametrize(("page", "line"), typed_commands())
def test_a_command_to_type_is_understood(page: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = argparse.ArgumentParser.parse_args

    def read(self: argparse.ArgumentParser, words: list[str]) -> NoReturn:
        try:
            whole(self, words)
        except SystemExit as refused:
            pytest.fail(f"{page}: 'toprung {line}' is not understood (exit code {refused.code})")
        raise Parsed

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", read)
    with pytest.raises(Parsed):
        toprung.main(shlex.split(line, comments=True))


@pytest.mark.parametrize(("page", "words"), named_commands())
def test_a_command_that_is_named_exists(page: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command, *rest = words.split()
    assert command in toprung.COMMANDS, page
    parser = parser_of(command, monkeypatch)
    for word in rest:
        parser = children(parser).get(word, parser)
    options = {option for action in parser._actions for option in action.option_strings}
    assert {word for word in rest if word.startswith("--")} <= options, page
    if rest and rest[0].islower() and rest[0].isalpha():
        assert rest[0] in children(parser_of(command, monkeypatch)), page


@pytest.mark.parametrize("command", toprung.COMMANDS)
def test_every_subcommand_has_its_section_and_every_option_stands_in_it(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sections = dict(
        re.findall(r"^### (toprung .+?)\n(.*?)(?=^##|\Z)", text(DOCS / "commands.md"), re.MULTILINE | re.DOTALL)
    )
    found = {leaf.prog: leaf for leaf in leaves(parser_of(command, monkeypatch))}
    assert {title for title in sections if title.split()[1] == command} == set(found)
    for prog, leaf in found.items():
        names = {(action.option_strings or [action.dest])[-1] for action in leaf._actions} - {"--help"}
        assert {option for option in names if f"`{option}`" not in sections[prog]} == set(), prog
        stale = set(re.findall(r"`(--[a-z-]+)`", sections[prog])) - names
        assert stale == set(), prog


def test_exit_codes_are_those_of_the_program() -> None:
    table = re.findall(r"^\| (\d+) \|", text(DOCS / "commands.md"), re.MULTILINE)
    trees = (harness.errors, reports.errors, tasks_bank.errors)
    raised = {error.exit_code for tree in trees for error in vars(tree).values() if hasattr(error, "exit_code")}
    ends = {toprung.STOPPED, toprung.READER_GONE, toprung.NO_SPACE}
    ends |= {
        NOT_CONVERGED,
        harness.errors.SOME_LEFT_OUT,
        harness.errors.CONDITION_HELD,
        harness.errors.HAS_MISTAKES,
        harness.errors.INTERRUPTED,
    }
    assert {int(code) for code in table} == {0, *raised, *ends}


def test_settings_from_outside_are_those_that_the_program_reads() -> None:
    code = [*modules(*PACKAGES), ROOT / "toprung.py", ROOT / ".ci" / "run", *(ROOT / "scripts").iterdir()]
    code += [path for path in modules("tests") if path.name == "conftest.py"]
    read = {variable for path in code for variable in VARIABLE.findall(text(path))}
    told = set(re.findall(rf"^\| `({VARIABLE.pattern})` \|", text(DOCS / "commands.md"), re.MULTILINE))
    assert told == read


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text(page)))
    inside = [link.partition("#")[0] for link in links if not re.match(r"https?://|#", link)]
    assert not [link for link in inside if not (page.parent / link).exists()]


def test_words_of_the_house_are_classes_that_exist() -> None:
    places = re.findall(
        r"^\| \*\*(\w+)\*\* \|.*\| (?:`([\w.]+)`|later) \|$", text(DOCS / "architecture.md"), re.MULTILINE
    )
    assert len(places) > 10
    for word, place in places:
        if place:
            module, _, found = place.rpartition(".")
            assert found == word
            assert isinstance(getattr(importlib.import_module(module), found), type)


def test_every_room_stands_in_the_architecture_page() -> None:
    page = text(DOCS / "architecture.md")
    rooms = {
        path.name for package in PACKAGES for path in (ROOT / package).iterdir() if (path / "__init__.py").exists()
    }
    assert {room for room in rooms if f"  {room}/" not in page} == set()


def test_the_worked_design_is_the_one_that_the_tests_run() -> None:
    shown = "\n".join(body for kind, body in FENCE.findall(text(DOCS / "designs.md")) if kind == "toml")
    path = ROOT / "tests" / "fixtures" / "home" / "tasks" / "petty_cash" / "designs" / "orchestration.toml"
    assert parse_design(shown, "docs/designs.md") == parse_design(text(path), name(path))


def test_every_key_of_a_design_stands_in_the_page() -> None:
    page = text(DOCS / "designs.md")
    forms: list[type[BaseModel]] = [Design]
    for form in forms:
        forms += [
            found
            for field in form.model_fields.values()
            for found in (field.annotation, *get_args(field.annotation))
            if isinstance(found, type) and issubclass(found, BaseModel) and found not in forms
        ]
    assert len(forms) > 8
    for source in source_names():
        importlib.import_module(f"harness.context.{source}")
    forms += [form for form in OwnKeys.__subclasses__() if form.__module__.startswith("harness.")]
    assert {key for form in forms for key in form.model_fields if f"`{key}`" not in page} == set()
