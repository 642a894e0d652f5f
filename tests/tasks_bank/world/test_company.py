import itertools
import re
from random import Random

import pytest

from tasks_bank.world.company import Company, company_of
from tasks_bank.world.month import is_working_day
from tasks_bank.world.references import References, nonsense_word
from tasks_bank.world.suppliers import some_supplier_abroad
from tasks_bank.world.trades import TRADES, trade


@pytest.fixture(params=range(20))
def company(request: pytest.FixtureRequest) -> Company:
    return company_of(request.param)


def test_everybody_but_the_director_answers_to_somebody_who_works_there(company: Company) -> None:
    names = {person.name for person in company.people}
    assert len(names) == len(company.people)
    assert [person.role for person in company.people if not person.manager] == ["Managing Director"]
    assert all(person.manager in names - {person.name} for person in company.people[1:])


def test_the_people_of_a_seed_are_the_same_whatever_the_noise() -> None:
    quiet, loud = company_of(3, 0), company_of(3, 1)
    assert (quiet.people, quiet.customers, quiet.month) == (loud.people, loud.customers, loud.month)
    assert [s.name for s in quiet.suppliers] == [s.name for s in loud.suppliers]


def test_every_customer_is_looked_after_by_an_account_manager(company: Company) -> None:
    managers = {person.name for person in company.people if person.role == "Account Manager"}
    assert {customer.owner for customer in company.customers} <= managers
    assert all(customer.contract_start < customer.contract_end for customer in company.customers)
    assert all(customer.contract_end >= company.month.first for customer in company.customers)


def test_no_contact_of_a_customer_has_a_name_of_staff(company: Company) -> None:
    staff = {person.name.split()[1] for person in company.people}
    assert not staff & {contact.name.split()[1] for customer in company.customers for contact in customer.contacts}


def test_leave_takes_up_working_weeks_and_no_two_stretches_touch(company: Company) -> None:
    for person in company.people:
        assert all(away.first.weekday() == 0 and away.last.weekday() <= 4 for away in person.leave)
        assert all(a.last < b.first for a, b in itertools.pairwise(person.leave))


def test_nobody_takes_a_day_off_that_is_a_bank_holiday() -> None:
    people = [person for seed in range(120) for person in company_of(seed).people]
    days = [away.first for person in people for away in person.leave if away.first == away.last]
    assert len(days) > 100
    assert all(is_working_day(day) for day in days)


def test_the_first_word_of_a_name_tells_suppliers_and_company_apart(company: Company) -> None:
    words = [name.split(maxsplit=1)[0] for name in (company.name, *(s.name for s in company.suppliers))]
    assert len(set(words)) == len(words)


def test_every_trade_has_a_supplier(company: Company) -> None:
    assert {supplier.trade.key for supplier in company.suppliers} == {trade.key for trade in TRADES}


def test_only_suppliers_with_vat_name_it_in_their_total(company: Company) -> None:
    assert not any("VAT" in s.style.total_label for s in company.suppliers if not s.trade.vat)


def test_without_noise_all_papers_look_alike_and_no_name_is_cut() -> None:
    company = company_of(11, 0)
    assert len({supplier.style for supplier in company.suppliers_of("rail", "cabs", "store")}) == 1
    assert all(
        supplier.on_statement(Random(1), 0) == supplier.name.upper().replace("&", "AND").removesuffix(" LTD")
        for supplier in company.suppliers
    )


def test_a_noisy_bank_keeps_the_first_word_of_a_name() -> None:
    for supplier in company_of(12, 1).suppliers:
        assert re.fullmatch(
            rf"{supplier.name.split()[0].upper()} [A-Z& ]+\* \d{{4}}", supplier.on_statement(Random(2), 1)
        )


@pytest.mark.parametrize("seed", range(30))
def test_suppliers_abroad_charge_no_british_vat(seed: int) -> None:
    supplier = some_supplier_abroad(Random(seed), 0.5, ())
    assert supplier.is_abroad
    assert supplier.currency in {"EUR", "USD"}
    assert supplier.trade.vat == 0
    assert not supplier.vat_number
    assert "VAT" not in supplier.style.total_label


def test_train_tickets_are_zero_rated_and_hotels_and_meals_are_not() -> None:
    assert trade("rail").vat == 0
    assert {trade(key).vat * 100 for key in ("hotel", "restaurant", "cafe", "cabs")} == {20}


@pytest.mark.parametrize("prefix", ["B", "C", "INV-", "REC-", "CRN-"])
def test_seeds_share_no_reference(prefix: str) -> None:
    seen: set[str] = set()
    for seed in range(450):
        dealt = set(References(seed, Random(seed)).in_order(prefix, 12))
        assert not dealt & seen
        seen |= dealt


def test_no_reference_is_dealt_twice() -> None:
    references = References(5, Random(5))
    dealt = [references.any("REC-") for _ in range(200)]
    assert len(set(dealt)) == 200


def test_statement_references_rise() -> None:
    dealt = References(5, Random(5)).in_order("B", 50)
    assert dealt == sorted(dealt)


def test_nonsense_depends_on_the_seed_alone() -> None:
    words = [nonsense_word(Random(seed)) for seed in range(50)]
    assert words == [nonsense_word(Random(seed)) for seed in range(50)]
    assert len(set(words)) == 50
