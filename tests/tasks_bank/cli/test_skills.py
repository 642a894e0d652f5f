"""The subcommand that lists skills and looks at skill folders."""

import shutil
from pathlib import Path

import pytest

from tasks_bank.cli import main


def skill(place: Path, name: str, front: str) -> Path:
    folder = place / name
    (folder / "references").mkdir(parents=True)
    (folder / "references" / "fees.md").write_text("Fees.\n")
    (folder / "SKILL.md").write_text(f"---\n{front}---\nRead [fees](references/fees.md).\n")
    return folder


def test_the_skills_of_a_task_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["skills", "expense_reconciliation"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "expense-reconciliation"
    assert shown[1].startswith("  How to reconcile a month")
    assert shown[-1].startswith("digest of what was looked at: ")


def test_a_folder_of_ones_own_is_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    skill(tmp_path, "fees", "name: fees\ndescription: How to book fees.\n")
    assert main(["skills", "bookkeeping", "--check", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == ["fees", "  How to book fees.", "  references/fees.md"]
    assert main(["skills", "bookkeeping", "--check", str(tmp_path / "fees")]) == 0
    assert capsys.readouterr().out.startswith("fees\n")


def test_what_is_wrong_ends_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    skill(tmp_path, "fees", "name: fee\ndescription: x\n")
    assert main(["skills", "bookkeeping", "--check", str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert "  SKILL.md:2: name 'fee' is not that of its folder, 'fees'; make them the same\n" in shown.out
    assert shown.err == "toprung: 1 rule of the format broken; nothing was changed\n"


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["skills", "bookkeeping", "--check", str(tmp_path / "none")]) == 2
    assert "none: there is no such folder" in capsys.readouterr().out


def test_a_task_without_skills_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    assert main(["new", "goods_in"]) == 0
    shutil.rmtree(tmp_path / "tasks" / "goods_in" / "skills")
    capsys.readouterr()
    assert main(["skills", "goods_in"]) == 2
    assert "task 'goods_in' brings no skills" in capsys.readouterr().err
