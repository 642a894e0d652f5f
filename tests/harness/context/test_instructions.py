"""The context source instructions."""

from pathlib import Path

import pytest

from harness.context.registry import make_source
from harness.errors import BadDesign
from harness.plan.sources import Part
from tasks_bank.case import Brief
from tasks_bank.file import File
from tests.harness.context import opening
from tests.harness.context.opening import given, settings, within


def supplied(rules: str, budget_tokens: int = 100, **own: str) -> list[Part]:
    brief = Brief("Reconcile.", rules, (), ())
    return opening.supplied("instructions", settings(budget_tokens, **own), brief, ("*.csv",))


def test_the_rules_are_supplied_under_a_title() -> None:
    assert supplied("1.1 Be fair.\n") == [Part("Rules", "1.1 Be fair.\n", "instructions")]


def test_the_title_is_the_designs() -> None:
    assert supplied("1.1 Be fair.", title="House rules")[0].title == "House rules"


def test_rules_that_do_not_fit_are_cut_at_a_line() -> None:
    (part,) = supplied("1.1 Be fair.\n" * 30, budget_tokens=30)
    *rules, notice = part.text.splitlines()
    assert set(rules) == {"1.1 Be fair."}
    assert notice.endswith("tokens left out of 1 text: Rules]")


def test_no_rules_are_no_part() -> None:
    assert supplied(" \n") == []


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A task's folder and an installation, each with a page."""
    for folder in ("task", "home"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "AGENTS.md").write_text(f"Of the {folder}.\n")
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "home"))
    return tmp_path


def with_page(places: Path, *files: File, rules: str = "1.1 Be fair.", budget_tokens: int = 100) -> list[Part]:
    source = make_source("instructions", settings(budget_tokens, project="AGENTS.md"))
    case = given(Brief("Reconcile.", rules, files, ()), task_folder=places / "task")
    return within(source.open(case), lambda opened: list(opened.supply((), "")))


def test_the_page_of_the_project_stands_behind_the_rules(places: Path) -> None:
    assert [(part.title, part.text) for part in with_page(places)] == [
        ("Rules", "1.1 Be fair."),
        ("AGENTS.md", "Of the task.\n"),
    ]


def test_the_nearest_page_counts(places: Path) -> None:
    files = (File("AGENTS.md", b"Of the case."), File("books/AGENTS.md", b"Of the books."), File("a.txt", b"A."))
    assert with_page(places, *files)[1].text == "Of the books."
    assert with_page(places, *files[::2])[1].text == "Of the case."
    (places / "task" / "AGENTS.md").unlink()
    assert with_page(places)[1].text == "Of the home.\n"
    (places / "home" / "AGENTS.md").unlink()
    assert len(with_page(places)) == 1


def test_a_page_that_is_a_link_is_not_followed(places: Path) -> None:
    (places / "secret.md").write_text("secret")
    (places / "task" / "AGENTS.md").unlink()
    (places / "task" / "AGENTS.md").symlink_to(places / "secret.md")
    assert with_page(places)[1].text == "Of the home.\n"


def test_a_page_that_does_not_fit_is_cut_and_the_rules_are_not(places: Path) -> None:
    parts = with_page(places, File("AGENTS.md", b"Do it well.\n" * 90), budget_tokens=40)
    assert parts[0].text == "1.1 Be fair."
    assert parts[1].text.endswith("tokens left out of 1 text: AGENTS.md]")


@pytest.mark.parametrize("name", ["../AGENTS.md", "/etc/passwd", "a/b.md", "AGENTS", ".md"])
def test_a_page_is_a_plain_name(name: str) -> None:
    with pytest.raises(BadDesign, match="context source 'instructions': 'project'"):
        make_source("instructions", settings(project=name))
