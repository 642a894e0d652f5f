"""Who buys from the company: accounts with their contacts, contract and the account manager who looks after them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tasks_bank.world.month import Month
from tasks_bank.world.people import FIRST_NAMES, Person
from tasks_bank.world.references import References

CONTACT_LAST_NAMES = (
    *("Archer", "Bright", "Coles", "Darby", "Eaves", "Finch", "Gould", "Hale", "Ives", "Joyce"),
    *("Kemp", "Lamb", "Moss", "Neale", "Oakes", "Pike", "Rowe", "Sharp", "Thorne", "Upton"),
    *("Vance", "Webb", "Yates", "Ames", "Birch", "Crane", "Drew", "Elliott", "Frost", "Gale"),
)
"""None of them is a last name of staff."""
_FIRST_WORDS = (
    *("Acorn", "Anchor", "Beacon", "Bluebell", "Bramble", "Cedar", "Cobalt", "Compass", "Crescent", "Driftwood"),
    *("Elmfield", "Falcon", "Garnet", "Heather", "Ironbridge", "Jubilee", "Lantern", "Maple", "Meridian", "Nettle"),
    *("Osprey", "Pebble", "Primrose", "Quarry", "Rowan", "Saffron", "Skylark", "Tamarind", "Tinker", "Willow"),
)
_ENDINGS = ("Bakery", "Books", "Clinics", "Gardens", "Homes", "Interiors", "Kitchens", "Outdoors", "Print", "Schools")
_ROLES = ("Owner", "Operations Manager", "Office Manager", "Finance Director", "Buyer")
HOW_MANY = 24


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at a customer."""

    name: str
    role: str
    email: str


@dataclass(frozen=True, slots=True)
class Customer:
    """An account of the company."""

    ref: str
    """Such as ACC-21034; no other seed within 450 deals it."""
    name: str
    town: str
    contacts: tuple[Contact, ...]
    """One or two, the main one first."""
    owner: str
    """The name of the account manager."""
    product: str
    monthly_pounds: int
    """What they usually buy for in a month, before VAT."""
    contract_start: dt.date
    contract_end: dt.date
    """The last day of the contract; it renews for a year."""


def some_customers(
    seed: int, rng: Random, month: Month, people: Sequence[Person], products: Sequence[str]
) -> tuple[Customer, ...]:
    """Draw the customers, in the order of their references."""
    owners = [person.name for person in people if person.role == "Account Manager"]
    words = rng.sample(_FIRST_WORDS, HOW_MANY)
    lasts = iter(rng.sample(CONTACT_LAST_NAMES, len(CONTACT_LAST_NAMES)) * 2)
    refs = References(seed, rng).in_order("ACC-", HOW_MANY)
    customers = []
    for ref, word in zip(refs, words, strict=True):
        name = f"{word} {rng.choice(_ENDINGS)}"
        domain = name.lower().replace(" ", "") + ".example"
        contacts = tuple(some_contact(rng, next(lasts), domain) for _ in range(rng.choice((1, 1, 2))))
        end = month.after(rng.randint(0, 11)).last
        started = dt.date(end.year - rng.randint(1, 6), end.month, 1) + dt.timedelta(days=31)
        customers.append(
            Customer(
                ref,
                name,
                rng.choice(("Leeds", "York", "Bradford", "Hull", "Sheffield", "Halifax")),
                contacts,
                rng.choice(owners),
                rng.choice(products),
                rng.randrange(300, 6000, 50),
                started.replace(day=1),
                end,
            )
        )
    return tuple(customers)


def name_as_typed(rng: Random, name: str, noise: float) -> str:
    """Spell a customer as people in a hurry do; the noisier, the less often in full. The first word always stays."""
    if rng.random() >= noise:
        return name
    first, _, rest = name.partition(" ")
    return rng.choice((name.upper(), name.lower(), f"{name} Ltd", f"{first} {rest[:3]}.", first))


def some_contact(rng: Random, last: str, domain: str) -> Contact:
    """Draw somebody of that last name who works at a customer with that mail domain."""
    first = rng.choice(FIRST_NAMES)
    return Contact(f"{first} {last}", rng.choice(_ROLES), f"{first}.{last}@{domain}".lower())
