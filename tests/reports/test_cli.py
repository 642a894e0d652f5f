from collections.abc import Iterator
from pathlib import Path

import pytest

import harness.api
from harness.api.rows import RunView
from harness.api.trial_rows import TrialDetail
from harness.errors import BadPlan
from reports.cli import main
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention, detail

VIEW = run(Invention(2))


@pytest.fixture(autouse=True)
def _ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    def open_view(_ledger_url: str, wanted: str, *, happened: bool) -> RunView:
        assert isinstance(happened, bool)
        if wanted != "latest":
            raise BadPlan(f"there is no run '{wanted}'; list them with: toprung bench list")
        return VIEW

    def trial_details(_ledger_url: str, run_id: str, only: str = "") -> Iterator[TrialDetail]:
        assert run_id == VIEW.id
        return (detail(row) for row in VIEW.trials if only in row.id)

    monkeypatch.setattr(harness.api, "open_view", open_view)
    monkeypatch.setattr(harness.api, "trial_details", trial_details)


def test_the_last_line_says_where_the_report_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "latest", "--out", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["ledger: sqlite:///runs.db", f"report: {(tmp_path / 'index.html').resolve()}"]


def test_every_trial_has_a_page(tmp_path: Path) -> None:
    main(["benchmark", "latest", "--out", str(tmp_path)])
    assert len(list((tmp_path / "trials").glob("*.html"))) == len(VIEW.trials)


def test_text_goes_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "latest", "--format", "text"]) == 0
    assert "Not resolved: 2 cases cannot separate these levels" in capsys.readouterr().out


def test_text_goes_into_a_folder_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "latest", "--format", "text", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"report: {(tmp_path / 'index.txt').resolve()}"
    assert len(list((tmp_path / "trials").glob("*.txt"))) == len(VIEW.trials)


def test_an_unknown_run_is_one_sentence_with_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "7f", "--out", str(tmp_path / "report")]) == 2
    assert capsys.readouterr().err == "toprung: there is no run '7f'; list them with: toprung bench list\n"
    assert not (tmp_path / "report").exists()


def test_an_unknown_report_is_one_sentence_with_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["nosuch"])
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said.startswith("toprung: argument REPORT: invalid choice: 'nosuch' (choose from ")
    assert said.endswith("; `toprung report --help` says more\n")
    assert said.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_one_sentence_with_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report").write_text("", encoding="utf-8")
    assert main(["benchmark", "latest", "--out", str(tmp_path / "report")]) == 3
    assert capsys.readouterr().err.startswith("toprung: cannot write the report to ")


def test_a_password_in_the_ledger_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["benchmark", "latest", "--ledger", "postgresql://me:secret@db/runs", "--out", str(tmp_path)])
    assert capsys.readouterr().out.splitlines()[0] == "ledger: postgresql://me:***@db/runs"
