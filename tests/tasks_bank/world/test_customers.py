from random import Random

from tasks_bank.world.company import company_of
from tasks_bank.world.customers import name_as_typed

NAMES = [customer.name for customer in company_of(3).customers]


def test_without_noise_a_customers_name_is_typed_in_full() -> None:
    assert [name_as_typed(Random(1), name, 0) for name in NAMES] == NAMES


def test_a_name_typed_in_a_hurry_keeps_its_first_word() -> None:
    rng = Random(2)
    for name in NAMES:
        typed = name_as_typed(rng, name, 1)
        assert typed != name
        assert typed.split(maxsplit=1)[0].casefold() == name.split(maxsplit=1)[0].casefold()


def test_no_two_customers_of_a_company_share_a_first_word() -> None:
    for seed in range(20):
        firsts = [customer.name.split(maxsplit=1)[0] for customer in company_of(seed).customers]
        assert len(set(firsts)) == len(firsts)
