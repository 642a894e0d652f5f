from collections.abc import Sequence

import pytest

from tasks_bank.answer import Action, Answer
from tasks_bank.case import Case
from tasks_bank.checks.judge import Judge
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check, Grade
from tasks_bank.specimens import written
from tasks_bank.task import Task


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(2, task.dials("default,planted=10"))


def check(grade: Grade, name: str) -> Check:
    return next(each for each in grade.checks if each.name == name)


def with_changes(case: Case, **changed: Sequence[Row]) -> Answer:
    return written(case, {**case.truth.tables, **changed})


def planted(case: Case, kind: str) -> str:
    return next(row["item"] for row in case.truth.facts["planted"] if row["kind"] == kind)


def changed_mail(case: Case, lead: str, old: str, new: str) -> Answer:
    mails = case.truth.tables["mails"]
    assert any(row["lead"] == lead and old in row["text"] for row in mails)
    changed = [row | {"text": row["text"].replace(old, new)} if row["lead"] == lead else row for row in mails]
    return with_changes(case, mails=changed)


def test_marks_add_up_to_a_hundred_and_a_judge_adds_twenty(task: Task, case: Case) -> None:
    checks = [(each.name, each.available) for each in task.grade(case, Answer()).checks]
    assert checks[:4] == [("actions", 40), ("mails", 30), ("left_alone", 10), ("escalations", 20)]
    assert sum(available for _, available in checks[4:]) == 20


@pytest.mark.parametrize(("column", "said", "lost"), [("action", "sing", 1), ("due", "", 0.25), ("owner", "Me", 0.15)])
def test_a_wrong_day_or_name_costs_its_share_and_a_wrong_action_the_row(
    task: Task, case: Case, column: str, said: str, lost: float
) -> None:
    first, *rest = case.truth.tables["actions"]
    earned = check(task.grade(case, with_changes(case, actions=[first | {column: said}, *rest])), "actions").earned
    assert earned == pytest.approx(40 * (1 - lost / (1 + len(rest))))


def test_a_mail_without_its_promise_loses_that_fact(task: Task, case: Case) -> None:
    lead = planted(case, "promised_extra")
    earned = check(task.grade(case, changed_mail(case, lead, "As promised, we add", "We add nothing but")), "mails")
    assert earned.earned == pytest.approx(30)
    text = next(row["text"] for row in case.truth.tables["mails"] if row["lead"] == lead)
    promise = text[text.index(" As promised") : text.index(" at no charge.") + len(" at no charge.")]
    without = check(task.grade(case, changed_mail(case, lead, promise, "")), "mails")
    facts = sum(row["lead"] == lead for row in case.truth.facts["to_state"])
    assert without.earned == pytest.approx(30 * (1 - 1 / facts / len(case.truth.tables["mails"])))


def test_a_mail_that_names_the_old_price_beside_the_right_one_earns_nothing(task: Task, case: Case) -> None:
    lead = planted(case, "price_changed")
    old = next(row["unit_price"] for row in case.systems["pipeline"].rows if row["lead"] == lead)
    told = changed_mail(case, lead, "Kind regards", f"It was £{old}. Kind regards")
    mails = len(case.truth.tables["mails"])
    assert check(task.grade(case, told), "mails").earned == pytest.approx(30 * (1 - 1 / mails))


def test_amounts_may_be_written_with_pence_or_without(task: Task, case: Case) -> None:
    lead = planted(case, "promised_price")
    text = next(row["text"] for row in case.truth.tables["mails"] if row["lead"] == lead)
    unit = text.split("£")[1].split(" ")[0]
    assert task.grade(case, changed_mail(case, lead, f"£{unit} each", f"GBP {unit}.00 each")).score == pytest.approx(1)


def test_two_mails_to_one_lead_earn_nothing_for_it(task: Task, case: Case) -> None:
    mails = case.truth.tables["mails"]
    twice = [*mails, mails[0] | {"text": "Dear all, see above."}]
    earned = check(task.grade(case, with_changes(case, mails=twice)), "mails").earned
    assert earned == pytest.approx(30 * (len(mails) - 1) / len(mails) * len(mails) / (len(mails) + 1))


def test_one_mail_to_somebody_who_opted_out_loses_what_leaving_alone_earns(task: Task, case: Case) -> None:
    stray = {"lead": planted(case, "opted_out"), "subject": "Hello", "text": "Good morning."}
    mails = [*case.truth.tables["mails"], stray]
    assert check(task.grade(case, with_changes(case, mails=mails)), "left_alone").earned == 0


def test_a_mail_to_somebody_who_waits_costs_a_part_of_it(task: Task, case: Case) -> None:
    stray = {"lead": planted(case, "legal_question"), "subject": "Hello", "text": "Good morning."}
    true = case.truth.tables["mails"]
    grade = task.grade(case, with_changes(case, mails=[*true, stray]))
    quiet = len(case.truth.tables["actions"]) - len(true)
    spared = 1 - 1 / quiet
    assert check(grade, "mails").earned == pytest.approx(30 * spared)
    assert check(grade, "left_alone").earned == pytest.approx(10 * spared * spared)


def test_mails_to_everybody_earn_nothing(task: Task, case: Case) -> None:
    true = case.truth.tables["mails"]
    others = {row["lead"] for row in case.truth.tables["actions"]} - {row["lead"] for row in true}
    strays = [{"lead": lead, "subject": "Hello", "text": "Good morning."} for lead in sorted(others)]
    assert check(task.grade(case, with_changes(case, mails=[*true, *strays])), "mails").earned == 0


def test_a_mail_may_name_who_was_there_before_but_not_greet_them(task: Task, case: Case) -> None:
    lead = planted(case, "new_contact")
    old = next(row["contact"] for row in case.systems["pipeline"].rows if row["lead"] == lead).split()[0]
    mails = len(case.truth.tables["mails"])
    told = changed_mail(case, lead, "Kind regards", f"It was good to work with {old}. Kind regards")
    assert check(task.grade(case, told), "mails").earned == pytest.approx(30)
    greeted = changed_mail(case, lead, "Kind regards", f"Hello {old}. Kind regards")
    assert check(task.grade(case, greeted), "mails").earned == pytest.approx(30 * (1 - 1 / mails))


def test_leaving_everybody_alone_earns_nothing(task: Task, case: Case) -> None:
    grade = task.grade(case, with_changes(case, mails=[]))
    assert check(grade, "mails").earned == check(grade, "left_alone").earned == 0


def test_a_day_and_a_name_beside_a_wrong_action_earn_nothing(task: Task, case: Case) -> None:
    guessed = [row | {"action": "sing"} for row in case.truth.tables["actions"]]
    assert check(task.grade(case, with_changes(case, actions=guessed)), "actions").earned == 0


def test_where_nothing_had_to_be_handed_over_the_work_done_counts(task: Task) -> None:
    case = task.deal(2, task.dials("default,planted=0"))
    assert case.truth.escalations == ()
    assert check(task.grade(case, with_changes(case)), "escalations").earned == pytest.approx(20)
    without_mails = task.grade(case, with_changes(case, mails=[]))
    assert check(without_mails, "escalations").earned == pytest.approx(20 * 40 / 70)


def test_actions_may_be_set_in_the_pipeline_instead_of_told(task: Task, case: Case) -> None:
    rest = {name: rows for name, rows in case.truth.tables.items() if name != "actions"}
    done = tuple(Action("set_next_action", dict(row)) for row in case.truth.tables["actions"])
    assert case.systems["pipeline"].writes[0].name == "set_next_action"
    assert task.grade(case, Answer(written(case, rest).text, actions=done)).score == pytest.approx(1)


def test_a_judge_is_asked_about_the_mails_alone(task: Task, case: Case) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return '{"verdict": "partly"}'

    grade = task.grade(case, with_changes(case), Judge("somebody", ask))
    assert grade.score == pytest.approx(110 / 120)
    assert all(case.truth.tables["mails"][0]["text"] in question for question in asked)
    assert not any("LEAD-" in question for question in asked)
