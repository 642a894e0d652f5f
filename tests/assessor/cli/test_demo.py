"""``toprung demo``: what it prints."""

from pathlib import Path

import pytest

from assessor.cli import demo
from assessor.db import Store
from assessor.demonstrating.cast import Company
from assessor.demonstrating.making import Demonstration, LogIn
from assessor.demonstrating.passing import Tell
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import ROLES


def test_the_log_ins_are_printed_after_a_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def made(_store: Store, _passwords: Passwords, *, company: Company, tell: Tell) -> Demonstration:
        for done in range(1, 4):
            tell(done, 3)
        log_ins = tuple(LogIn(role, "Ada", f"{role}@{company.seed}.example", f"secret of {role}") for role in ROLES)
        return Demonstration(company.organisation_id, "Firm", 60, 3, log_ins, is_new=True)

    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 's.db'}")
    monkeypatch.setattr(demo, "demonstrate", made)
    assert demo.main(["--seed", "7"]) == 0
    printed = capsys.readouterr()
    for role in ROLES:
        assert f"{role}@7.example" in printed.out
        assert f"secret of {role}" in printed.out
    assert "All of it is made up" in printed.out
    assert "3/3 sittings" in printed.err


def test_one_that_is_there_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = Demonstration("simulated:firm", "Firm", 0, 0, (), is_new=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 's.db'}")
    monkeypatch.setattr(demo, "demonstrate", lambda *_, **__: there)
    assert demo.main([]) == 0
    assert "Firm of seed 1 is there already, and nothing was changed" in capsys.readouterr().out


def test_a_seed_that_is_no_number_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        demo.main(["--seed", "seven"])
    assert "'seven' is no whole number" in capsys.readouterr().err
