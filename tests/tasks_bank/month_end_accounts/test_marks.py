from collections.abc import Sequence
from decimal import Decimal

import pytest

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.judge import Judge
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check, Grade
from tasks_bank.specimens import right, written
from tasks_bank.task import Task


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(4, task.dials())


def check(grade: Grade, name: str) -> Check:
    return next(each for each in grade.checks if each.name == name)


def marked(task: Task, case: Case, summary: str = "", **changed: Sequence[Row]) -> Grade:
    """Mark the right answer with some tables or the summary changed."""
    texts = {"summary": summary or case.truth.texts["summary"]}
    return task.grade(case, written(case, {**case.truth.tables, **changed}, texts))


def test_marks_by_rule_add_up_to_a_hundred(task: Task, case: Case) -> None:
    grade = task.grade(case, Answer())
    assert [(each.name, each.available) for each in grade.checks if each.scored] == [
        ("journals", 40),
        ("balance", 5),
        ("control_accounts", 15),
        ("anomalies", 15),
        ("summary", 10),
        ("escalations", 15),
    ]


def test_a_blank_side_is_nought(task: Task, case: Case) -> None:
    blank = [
        {name: "" if cell == "0.00" else cell for name, cell in row.items()} for row in case.truth.tables["journals"]
    ]
    assert marked(task, case, journals=blank).score == pytest.approx(1)


def test_noughts_that_a_spreadsheet_drops_cost_nothing(task: Task, case: Case) -> None:
    rows = [row | {"account": row["account"].lstrip("0")} for row in case.truth.tables["journals"]]
    assert any(len(row["account"]) < 4 for row in rows)
    assert marked(task, case, journals=rows).score == pytest.approx(1)


def test_an_amount_on_the_wrong_side_costs_three_quarters_of_its_row_and_the_balance(task: Task, case: Case) -> None:
    first, *rest = case.truth.tables["journals"]
    grade = marked(task, case, journals=[first | {"debit": first["credit"], "credit": first["debit"]}, *rest])
    count = len(rest) + 1
    assert check(grade, "journals").earned == pytest.approx(40 * (count - 0.75) / count)
    assert check(grade, "balance").earned < 5
    assert check(grade, "balance").details[0].startswith(f"{first['ref']}: ")


def test_half_a_journal_does_not_balance(task: Task, case: Case) -> None:
    rows = case.truth.tables["journals"]
    refs = len({row["ref"] for row in rows})
    share = (len(rows) - 1) / len(rows)
    earned = check(marked(task, case, journals=rows[1:]), "balance").earned
    assert earned == pytest.approx(5 * (refs - 1) / refs * share)


def test_a_difference_that_does_not_follow_from_its_row_earns_nothing(task: Task, case: Case) -> None:
    rows = [row | {"expected_balance": "0.01"} for row in case.truth.tables["control_accounts"]]
    grade = marked(task, case, control_accounts=rows)
    assert check(grade, "control_accounts").earned == pytest.approx(15 * 0.2)


def test_a_lazy_copy_of_the_ledger_earns_little_on_control_accounts(task: Task, case: Case) -> None:
    rows = [
        row | {"expected_balance": row["ledger_balance"], "difference": "0.00"}
        for row in case.truth.tables["control_accounts"]
    ]
    differing = sum(row["difference"] != "0.00" for row in case.truth.tables["control_accounts"])
    grade = marked(task, case, control_accounts=rows)
    assert check(grade, "control_accounts").earned == pytest.approx(15 * (4 - 0.8 * differing) / 4)


def test_a_summary_that_the_journals_do_not_bear_out_earns_nothing(task: Task, case: Case) -> None:
    half = [row | {"debit": "1.00"} if row["account"] >= "4000" else row for row in case.truth.tables["journals"]]
    assert check(marked(task, case, journals=half), "summary").earned == 0


def test_income_that_is_right_earns_a_third_where_costs_are_not(task: Task, case: Case) -> None:
    rows = case.truth.tables["journals"]
    cost = next(row for row in rows if row["reason"] == "depreciation" and row["account"] == "8000")
    more = cost | {"debit": str(Decimal(cost["debit"]) + 10)}
    grade = marked(task, case, journals=[row if row is not cost else more for row in rows])
    assert check(grade, "summary").earned == pytest.approx(10 / 3)


def test_a_summary_without_last_months_profit_lacks_a_quarter(task: Task, case: Case) -> None:
    last = abs(Decimal(case.truth.facts["last_month"][0]["amount"]))
    summary = case.truth.texts["summary"].replace(f"{last:,.2f}", "about the same")
    assert check(marked(task, case, summary), "summary").earned == pytest.approx(7.5)


def test_figures_without_commas_count(task: Task, case: Case) -> None:
    summary = case.truth.texts["summary"].replace(",", "")
    assert check(marked(task, case, summary), "summary").earned == pytest.approx(10)


def test_the_profit_before_journals_must_not_be_stated(task: Task, case: Case) -> None:
    profit = -sum(Decimal(row["amount"]) for row in case.truth.facts["balances"] if "4000" <= row["account"] < "9000")
    summary = f"{case.truth.texts['summary']} Before journals it was £{profit:,.2f}."
    assert check(marked(task, case, summary), "summary").earned == 0


def test_clarity_is_a_judges_and_unscored_without_one(task: Task, case: Case) -> None:
    answer = right(case)
    without = task.grade(case, answer)
    assert without.share_scored == pytest.approx(100 / 110)
    stern = Judge("a stern reader", lambda _: '{"verdict": "falls_short"}')
    assert task.grade(case, answer, stern).score == pytest.approx(100 / 110)


def test_doing_nothing_earns_nothing_where_there_is_nothing_to_find(task: Task) -> None:
    case = task.deal(1, task.dials("small,planted=0"))
    assert not case.truth.tables["anomalies"]
    assert task.grade(case, Answer("## anomalies\n\n```csv\nitem,kind\n```")).score == 0
