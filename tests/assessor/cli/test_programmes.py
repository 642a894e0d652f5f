"""``toprung import`` and ``toprung export``: told before it is written, and one sentence for what cannot be."""

from pathlib import Path

import pytest
from sqlmodel import select

from assessor.cli.organisations import NoSuchOrganisation, organisation_named
from assessor.cli.programmes import main, main_export
from assessor.db import Store
from assessor.models.programme.hours_entry import HoursEntry
from assessor.models.programme.ksb_wording import KsbWording
from tests.assessor.programmes.conftest import House, house

__all__ = ["house"]
HOURS = "learner,day,hours\nL-1,2026-07-01,1:30\nL-9,2026-07-01,1\n"
Out = pytest.CaptureFixture[str]


@pytest.fixture
def table(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", str(house.store.address))
    path = tmp_path / "hours.csv"
    path.write_text(HOURS, encoding="utf-8")
    return path


def kept(house: House) -> int:
    with house.store.session_across() as session:
        return len(session.exec(select(HoursEntry)).all())


def test_without_write_it_is_only_told(house: House, table: Path, capsys: Out) -> None:
    assert main(["hours", str(table), "--map", "plain", "--organisation", house.organisation_id]) == 0
    said = capsys.readouterr().out
    assert "New 1, changed 0, unchanged 0, left out 1." in said
    assert "row 3, learner: nobody here has the number or address 'L-9'" in said
    assert "Nothing was written; --write writes it." in said
    assert kept(house) == 0


def test_with_write_it_is_written_and_leaves_again(house: House, table: Path, capsys: Out, tmp_path: Path) -> None:
    which = ["--map", "plain", "--organisation", house.organisation_id]
    assert main(["hours", str(table), *which, "--write"]) == 0
    assert "Written." in capsys.readouterr().out
    assert kept(house) == 1
    assert main_export(["hours", *which, "--out", str(tmp_path / "out.csv")]) == 0
    head, row = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head == "learner,day,hours,what,off the job,reference,came from"
    assert row.startswith("L-1,2026-07-01,1:30,,yes,")


def test_several_organisations_have_to_be_told_apart(table: Path, capsys: Out) -> None:
    assert main(["hours", str(table), "--map", "plain"]) == 2
    assert "2 organisations could be meant; say which: --organisation ID" in capsys.readouterr().err
    assert main(["hours", str(table), "--map", "plain", "--organisation", "Nobody's"]) == 2
    assert "there is no organisation 'Nobody's'" in capsys.readouterr().err


def test_a_column_that_names_nothing_is_refused(table: Path, capsys: Out) -> None:
    with pytest.raises(SystemExit):
        main(["hours", str(table), "--map", "plain", "--column", "day"])
    assert "'day' does not name a part and a heading" in capsys.readouterr().err


def test_official_wording_is_told_and_then_written(house: House, table: Path, capsys: Out) -> None:
    row = "ST1512,2.1,K1,Words,https://example.org,2026-10-09\n"
    table.write_text(f"standard,version,code,wording,source,retrieved on\n{row}", encoding="utf-8")
    for write, rows in (([], 0), (["--write"], 1)):
        assert main(["standard", str(table), *write]) == 0
        assert "ST1512@2.1 has no words yet for K2, K3" in capsys.readouterr().out
        with house.store.session() as session:
            assert len(session.exec(select(KsbWording)).all()) == rows


def test_a_store_without_an_organisation_is_said_in_one_sentence(on_sqlite: Store) -> None:
    with pytest.raises(NoSuchOrganisation, match="has no organisation yet; `toprung demo` makes a make-believe one"):
        organisation_named(on_sqlite, None)
