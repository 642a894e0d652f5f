"""What the report says of a team beside its controls."""

from dataclasses import replace

from harness.api.controls.rows import Beside, TeamVerdict
from harness.api.figures import TimesAsMuch
from harness.api.rows import Arm, RunView
from reports.data import Paragraph, Table
from reports.kinds.benchmark import arms
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention
from reports.kinds.benchmark.sections import controls, levels


def with_controls() -> RunView:
    """A made-up run with a control that was not matched."""
    view = run(Invention(cases=8))
    [team] = [arm for arm in view.arms if arm.level == "orchestration" and arm.kind == "design"]
    [one] = [arm for arm in view.arms if arm.level == "context" and arm.kind == "design"]
    control: Arm = replace(one, id="same", kind="same tokens", of=team.id)
    half = TimesAsMuch(0.5, None, None, 8, 0)
    beside = Beside("same", "same tokens", 0.4, 8, 0.1, 0.0, 0.2, 0.04, half, half, False, False, 0.3)  # noqa: FBT003 - the row's own order
    verdict = TeamVerdict(team.id, 0.5, "not resolved", "no fair control", 0.05, 8, (beside,))
    return replace(view, arms=(*view.arms, control), controls=(verdict,))


def test_a_control_stands_right_after_its_team_and_is_named_by_it() -> None:
    view = with_controls()
    found = [arms.labels(view)[arm.id] for arm in arms.ordered(view)]
    assert found[found.index("Orchestration") :] == [
        "Orchestration",
        "Orchestration, tools only",
        "Orchestration's control, same tokens",
    ]


def test_a_control_that_was_not_matched_is_said_to_be_so() -> None:
    paragraph, table = controls.section(with_controls()).blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert paragraph.text.startswith("Orchestration: not resolved. This run cannot tell. No fair control.")
    assert [cell.text for cell in table.rows[0].cells][-3:] == ["0.50", "0.50", "no: not matched"]
    assert table.note.startswith("The rule. Hurt: ")


def test_the_main_table_says_what_a_control_is_only_where_there_are_any() -> None:
    assert levels.CONTROLS_MEAN in levels.main_table(with_controls()).note
    assert levels.CONTROLS_MEAN not in levels.main_table(replace(with_controls(), controls=())).note


def test_a_run_without_controls_says_what_that_leaves_open() -> None:
    [block] = controls.section(replace(with_controls(), controls=())).blocks
    assert isinstance(block, Paragraph)
    assert "toprung bench run --controls" in block.text
