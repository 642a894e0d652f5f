"""What was handed to a person, held against the case: also where the case is gone, or the answer says it in words."""

from harness.api.happened.handing import due_in, handed_of
from tasks_bank.answer import Answer, Escalation
from tests.harness.fakes import case

[DUE, *_] = case().truth.escalations


def test_what_had_to_be_handed_over_is_right() -> None:
    [handed] = handed_of(Answer(escalations=(Escalation(DUE.item, DUE.reason, "too much"),)), case())
    assert (handed.item, handed.right, handed.why) == (DUE.item, "yes", "too much")


def test_the_right_item_for_another_reason_is_told_apart() -> None:
    [handed] = handed_of(Answer(escalations=(Escalation(DUE.item, "mood"),)), case())
    assert handed.right == "other reason"


def test_what_need_not_have_been_is_told() -> None:
    [handed] = handed_of(Answer(escalations=(Escalation("PC-0", DUE.reason),)), case())
    assert handed.right == "no"


def test_a_table_in_the_text_counts_as_handed_over() -> None:
    text = f"## escalations\n\nitem,reason\n{DUE.item},{DUE.reason}\n"
    assert [(handed.item, handed.right) for handed in handed_of(Answer(text), case())] == [(DUE.item, "yes")]


def test_without_its_case_nobody_knows_what_was_right() -> None:
    [handed] = handed_of(Answer(escalations=(DUE,)), None)
    assert handed.right == "not known"
    assert due_in(None) is None
    assert due_in(case()) == tuple((each.item, each.reason) for each in case().truth.escalations)
