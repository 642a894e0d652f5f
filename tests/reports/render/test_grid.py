from reports.data import Cell, Column, Row, Table
from reports.render import grid


def table(heads: list[Column], *rows: list[str], minor: bool = False) -> Table:
    return Table("t", "A table", tuple(heads), tuple(Row(tuple(map(Cell, row)), minor=minor) for row in rows))


def test_words_stand_to_the_left_and_numbers_to_the_right() -> None:
    shown = list(grid.lines(table([Column("Name"), Column("Size", "m")], ["ab", "1"], ["c", "22"]), 40))
    assert shown == ["Name  Size", "       (m)", "----  ----", "ab       1", "c       22"]


def test_cells_are_broken_between_words() -> None:
    shown = list(grid.lines(table([Column("Name"), Column("Why")], ["a", "one two three"]), 16))
    assert [line.rstrip() for line in shown[2:]] == ["a     one two", "      three"]


def test_a_table_that_is_too_wide_is_set_in_bands_that_repeat_the_first_column() -> None:
    heads = [Column("Name"), Column("x" * 12), Column("y" * 12)]
    shown = list(grid.lines(table(heads, ["a", "1", "2"]), 22))
    assert [line.split() for line in shown if line.startswith("a")] == [["a", "1"], ["a", "2"]]


def test_a_minor_row_is_indented() -> None:
    assert list(grid.lines(table([Column("Name")], ["ab"], minor=True), 20))[-1] == "  ab"


def test_an_empty_table_says_so() -> None:
    assert list(grid.lines(table([Column("Name")]), 20))[-1] == "Nothing yet."


def test_a_day_stays_whole_where_the_words_beside_it_can_be_broken() -> None:
    long = "We plan training by it, and see whether it helps the people who asked for it."
    made = table([Column("Campaign"), Column("Purpose"), Column("Until")], ["Autumn", long, "14 September 2026"])
    shown = list(grid.lines(made, 60))
    assert [line for line in shown if "14 September 2026" in line]
    assert len(shown) == 2 + 3  # 77 letters, in the 33 that are left beside 6 and 17, gaps and two more for the head


def test_long_cells_of_a_row_are_broken_into_equally_many_lines() -> None:
    made = table([Column("One"), Column("Two")], ["ab " * 40, "ab " * 80])
    (band,) = grid.bands(made, 62)
    assert 1.6 < band.widths[1] / band.widths[0] < 2.4


def test_a_column_never_gets_less_than_its_longest_word() -> None:
    made = table([Column("One"), Column("Two")], ["incomprehensible " * 3, "ab " * 200])
    assert grid.bands(made, 60)[0].widths[0] >= len("incomprehensible")
