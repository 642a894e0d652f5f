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


def test_the_whole_design_comes_first_and_then_one_without_each_part() -> None:
    parts, designs = taken_apart([clerk()], ["files", "instructions"])
    assert parts == ("files", "instructions")
    assert [made.name for made in designs] == ["made-up", "made-up-without-files", "made-up-without-instructions"]


def test_all_means_every_part_that_it_has() -> None:
    assert taken_apart([clerk()], ["all"])[0] == ("instructions", "files")


def test_all_leaves_in_what_the_design_cannot_do_without_and_it_is_known_why() -> None:
    made = reference("context")
    assert taken_apart([made], ["all"])[0] == ("instructions",)
    assert "prepared tool 'parse'" in why_kept(made, "files")
    assert why_kept(made, "instructions") == ""


def test_a_part_that_it_cannot_do_without_is_refused_where_it_is_named() -> None:
    with pytest.raises(BadDesign, match="cannot do without files"):
        taken_apart([reference("context")], ["files"])


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (["files", "files"], "part 'files' stands twice"),
        (["all", "files"], "say all alone"),
    ],
)
def test_words_that_contradict_each_other_are_refused(over: list[str], said: str) -> None:
    with pytest.raises(BadPlan, match=said):
        taken_apart([clerk()], over)


def test_a_design_without_context_has_nothing_to_take_out() -> None:
    with pytest.raises(BadDesign, match="'petty_cash-prompting' is at PROMPTING and has no part"):
        taken_apart([reference("prompting")], ["all"])


def test_two_designs_are_not_taken_apart_at_once() -> None:
    with pytest.raises(BadPlan, match="2 designs"):
        taken_apart([clerk(), reference("context")], ["all"])


def test_a_design_that_needs_all_its_parts_is_refused_with_the_reason() -> None:
    needs_all = clerk().model_copy(
        update={
            "context": {"files": clerk().context["files"]},
            "agent": (clerk().agent[0].model_copy(update={"reads": ("files",)}),),
        }
    )
    with pytest.raises(BadDesign, match="would have nothing to read"):
        taken_apart([needs_all], ["all"])
