"""Items taken in: exactly as they went out, all or none, each into its bank."""

import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.bank import reading
from assessor.bank.item import Item
from assessor.bank.reading import read_bank, read_banked
from assessor.bank.writing import as_toml
from assessor.curating.exchange.importing import BadImport, Plan, carry_out, plan_import
from assessor.curating.exchange.rows import BadRow, columns_of, item_of, row_of
from assessor.curating.exchange.source import Offered, collected, from_folder, from_sheet, sheet_of
from assessor.errors import AssessorError, CannotWrite
from assessor.sheets import write_sheet
from tests.assessor.sittings.making import bank, item

SHIPPED = list(read_bank())
WHY = "A reason of some length"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(reading, "PACKAGED", tmp_path / "packaged")
    return tmp_path / "home"


def offered(*items: Item) -> Offered:
    return collected((f"row {row}", made) for row, made in enumerate(items, start=2))


def imported(*items: Item, private: bool = False, name: str | None = None) -> Plan:
    plan = plan_import(offered(*items), private=private, bank=name)
    assert plan.faults == ()
    list(carry_out(plan))
    return plan


def row(made: Item) -> dict[str, str]:
    columns = columns_of([made], keys=True)
    return dict(zip(columns, row_of(made, columns), strict=True))


def test_every_shipped_item_comes_back_from_its_row_as_it_was() -> None:
    columns = columns_of(SHIPPED, keys=True)
    for made in SHIPPED:
        again = item_of(dict(zip(columns, row_of(made, columns), strict=True)))
        assert (again, again.digest) == (made, made.digest)


@given(
    stem=st.text(min_size=15),
    texts=st.lists(st.text(min_size=1), min_size=5, max_size=9, unique=True),
    vary=st.dictionaries(st.text(), st.lists(st.text() | st.floats(-1e9, 1e9), min_size=2, max_size=3), max_size=2),
)
def test_whatever_stands_in_an_item_comes_back_from_its_row(
    stem: str, texts: list[str], vary: dict[str, list[str | float]]
) -> None:
    option = [{"text": text, "why": WHY, "correct": not place} for place, text in enumerate(texts)]
    made = item(1, stem=stem, option=option, vary=vary, exhibit=stem, source=texts[0])
    assert item_of(row(made)).digest == made.digest


def test_a_table_of_items_comes_back_from_its_file(tmp_path: Path) -> None:
    columns = columns_of(SHIPPED, keys=True)
    write_sheet(tmp_path / "items.csv", columns, (row_of(made, columns) for made in SHIPPED))
    sheet = sheet_of(tmp_path / "items.csv")
    assert sheet is not None
    found = collected(from_sheet(sheet))
    assert found.faults == ()
    assert [made for _, made in found.items] == SHIPPED


def test_a_table_without_keys_tells_none() -> None:
    columns = columns_of(SHIPPED, keys=False)
    for made in SHIPPED:
        told = " ".join(row_of(made, columns))
        reasons = [made.key, *(option.why for option in made.option), *(made.narrative.marks if made.narrative else ())]
        assert not [reason for reason in reasons if reason in told], made.id
        if made.kind == "order":
            shown = [cell for name, cell in zip(columns, row_of(made, columns), strict=True) if name[:7] == "option_"]
            assert [cell for cell in shown if cell] == sorted(option.text for option in made.option)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"level": "six"}, "level: "),
        ({"version": "0"}, "version: "),
        ({"id": "../../etc"}, "id: "),
        ({"option_2": ""}, "option_2: "),
        ({"option_2_why": ""}, "option_2_why: "),
        ({"option_2_mark": "maybe"}, "option_2_mark: 'maybe' is neither yes nor a credit"),
        ({"option_2_mark": "yes"}, "2 options are correct; one has to be"),
        ({"option_2_mark": "7"}, "option_2_mark: "),
        ({"author_difficulty": "hard"}, "author_difficulty: "),
        ({"author_by": ""}, "author_by: "),
        ({"review": "tomorrow"}, "review: "),
        ({"vary": "cases"}, "vary: it is not JSON"),
        ({"vary": '{"a": [1]}'}, "each name in vary needs at least two values"),
        ({"colour": "red"}, "there is no column 'colour'"),
    ],
)
def test_a_row_that_is_no_item_is_refused_by_its_column(change: dict[str, str], says: str) -> None:
    with pytest.raises(BadRow) as refused:
        item_of(row(item(1)) | change)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_every_fault_is_listed_with_its_row(tmp_path: Path) -> None:
    columns = columns_of(bank(6), keys=True)
    rows = [list(row_of(made, columns)) for made in bank(6)]
    rows[1][columns.index("level")] = "9"
    rows[3][columns.index("stem")] = "How many {people} are there?"
    rows[4] = rows[0]
    write_sheet(tmp_path / "items.csv", columns, rows)
    sheet = sheet_of(tmp_path / "items.csv")
    assert sheet is not None
    found = collected(from_sheet(sheet)).faults
    assert [fault.split(":")[0] for fault in found] == ["row 3", "row 5", "row 6"]
    assert found[2] == f"row 6: the id {item(0).id} stands in row 2 already"


def test_open_items_go_to_the_installation_and_any_may_read_them(home: Path) -> None:
    imported(item(1))
    path = home / "items" / item(1).area / f"{item(1).id}.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(read_bank()) == [item(1)]


def test_private_items_can_be_read_by_their_owner_alone(home: Path) -> None:
    imported(item(1), private=True, name="finance")
    folder = home / "private" / "finance"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / item(1).area)]
    assert modes == [0o700, 0o700]
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*.toml")] == [0o600]
    assert [(each.bank, each.private) for each in read_banked()] == [("finance", True)]


def test_nothing_is_left_behind_but_the_items(home: Path) -> None:
    imported(item(1), private=True, name="finance")
    assert [path.name for path in (home / "private" / "finance").iterdir()] == [item(1).area]


def test_an_id_of_another_bank_is_refused_by_naming_that_bank(home: Path) -> None:
    imported(item(1), private=True, name="people")
    plan = plan_import(offered(item(1)), private=True, bank="finance")
    assert plan.faults == (f"row 2: the id {item(1).id} is in the bank 'people' already; give it another one",)
    assert plan_import(offered(item(1)), private=False, bank=None).faults
    assert home.is_dir()


def test_the_same_items_again_change_nothing(home: Path) -> None:
    imported(item(1))
    plan = imported(item(1))
    assert (plan.new, plan.newer, plan.same) == ((), (), 1)
    assert home.is_dir()


def test_a_newer_version_takes_the_place_of_the_one_before(home: Path) -> None:
    imported(item(1))
    plan = imported(item(1, version=2, stem="The same question in other words?"))
    assert [made.version for made in plan.newer] == [2]
    assert [made.version for made in read_bank()] == [2]
    assert home.is_dir()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"stem": "Another question under the same version?"}, "with another content as version 2; make this 3"),
        ({"version": 1}, "version 1 of .* is older than the one there, 2"),
        ({"status": "live"}, "a status is changed by"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_people_may_have_been_asked_is_not_overwritten(changes: dict[str, object], says: str) -> None:
    imported(item(1, version=2))
    plan = plan_import(offered(item(1, **({"version": 2} | changes))), private=False, bank=None)
    (fault,) = plan.faults
    assert re.search(says, fault)


def test_without_a_home_it_is_said_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOPRUNG_HOME", raising=False)
    with pytest.raises(BadImport, match=r"\$TOPRUNG_HOME; set it"):
        plan_import(offered(item(1)), private=False, bank=None)


@pytest.mark.parametrize("name", ["../up", "Finance", "own", "shipped", "", "a b", "x" * 41])
@pytest.mark.usefixtures("home")
def test_a_bank_is_named_so_that_its_folder_is_safe(name: str) -> None:
    with pytest.raises(BadImport, match="is no name for a private bank"):
        plan_import(offered(item(1)), private=True, bank=name)


@pytest.mark.usefixtures("home")
def test_a_name_goes_with_a_private_bank_and_a_private_bank_with_a_name() -> None:
    with pytest.raises(BadImport, match="needs a name"):
        plan_import(offered(item(1)), private=True, bank=None)
    with pytest.raises(BadImport, match="goes with --private"):
        plan_import(offered(item(1)), private=False, bank="finance")


def test_a_place_that_cannot_be_written_leaves_nothing(home: Path) -> None:
    home.mkdir()
    (home / "items").write_text("a file where a folder should be", encoding="utf-8")
    plan = plan_import(offered(item(1)), private=False, bank=None)
    with pytest.raises(CannotWrite):
        list(carry_out(plan))
    assert [path.name for path in home.iterdir()] == ["items"]


def test_a_folder_of_item_files_is_read_however_they_lie(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "any-name.toml").write_text(as_toml(item(1)), encoding="utf-8")
    (tmp_path / "broken.toml").write_text("id = ", encoding="utf-8")
    found = collected(from_folder(tmp_path))
    assert [made for _, made in found.items] == [item(1)]
    assert [fault.split(":")[0] for fault in found.faults] == ["broken.toml"]


def test_a_folder_without_items_is_said(tmp_path: Path) -> None:
    with pytest.raises(AssessorError, match="holds no item file"):
        collected(from_folder(tmp_path))
