"""The make-believe company as one seed has it: the same people, customers and suppliers in every task of that seed."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from tasks_bank.world.brand import BRANDS, Brand
from tasks_bank.world.customers import Customer, some_customers
from tasks_bank.world.month import Month, some_month
from tasks_bank.world.people import Person, some_people
from tasks_bank.world.suppliers import FIRST_WORDS, Supplier, some_suppliers

_REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class Company:
    """A small business in Leeds, in one month."""

    name: str
    domain: str
    """Of its mail addresses; it ends in ``.example``, which nobody can own."""
    month: Month
    """The month that the work is about."""
    brand: Brand
    people: tuple[Person, ...]
    customers: tuple[Customer, ...]
    suppliers: tuple[Supplier, ...]

    @property
    def finance_manager(self) -> Person:
        """Who asks for the books and decides what is out of the ordinary."""
        return self.who("Finance Manager")

    def who(self, role: str) -> Person:
        """Return the first person in a role."""
        return next(person for person in self.people if person.role == role)

    def team(self, name: str) -> tuple[Person, ...]:
        """Return a team, its head first."""
        return tuple(person for person in self.people if person.team == name)

    def suppliers_of(self, *trades: str) -> tuple[Supplier, ...]:
        """Return the suppliers in these trades."""
        return tuple(supplier for supplier in self.suppliers if supplier.trade.key in trades)


@lru_cache(maxsize=_REMEMBERED)
def company_of(seed: int, noise: float = 0.5) -> Company:
    """Return the company of a seed. It shares no first word with a supplier.

    `noise`, from 0 to 1, is how differently suppliers lay out their papers; nothing else depends on it.
    """
    suppliers = some_suppliers(Random(f"suppliers {seed}"), noise)
    rng = Random(f"company {seed}")
    taken = {supplier.name.split()[0] for supplier in suppliers}
    first = rng.choice([word for word in FIRST_WORDS if word not in taken])
    brand = rng.choice(BRANDS)
    month = some_month(rng)
    domain = f"{first}-{brand.trade}.example".lower().replace(" ", "-")
    people = some_people(Random(f"people {seed}"), month, domain)
    customers = some_customers(seed, Random(f"customers {seed}"), month, people, brand.products)
    return Company(f"{first} {brand.trade} Ltd", domain, month, brand, people, customers, suppliers)
