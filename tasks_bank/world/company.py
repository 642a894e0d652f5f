"""The make-believe company as one seed has it."""

from dataclasses import dataclass
from random import Random

from tasks_bank.world.month import Month, some_month
from tasks_bank.world.people import Person, some_people
from tasks_bank.world.suppliers import FIRST_WORDS, Supplier, some_suppliers

_ENDINGS = ("Analytics", "Engineering", "Consulting", "Care Homes", "Foods", "Logistics")


@dataclass(frozen=True, slots=True)
class Company:
    """A small business in Leeds, in one month."""

    name: str
    month: Month
    people: tuple[Person, ...]
    suppliers: tuple[Supplier, ...]

    @property
    def finance_manager(self) -> Person:
        """Who asks for the books and decides what is out of the ordinary."""
        return next(person for person in self.people if person.role == "Finance Manager")

    def suppliers_of(self, *trades: str) -> tuple[Supplier, ...]:
        """Return the suppliers in these trades."""
        return tuple(supplier for supplier in self.suppliers if supplier.trade.key in trades)


def some_company(rng: Random, noise: float) -> Company:
    """Draw a company, its month, staff and suppliers; it does not share a first word with any of them."""
    suppliers = some_suppliers(rng, noise)
    taken = {supplier.name.split()[0] for supplier in suppliers}
    first = rng.choice([word for word in FIRST_WORDS if word not in taken])
    return Company(f"{first} {rng.choice(_ENDINGS)} Ltd", some_month(rng), some_people(rng), suppliers)
