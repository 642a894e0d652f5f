"""What an owner types for the plan: taken as it was meant, and each mistake is one sentence at its field."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.planning.fields import Fields, NotTaken
from assessor.planning.plan import PlanSaid, as_form, offered, read
from assessor.planning.reckoning import AS_TYPED, LEVY, NO_LEVY, reckon

TODAY = dt.date(2026, 11, 23)
ACCOUNT = {"on": "2026-11-20", "balance": "£120,000", "inflow": "5000.50", "committed": "0"}
SEATS = {"ST1512-people": "4", "ST1512-starts": "2027-01", "ST1512-months": "18", "ST1512-price": "18,000"}


def mistakes(**form: str) -> dict[str, str]:
    with pytest.raises(NotTaken) as caught:
        read(form, TODAY)
    return caught.value.mistakes


def typed(**form: str) -> PlanSaid:
    return read(form, TODAY)


def test_nothing_typed_is_nothing_known() -> None:
    assert read({}, TODAY) == PlanSaid()


def test_pounds_are_kept_as_whole_pence() -> None:
    said = typed(pays_levy="yes", **ACCOUNT, committed_until="2027-09", expiring="2027-03 1,200\n2027-02 300.25\n")
    assert said.account is not None
    assert (said.account.balance_pence, said.account.inflow_pence) == (12_000_000, 500_050)
    assert [(each.month.month, each.pence) for each in said.account.expiring] == [(2, 30_025), (3, 120_000)]
    assert said.account.committed_until == dt.date(2027, 9, 1)


def test_what_was_kept_comes_back_as_it_was_typed() -> None:
    form = {"pays_levy": "yes", **ACCOUNT, **SEATS, "expiring": "2027-03 1200", "ST1512-from_25": "0"}
    said = typed(**form)
    assert PlanSaid.model_validate(said.model_dump(mode="json")) == said
    assert typed(**as_form(said)) == said


def test_a_legacy_unit_is_not_offered() -> None:
    codes = {one.code for one in offered(TODAY)}
    assert "AU0002" not in codes
    assert {"ST0795", "ST1512", "AU0009", "AU0010", "AU0011"} <= codes
    assert typed(**{"AU0002-people": "3"}).seats == ()


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        ({"pays_levy": "maybe"}, "pays_levy", "Choose whether the levy is paid."),
        ({**ACCOUNT, "balance": "a lot"}, "balance", "'a lot' is not the balance in pounds; write 0 to 1,000,000,000."),
        ({**ACCOUNT, "balance": "-5"}, "balance", "'-5' is not the balance in pounds; write 0 to 1,000,000,000."),
        (
            {**ACCOUNT, "inflow": ""},
            "inflow",
            "Fill in what comes in a month in pounds, 0 for nothing, or leave all of",
        ),
        ({**ACCOUNT, "on": "2026-11-24"}, "on", "The balance is of 2026-11-24; take one of the past half year"),
        (
            {**ACCOUNT, "on": "23/11/2026"},
            "on",
            "'23/11/2026' is not the day of the balance; write year, month and day",
        ),
        ({**ACCOUNT, "expiring": "soon 5"}, "expiring", "'soon 5' is not a month and pounds above 0"),
        ({**ACCOUNT, "expiring": "2026-11 5"}, "expiring", "2026-11 is not after the day of the balance"),
        ({**ACCOUNT, "expiring": "2027-01 120001"}, "expiring", "More expires than the balance"),
        ({**ACCOUNT, "pays_levy": "no"}, "pays_levy", "Who pays no levy has no levy account"),
        ({**SEATS, "ST1512-people": ""}, "ST1512-people", "Fill in how many seats of ST1512 are planned"),
        ({**SEATS, "ST1512-people": "0"}, "ST1512-people", "'0' is no number of seats; write a whole number from 1"),
        ({**SEATS, "ST1512-from_25": "5"}, "ST1512-from_25", "5 of 4 people cannot be; write 4 at most."),
        ({**SEATS, "ST1512-starts": ""}, "ST1512-starts", "Fill in the month in which seats of ST1512 begin"),
        ({**SEATS, "ST1512-starts": "2027-13"}, "ST1512-starts", "'2027-13' is not the first month"),
        (
            {**SEATS, "ST1512-starts": "2026-11"},
            "ST1512-starts",
            "ST1512 cannot be planned from 2026-11; write 2026-12 to",
        ),
        (
            {**SEATS, "ST1512-months": "37"},
            "ST1512-months",
            "'37' is no number of months; write a whole number from 1 to",
        ),
        ({**SEATS, "ST1512-price": "1e5"}, "ST1512-price", "'1e5' is not the price of a seat in pounds"),
    ],
)
def test_a_mistake_is_one_sentence_at_its_field(form: dict[str, str], field: str, sentence: str) -> None:
    found = mistakes(**form)
    assert list(found) == [field]
    assert found[field].startswith(sentence)


def test_all_mistakes_are_told_at_once() -> None:
    assert set(mistakes(pays_levy="perhaps", **{"ST1512-months": "x"})) == {
        "pays_levy",
        "ST1512-months",
        "ST1512-people",
        "ST1512-starts",
    }


@given(st.text(max_size=40))
def test_whatever_is_typed_is_taken_or_refused(said: str) -> None:
    fields = Fields({"a": said})
    readings: list[Any] = [
        fields.pence("a", "money", 10**9),
        fields.whole("a", "things", 0, 9),
        fields.month("a", "a month"),
        fields.day("a", "a day"),
    ]
    assert fields.mistakes or not said.strip() or any(one is not None for one in readings)


def test_without_anything_typed_what_is_not_known_is_listed() -> None:
    found = reckon(PlanSaid())
    assert found.unknown[0] == "Whether the employer pays the levy."
    assert found.months == ()
    assert found.due == ()


def test_both_situations_stand_side_by_side_and_the_own_one_is_marked() -> None:
    with_account = reckon(typed(pays_levy="yes", **ACCOUNT, **SEATS))
    assert [(one.name, one.is_own) for one in with_account.situations] == [
        (AS_TYPED, True),
        (LEVY, False),
        (NO_LEVY, False),
    ]
    no_levy = reckon(typed(pays_levy="no", **SEATS))
    assert [(one.name, one.is_own) for one in no_levy.situations] == [(LEVY, False), (NO_LEVY, True)]


def test_without_the_levy_the_months_add_up_to_the_employers_part() -> None:
    # Ages are not known, so at most 4 · 18,000 · 5 % = 3,600 pounds: 200 a month.
    found = reckon(typed(pays_levy="no", **SEATS))
    assert {own for _, _, own in found.due} == {20_000}
    assert sum(own for _, _, own in found.due) == 360_000


def test_an_account_that_cannot_pay_what_was_agreed_before_is_over_committed() -> None:
    said = typed(pays_levy="yes", **{**ACCOUNT, "balance": "0", "inflow": "100", "committed": "200"}, **SEATS)
    assert any("over-committed: from December 2026" in caution for caution in reckon(said).cautions)


def test_a_price_above_the_band_and_a_time_too_short_are_said() -> None:
    form = {**SEATS, "ST1512-price": "20000", "ST1512-months": "7"}
    cautions = reckon(typed(**form)).cautions
    assert any("above the funding band of £18,000" in each and "£8,000 in all" in each for each in cautions)
    assert any("7 months were typed" in each and "8 months at least" in each for each in cautions)


def test_units_beyond_half_of_the_levy_are_said() -> None:
    # 5 seats at 3,000 of 1,000 and 12 times 1,000: 15,000 of 13,000.
    units = {"AU0010-people": "5", "AU0010-starts": "2027-01", "AU0010-months": "1", "AU0010-price": "3000"}
    said = typed(pays_levy="yes", **{**ACCOUNT, "balance": "1000", "inflow": "1000"}, **units)
    assert any("Units take £15,000 of £13,000" in each for each in reckon(said).cautions)


def test_what_does_not_expire_by_a_typed_month_is_there_as_long_as_the_rule_lets_it() -> None:
    said = typed(pays_levy="yes", **{**ACCOUNT, "inflow": "0"}, expiring="2027-03 20,000")
    rows = {row.month: row for row in reckon(said).months}
    assert rows[dt.date(2027, 3, 1)].expired == 2_000_000
    # The rest came in in November 2026 at the latest: there for twelve months, gone as November 2027 begins.
    assert rows[dt.date(2027, 11, 1)].expired == 10_000_000
