"""Who is in the pipeline: customers of the company who may buy more, and businesses that are not customers yet."""

from random import Random

from tasks_bank.tasks.sales_follow_up.records import Desk, Lead
from tasks_bank.world.customers import CONTACT_LAST_NAMES, Contact, some_contact
from tasks_bank.world.people import Person

_FIRST_WORDS = (
    *("Amberley", "Bankside", "Carrick", "Dunmore", "Eskdale", "Fairlea", "Glenfield", "Hollins", "Inglewood"),
    *("Kilburn", "Longacre", "Moorland", "Newbridge", "Oldfield", "Parkgate", "Ravens", "Stanhope", "Thistle"),
    *("Underwood", "Vernon", "Wharfe", "Yarrow"),
)
_ENDINGS = ("Stores", "Hotels", "Nurseries", "Garages", "Dental", "Lettings", "Colleges", "Leisure")


def some_prospects(desk: Desk, count: int) -> list[Lead]:
    """Draw leads in the order of their references; a third of them are customers already."""
    rng = desk.rng
    known = rng.sample(desk.company.customers, count // 3)
    people = {person.name: person for person in desk.company.people}
    executives = [seller for seller in desk.sellers if seller.role == "Sales Executive"]
    drawn = [(customer.name, customer.contacts[0], people[customer.owner]) for customer in known]
    words, lasts = (rng.sample(names, count - len(known)) for names in (_FIRST_WORDS, CONTACT_LAST_NAMES))
    drawn += [_outsider(rng, word, last, executives) for word, last in zip(words, lasts, strict=True)]
    rng.shuffle(drawn)
    refs = desk.refs.in_order("LEAD-", count)
    return [_lead(desk, ref, *each) for ref, each in zip(refs, drawn, strict=True)]


def _outsider(rng: Random, word: str, last: str, executives: list[Person]) -> tuple[str, Contact, Person]:
    name = f"{word} {rng.choice(_ENDINGS)}"
    domain = f"{name.lower().replace(' ', '')}.example"
    return name, some_contact(rng, last, domain), rng.choice(executives)


def _lead(desk: Desk, ref: str, company: str, contact: Contact, seller: Person) -> Lead:
    price = desk.rng.choice(desk.prices)
    units = desk.rng.randint(3, 25)
    return Lead(ref, company, contact, seller, price, units, units, price.now, price.now)
