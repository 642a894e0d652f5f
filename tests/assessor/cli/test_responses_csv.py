from pathlib import Path

import numpy as np
import pytest

from assessor.cli.responses_csv import read_bank, read_columns, read_responses, write_bank
from assessor.errors import BadTable, CannotWrite
from assessor.scoring.pool import ItemParameters


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def test_a_blank_cell_and_na_are_items_that_were_not_administered(path: Path) -> None:
    path.write_text("x,y,z\n0,,2\n1,NA,1.0\n")
    table = read_responses(path)
    assert table.items == ("x", "y", "z")
    assert table.persons == ("1", "2")
    assert np.array_equal(table.responses, [[0, -1, 2], [1, -1, 1]])


def test_columns_that_are_set_aside_are_no_items(path: Path) -> None:
    path.write_text("name,x,sex\nAda,1,f\nBen,0,m\n")
    table = read_responses(path, aside=("sex", "name"))
    assert table.items == ("x",)
    assert table.aside == {"sex": ("f", "m"), "name": ("Ada", "Ben")}


def test_a_first_column_without_a_name_holds_the_persons(path: Path) -> None:
    path.write_text('"","x"\n"Ada",1\n"Ben",0\n')
    table = read_responses(path)
    assert table.persons == ("Ada", "Ben")
    assert table.items == ("x",)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_are_told_apart(path: Path, separator: str) -> None:
    path.write_text(f"\ufeffx{separator}y\r\n0{separator}1\r\n\r\n", encoding="utf-8")
    assert read_columns(path) == {"x": ("0",), "y": ("1",)}


def test_a_blank_line_of_a_single_column_is_a_missing_answer(path: Path) -> None:
    path.write_text("x\n1\n\n0\n")
    assert read_responses(path).responses[:, 0].tolist() == [1, -1, 0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("x,y\n", "no row below"),
        ("x,x\n0,1\n", "the column 'x' stands twice"),
        ("x,,y\n0,1,1\n", "column 2 has no name"),
        ("x,y\n0,1\n0\n", "line 3: 1 cells, but 2 columns"),
        ("x,y\n0,yes\n", "item 'y': 'yes' is not a category"),
        ("x,y\n0,-1\n", "item 'y': '-1' is not a category"),
        ("x,y\n0,0.5\n", "item 'y': '0.5' is not a category"),
        ("x,y\n0,nan\n", "item 'y': 'nan' is not a category"),
        (",\n1,2\n", "column 2 has no name"),
    ],
)
def test_a_table_that_does_not_hold_together_ends_in_one_sentence(path: Path, text: str, said: str) -> None:
    path.write_text(text)
    with pytest.raises(BadTable, match=said):
        read_responses(path)


def test_a_column_that_is_not_there_is_named_with_those_that_are(path: Path) -> None:
    path.write_text("x,y\n0,1\n")
    with pytest.raises(BadTable, match="no column 'sex'; it has x, y"):
        read_responses(path, aside=("sex",))


def test_a_table_without_items_is_refused(path: Path) -> None:
    path.write_text("sex\nf\n")
    with pytest.raises(BadTable, match="no column for an item"):
        read_responses(path, aside=("sex",))


def test_a_file_that_is_not_there_or_is_no_text_ends_in_one_sentence(path: Path) -> None:
    with pytest.raises(BadTable, match="cannot read"):
        read_columns(path)
    path.write_bytes(b"x\n\xff\xfe\n")
    with pytest.raises(BadTable, match="not text in UTF-8"):
        read_columns(path)


@pytest.mark.parametrize(
    "items",
    [
        [ItemParameters("x", 1.25, (-0.5,)), ItemParameters("y", 1 / 3, (0.1,))],
        [ItemParameters("x", 1.25, (-0.5, 0.2, 0.1)), ItemParameters("y", 0.7, (0.1,))],
    ],
)
def test_a_bank_that_was_written_is_read_as_it_was(path: Path, items: list[ItemParameters]) -> None:
    write_bank(path, items)
    assert read_bank(path).items == tuple(items)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("item,b\nx,0\n", "no column 'a'"),
        ("item,a\nx,1\n", "no column 'b' and no 'step1'"),
        ("item,a,b\nx,one,0\n", "item 'x': 'one' is not a number"),
        ("item,a,step1,step2\nx,1,,0.5\n", "item 'x': '' is not a number"),
    ],
)
def test_a_bank_that_does_not_hold_together_ends_in_one_sentence(path: Path, text: str, said: str) -> None:
    path.write_text(text)
    with pytest.raises(BadTable, match=said):
        read_bank(path)


def test_a_bank_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot write"):
        write_bank(tmp_path / "none" / "bank.csv", [ItemParameters("x", 1, (0,))])
