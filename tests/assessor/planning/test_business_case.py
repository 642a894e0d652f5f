"""What may be typed for a business case, and what is said of mistakes."""

import datetime as dt

import pytest

from assessor.planning.business_case import WorkSaid, as_form, lines_in, read
from assessor.planning.fields import NotTaken

TODAY = dt.date(2026, 11, 23)
FORM = {
    "target": "orchestration",
    "until": "2027-06-30",
    "reached": "50",
    "hour_cost": "32.50",
    "per_dollar": "0.8",
    "work-0-name": "Expense claims",
    "work-0-times": "1,200",
    "work-0-run": "made-up-7f3a",
    "work-2-name": "Tenders",
    "work-2-times": "0.5",
}


def mistakes(**typed: str) -> dict[str, str]:
    with pytest.raises(NotTaken) as found:
        read(FORM | {name.replace("__", "-"): value for name, value in typed.items()}, TODAY)
    return found.value.mistakes


def test_a_form_is_read_line_by_line_and_money_is_kept_in_pence() -> None:
    said = read(FORM, TODAY)
    assert (said.hour_pence, said.per_dollar, said.reached_percent) == (3250, 0.8, 50)
    assert said.works == (
        WorkSaid(name="Expense claims", times_a_month=1200, run="made-up-7f3a"),
        WorkSaid(name="Tenders", times_a_month=0.5),
    )


def test_what_was_typed_comes_back_into_the_form() -> None:
    said = read(FORM, TODAY)
    assert read(as_form(said), TODAY) == said


def test_a_dollar_need_not_be_said() -> None:
    assert read(FORM | {"per_dollar": ""}, TODAY).per_dollar is None


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("target", "prompting", "Choose up to which way"),
        ("until", "2026-11-22", "2026-11-22 is not within 5 years"),
        ("until", "soon", "'soon' is not the day by which"),
        ("reached", "0", "a whole number from 1 to 100"),
        ("reached", "", "how many in a hundred"),
        ("hour_cost", "0", "An hour costs more than 0"),
        ("hour_cost", "2000", "write 0 to 1,000"),
        ("per_dollar", "80", "a number from 0.1 to 10"),
        ("work-0-times", "", "how often the whole team"),
        ("work-0-times", "often", "'often' is not how often in a month"),
        ("work-0-name", "", "Name this piece of work"),
        ("work-0-name", "x" * 81, "81 characters; write 80 at most"),
        ("work-0-run", "../runs.db", "is no id of a run"),
    ],
)
def test_a_mistake_is_one_sentence_at_its_field(field: str, typed: str, says: str) -> None:
    found = mistakes(**{field: typed})
    assert set(found) == {field}
    assert says in found[field]


def test_all_mistakes_are_told_at_once() -> None:
    assert set(mistakes(until="", reached="", hour_cost="")) == {"until", "reached", "hour_cost"}


def test_a_case_without_work_is_none() -> None:
    empty = {name: "" for name in FORM if name.startswith("work")}
    assert set(mistakes(**empty)) == {"work-0-name"}


def test_a_form_shows_three_lines_more_than_are_filled_in() -> None:
    assert lines_in({}) == 3
    assert lines_in(FORM) == 6
    assert lines_in({"work-11-name": "x"}) == 12
