"""What the report on a learner says, and what it leaves to others' eyes."""

from dataclasses import replace

import pytest

from reports.data import Bullets, Chart, Note, Page, Section
from reports.kinds.learner.made_up import learner
from reports.kinds.learner.overview import build, build_list
from reports.kinds.learner.rows import AreaFound, Lack, Learner
from reports.kinds.learner.sections import areas, growth, next_level, standing, steps, sureness
from reports.render import text


def steps_of(made: Learner) -> tuple[str, ...]:
    return next(block.items for block in steps.build(made).blocks if isinstance(block, Bullets))


def charts_in(section: Section) -> list[str]:
    return [block.name for block in section.blocks if isinstance(block, Chart)]


def test_how_sure_she_was_is_for_the_learner_alone() -> None:
    assert sureness.build(learner(3)) is not None
    assert sureness.build(learner(3, own_eyes=False)) is None


def test_one_sitting_has_no_change() -> None:
    assert charts_in(growth.build(learner(1))) == []


def test_no_verdict_on_change_is_said_where_it_may_not_be() -> None:
    section = growth.build(learner(7, growth_may_be_said=False))
    assert any(isinstance(block, Note) for block in section.blocks)
    chart = next(block for block in section.blocks if isinstance(block, Chart))
    assert {cell.text for row in chart.table.rows for cell in row.cells} & {"higher, beyond chance"} == set()


def test_a_certain_gain_is_marked() -> None:
    chart = next(block for block in growth.build(learner(7)).blocks if isinstance(block, Chart))
    assert chart.table.rows[-1].cells[5].text == "higher, beyond chance"
    assert "more than chance explains" in chart.sentence


def test_areas_that_are_not_told_apart_are_held_against_what_was_expected() -> None:
    made = learner(1)
    bare = [replace(found, band=None, why_not="too few questions in this area") for found in made.sittings[0].areas]
    assert charts_in(areas.build(made)) == ["area_profile", "area_gaps"]
    assert charts_in(areas.build(replace(made, sittings=(replace(made.sittings[0], areas=tuple(bare)),)))) == [
        "area_gaps"
    ]


def test_steps_begin_with_what_the_rules_ask_for_and_go_on_with_the_area_furthest_below() -> None:
    said = steps_of(learner(3))
    assert len(said) == 3
    assert said[0].startswith("Show practical work")
    assert said[1].startswith("Spotting value")


def test_an_area_with_too_few_answers_makes_no_step() -> None:
    made = learner(1)
    few = tuple(AreaFound(found.area, 2, 0, -0.9, None, "") for found in made.sittings[0].areas)
    sat = replace(made.sittings[0], areas=few, missing=(Lack("evidence", "none"),))
    assert steps_of(replace(made, sittings=(sat,))) == ("Show practical work: none",)


def test_the_highest_level_has_none_above_it() -> None:
    made = learner(1)
    top = replace(made, sittings=(replace(made.sittings[0], issued=4),))
    assert "highest level" in str(next_level.build(top).blocks[0])


def test_sittings_that_are_not_shown_are_counted() -> None:
    assert "2 of 5 sittings left out" in str(standing.build(learner(3, hidden=2)).blocks)


def test_an_area_far_below_what_was_expected_is_beyond_chance_only_with_enough_answers() -> None:
    made = learner(1)
    sat = replace(
        made.sittings[0], areas=(AreaFound("Few", 4, 1, -0.4, None, ""), AreaFound("Many", 16, 4, -0.4, None, ""))
    )
    chart = next(block for block in areas.build(replace(made, sittings=(sat,))).blocks if isinstance(block, Chart))
    assert "Beyond chance: Many -40 (" in chart.sentence
    assert [round(gap.high) for gap in chart.rows] == [9, -16]  # -40 + 196 / (2 sqrt n)


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (9.4, 20.0, "in 9 to 20 weeks (9 chances in 10)"),
        (9.4, 52.0, "in 9 to 52 weeks (12 months) (9 chances in 10)"),
        (0.0, 12.0, "already, or within 12 weeks (9 chances in 10)"),
        (9.4, None, "in 9 weeks at the earliest, or never at this pace"),
        (0.0, None, "already now, or never at this pace"),
        (0.0, 0.0, "is reached already"),
        (None, None, "do not reach"),
    ],
)
def test_weeks_to_the_next_level_are_a_range(earliest: float | None, latest: float | None, said: str) -> None:
    made = learner(4)
    assert made.coming is not None
    told = replace(made, coming=replace(made.coming, earliest=earliest, latest=latest))
    assert said in text.render(Page("index", build(told))).replace("\n", " ")


def test_why_weeks_are_not_told_is_said() -> None:
    told = replace(learner(4), coming=None, why_not_coming="it takes 30 people.")
    assert "not told: it takes 30 people." in str(next_level.build(told).blocks)


def test_a_list_leads_to_every_report() -> None:
    one, two = learner(1), replace(learner(2), id="two")
    written = text.render(Page("index", build_list([one, two], lambda each: each.id)))
    assert written.count("Robin Example") == 2


def test_nothing_that_is_for_the_learner_alone_is_in_anothers_numbers() -> None:
    own, others = (str(build(learner(3, own_eyes=eyes))) for eyes in (True, False))
    assert "saw yourself" in own
    assert "saw yourself" not in others
