"""What the report says of quality, money, time, people and defects side by side."""

from harness.plan.level import Level
from reports.data import Table
from reports.kinds.benchmark import at_once
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention

MEASURES = ["Quality", "Money", "Machine time", "Human minutes", "Defects shipped"]


def tables(invention: Invention) -> list[Table]:
    return [block for block in at_once.section(run(invention)).blocks if isinstance(block, Table)]


def test_every_pair_of_levels_has_a_line_in_every_measure() -> None:
    [_, pairs] = tables(Invention(12, evidence="real", priced="known"))
    assert [row.cells[0].text for row in pairs.rows] == [name for name in MEASURES for _ in range(3)]
    assert {row.cells[2].text for row in pairs.rows} <= {"Better", "Worse", "Not resolved"}


def test_a_level_stands_with_the_minutes_that_it_takes_and_the_defects_that_it_lets_out() -> None:
    """Made-up minutes are 100 + seed mod 3 at prompting, 15 less a rung: over 12 cases 101 and 86."""
    [levels, _] = tables(Invention(12))
    assert [row.cells[4].value for row in levels.rows[:2]] == [101, 86]
    assert levels.rows[0].cells[5].text == "20 (11 to 30)"


def test_fewer_minutes_of_a_person_are_better() -> None:
    [_, pairs] = tables(Invention(12))
    line = next(row for row in pairs.rows if row.cells[0].text == "Human minutes")
    assert line.cells[1].text == "Context engineering against prompting"
    assert line.cells[2].text == "Better"
    assert line.cells[3].text.startswith("-15.0")


def test_one_level_alone_has_nothing_to_be_held_against() -> None:
    assert len(tables(Invention(4, levels=(Level.PROMPTING,)))) == 1


def test_money_is_not_paired_where_its_price_is_unknown() -> None:
    [_, pairs] = tables(Invention(8, priced="unknown"))
    assert {row.cells[3].text for row in pairs.rows if row.cells[0].text == "Money"} == {"not known"}
