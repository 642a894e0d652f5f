from collections.abc import Mapping, Sequence

import pytest

from tasks_bank.answer import Action, Answer, Escalation
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.specimens import written
from tasks_bank.task import Task

Tables = dict[str, Sequence[Row]]


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(4, task.dials())


@pytest.fixture
def true(case: Case) -> Tables:
    return dict(case.truth.tables)


def checks(task: Task, case: Case, tables: Tables) -> Mapping[str, Check]:
    return {check.name: check for check in task.grade(case, written(case, tables)).checks}


def _reply(true: Tables, ticket: str, text: str) -> Tables:
    return true | {"replies": [row | {"reply": text} if row["ticket"] == ticket else row for row in true["replies"]]}


def _overtaken(case: Case) -> Row:
    return next(row for row in case.truth.facts["replies"] if row["outdated"])


def test_a_wrong_priority_costs_three_tenths_of_its_row(task: Task, case: Case, true: Tables) -> None:
    first, *others = true["triage"]
    other = "P2" if first["priority"] != "P2" else "P3"
    found = checks(task, case, true | {"triage": [first | {"priority": other}, *others]})
    assert found["triage"].earned == pytest.approx(50 * (1 - 0.3 / len(true["triage"])))


def test_a_reply_with_the_outdated_figure_earns_nothing(task: Task, case: Case, true: Tables) -> None:
    row = _overtaken(case)
    text = f"Dear {row['name']}, it is {row['outdated']}, see {row['article']}."
    found = checks(task, case, _reply(true, row["ticket"], text))
    assert found["replies"].earned == pytest.approx(25 * (1 - 1 / len(true["replies"])))


def test_a_reply_without_its_source_earns_two_thirds(task: Task, case: Case, true: Tables) -> None:
    row = _overtaken(case)
    text = f"Dear {row['name']}, it is {row['figure']}."
    found = checks(task, case, _reply(true, row["ticket"], text))
    assert found["replies"].earned == pytest.approx(25 * (1 - 1 / 3 / len(true["replies"])))


def test_a_reply_that_cites_a_second_article_earns_nothing(task: Task, case: Case, true: Tables) -> None:
    row = _overtaken(case)
    second = next(each["article"] for each in case.truth.facts["articles"] if each["article"] != row["article"])
    text = f"Dear {row['name']}, it is {row['figure']}, see {row['article']} or {second}."
    found = checks(task, case, _reply(true, row["ticket"], text))
    assert found["replies"].earned == pytest.approx(25 * (1 - 1 / len(true["replies"])))


def test_a_reply_to_what_is_handed_over_costs_precision(task: Task, case: Case, true: Tables) -> None:
    item = case.truth.escalations[0].item
    replies = [*true["replies"], {"ticket": item, "reply": "All is well."}]
    found = checks(task, case, true | {"replies": replies})
    assert found["replies"].earned == pytest.approx(25 * (1 - 1 / len(replies)))
    assert any(item in detail for detail in found["replies"].details)


def test_two_different_replies_to_one_ticket_earn_nothing_for_it(task: Task, case: Case, true: Tables) -> None:
    first = true["replies"][0]
    replies = [*true["replies"], first | {"reply": "Or perhaps not."}]
    count = len(true["replies"])
    found = checks(task, case, true | {"replies": replies})
    assert found["replies"].earned == pytest.approx(25 * (count - 1) / count * count / (count + 1))


def test_a_ticket_without_entitlement_must_state_that_nothing_is_due(task: Task, case: Case, true: Tables) -> None:
    blank = [row | {"due_date": ""} if row["due_date"] == "none" else row for row in true["triage"]]
    assert blank != list(true["triage"])
    found = checks(task, case, true | {"triage": blank})
    assert found["triage"].earned < 50


def test_the_work_may_be_done_by_actions(task: Task, case: Case, true: Tables) -> None:
    actions = [Action("triage_ticket", row) for row in true["triage"]]
    actions += [Action("send_reply", row) for row in true["replies"]]
    handed_over = tuple(Escalation(each.item, each.reason) for each in case.truth.escalations)
    answer = Answer(actions=tuple(actions), escalations=handed_over)
    assert task.grade(case, answer).score == pytest.approx(1)


def test_without_anything_to_hand_over_silence_earns_nothing(task: Task) -> None:
    quiet = task.deal(4, task.dials("default,planted=0"))
    assert quiet.truth.escalations == ()
    assert task.grade(quiet, written(quiet, {"escalations": []})).score <= 0.02


def test_without_anything_to_hand_over_a_triage_without_replies_earns_nothing_for_it(task: Task) -> None:
    quiet = task.deal(4, task.dials("default,planted=0"))
    grade = task.grade(quiet, written(quiet, {"triage": quiet.truth.tables["triage"]}))
    found = {check.name: check.earned for check in grade.checks}
    assert (found["triage"], found["escalations"]) == (50, 0)
