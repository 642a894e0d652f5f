"""Tables that spreadsheets open: nothing runs in them, and everything is read as it was written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor import sheets
from assessor.errors import BadTable, CannotWrite
from assessor.sheets import held, read_sheet, released, write_sheet

CELLS = st.text() | st.text("=+-@'\t\r\n,;\"0159.\uff1d", max_size=6)


@given(CELLS)
def test_a_cell_is_released_as_it_was_before_it_was_held(cell: str) -> None:
    assert released(held(cell)) == cell


@given(CELLS)
def test_no_held_cell_begins_like_a_formula_but_a_number(cell: str) -> None:
    kept = held(cell)
    assert not kept.startswith(("=", "@", "\t", "\r", "\n", "\uff1d")) or kept == ""
    if kept.startswith(("+", "-")):
        assert float(kept) is not None


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", "'=1", "''@x"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert held(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-0.5", "+7", "-12", "'tis", "it's", "", "''", "a=1"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert held(cell) == cell
    assert released(cell) == cell


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5), st.booleans())
def test_a_table_is_read_as_it_was_written(rows: list[tuple[str, str]], marked: bool) -> None:  # noqa: FBT001 - Hypothesis gives it
    import tempfile  # noqa: PLC0415 - tmp_path is not made anew for each example

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        assert write_sheet(path, ["a", "b"], rows, marked=marked) == len(rows)
        kept = tuple(row for row in rows if any(map(held, row)))
        assert tuple(cells for _, cells in read_sheet(path).rows) == kept


def put(folder: Path, raw: bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_are_told_apart(tmp_path: Path, separator: str) -> None:
    found = read_sheet(put(tmp_path, f"a{separator}b\r\n1{separator}2\r\n".encode()))
    assert (found.columns, found.rows) == (("a", "b"), ((2, ("1", "2")),))


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    found = read_sheet(put(tmp_path, b'a,b\n"two\nlines",1\n,\n\n3,4\n'))
    assert found.rows == ((2, ("two\nlines", "1")), (5, ("3", "4")))


def test_windows_1252_is_recognised_and_said(tmp_path: Path) -> None:
    found = read_sheet(put(tmp_path, "a,b\ncaf\u00e9,\u201cx\u201d\n".encode("cp1252")))
    assert (found.encoding, found.rows[0][1]) == ("cp1252", ("caf\u00e9", "\u201cx\u201d"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_encoding_with_its_mark_is_recognised_and_said(tmp_path: Path, encoding: str) -> None:
    found = read_sheet(put(tmp_path, "a;b\ncaf\u00e9;2\n".encode(encoding)))
    assert (found.encoding, found.columns, found.rows[0][1]) == (
        "utf-16" if encoding == "utf-16" else "utf-8",
        ("a", "b"),
        ("caf\u00e9", "2"),
    )


def test_a_download_is_read_as_it_was_written() -> None:
    rows = [("=1+1", "caf\u00e9"), ("'=x", "-5"), ("@sum", "two\nlines")]
    raw = sheets.sheet_bytes(("a", "b"), rows)
    assert b"\n=" not in raw
    assert [cells for _, cells in sheets.parse_sheet(raw, "it").rows] == rows


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("a,b\n1,2\n".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\xfea\x00,", "not the utf-16 that its mark says"),
        (b"a,b\n\x81,2\n", "neither UTF-8 nor Windows-1252"),
        ("a,b\ncaf\u00e9,".encode() + b"caf\xe9\n", "mixes encodings"),
        (b"", "is empty"),
        (b"a,a\n1,2\n", "stands twice"),
        (b"a,b\n1,2,3\n", "row 2: 3 cells, but 2 columns"),
        (b'a,b\n"1,2\n', "line 2: unexpected end of data"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, raw: bytes, says: str) -> None:
    with pytest.raises(BadTable, match=says):
        read_sheet(put(tmp_path, raw))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    with pytest.raises(BadTable, match="has 11 bytes; 10 are read"):
        read_sheet(put(tmp_path, b"a,b\n1,2\n3,4"))


def test_more_rows_than_are_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(BadTable, match="more than 2 rows"):
        read_sheet(put(tmp_path, b"a,b\n" + b"1,2\n" * 3))


def test_a_cell_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_IN_A_CELL", 100)
    with pytest.raises(BadTable, match="field larger than field limit"):
        read_sheet(put(tmp_path, b"a,b\n" + b"x" * 200 + b",2\n"))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="cannot read"):
        read_sheet(tmp_path / "none.csv")


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot write"):
        write_sheet(tmp_path / "none" / "t.csv", ["a"], [])
