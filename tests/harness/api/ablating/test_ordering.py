"""Which designs are run when somebody asks what parts are worth."""

import pytest

from harness.api.ablating.ordering import taken_apart, why_kept
from harness.errors import BadDesign, BadPlan
from harness.plan.design import Design
from tests.harness.fakes import design, reference

CLERK = """
[context.instructions]
budget_tokens = 400
[context.files]
budget_tokens = 1500
[[agent]]
name = "clerk"
role = "a clerk"
reads = ["brief", "instructions", "files"]
writes = ["lines"]
"""


def clerk() -> Design:
    return design("context", CLERK)


def fits(made: Design) -> None:
    """Take every design for one that holds together."""
    del made


def test_the_whole_design_comes_first_and_then_one_without_each_part() -> None:
    parts, designs = taken_apart([clerk()], ["files", "instructions"], fits)
    assert parts == ("files", "instructions")
    assert [made.name for made in designs] == ["made-up", "made-up-without-files", "made-up-without-instructions"]


def test_all_means_every_part_that_it_has() -> None:
    assert taken_apart([clerk()], ["all"], fits)[0] == ("instructions", "files")


def test_all_leaves_in_what_the_design_cannot_do_without_and_it_is_known_why() -> None:
    made = reference("context")
    assert taken_apart([made], ["all"], fits)[0] == ("instructions",)
    assert "prepared tool 'parse'" in why_kept(made, "files", fits)
    assert why_kept(made, "instructions", fits) == ""


def test_a_part_that_it_cannot_do_without_is_refused_where_it_is_named() -> None:
    with pytest.raises(BadDesign, match="cannot do without files"):
        taken_apart([reference("context")], ["files"], fits)


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (["files", "files"], "part 'files' stands twice"),
        (["all", "files"], "say all alone"),
    ],
)
def test_words_that_contradict_each_other_are_refused(over: list[str], said: str) -> None:
    with pytest.raises(BadPlan, match=said):
        taken_apart([clerk()], over, fits)


def test_a_design_without_context_has_nothing_to_take_out() -> None:
    with pytest.raises(BadDesign, match="'petty_cash-prompting' is at PROMPTING and has no part"):
        taken_apart([reference("prompting")], ["all"], fits)


def test_two_designs_are_not_taken_apart_at_once() -> None:
    with pytest.raises(BadPlan, match="2 designs"):
        taken_apart([clerk(), reference("context")], ["all"], fits)


def test_a_design_that_needs_all_its_parts_is_refused_with_the_reason() -> None:
    needs_all = clerk().model_copy(
        update={
            "context": {"files": clerk().context["files"]},
            "agent": (clerk().agent[0].model_copy(update={"reads": ("files",)}),),
        }
    )
    with pytest.raises(BadDesign, match="would have nothing to read"):
        taken_apart([needs_all], ["all"], fits)


def test_a_word_stands_for_all_of_a_kind_that_can_be_taken_out() -> None:
    team = reference("orchestration")
    assert taken_apart([team], ["agents"], fits)[0] == ("agent:teller",)
    assert taken_apart([team], ["agents", "gates"], fits)[0] == ("agent:teller", "gate:sorter")
    assert taken_apart([team], ["sources", "gate:sorter"], fits)[0] == ("instructions", "gate:sorter")
    assert taken_apart([team], ["all"], fits)[0] == ("instructions", "agent:teller", "gate:sorter")


def test_a_design_without_a_team_has_no_agents_to_take_out() -> None:
    with pytest.raises(BadDesign, match="is at CONTEXT and has no agents that could be taken out"):
        taken_apart([clerk()], ["agents"], fits)


def test_what_would_not_hold_together_without_a_part_is_kept_whole_with_the_reason() -> None:
    def refuses(made: Design) -> None:
        if "gate" in made.name:
            raise BadDesign("it does not hold together")

    team = reference("orchestration")
    assert taken_apart([team], ["all"], refuses)[0] == ("instructions", "agent:teller")
    assert why_kept(team, "gate:sorter", refuses) == "it does not hold together"
