"""What meetings are about: things that teams want money for, and what is on the list from earlier meetings."""

from random import Random

from tasks_bank.tasks.meeting_admin.meeting import Desk, Subject
from tasks_bank.world.people import TEAMS

_THINGS = (
    ("Laptops", "the laptops", 1800, 3900, "order"),
    ("Desk chairs", "the desk chairs", 600, 2400, "order"),
    ("First aid course", "the first aid course", 420, 1400, "book"),
    ("Away day", "the away day", 800, 2900, "plan"),
    ("Second printer", "the second printer", 250, 900, "order"),
    ("Headsets", "the headsets", 300, 1100, "order"),
    ("Trade fair stand", "the trade fair stand", 1500, 3900, "book"),
    ("Spreadsheet course", "the spreadsheet course", 350, 1600, "book"),
    ("Phone contract", "the new phone contract", 700, 2600, "sign"),
    ("Temporary help", "the temporary help", 1900, 3900, "arrange"),
    ("Storage unit", "the storage unit", 500, 1900, "rent"),
    ("Survey", "the survey", 900, 2800, "set up"),
)
_ONLY_FOR = {"Trade fair stand": ("Sales", "Marketing")}
"""Teams that a thing is for, where not any team has a use for it."""
_ERRANDS = (
    ("Update the leaflet for {product}", "the leaflet for {product}"),
    ("Send {customer} the new price list", "the price list for {customer}"),
    ("Write a letter to {customer} about the late delivery", "the letter to {customer}"),
    ("Check the first aid box of {team}", "the first aid box in {team}"),
    ("Collect holiday dates of {team}", "the holiday dates from {team}"),
    ("Archive the {team} files of last year", "last year's files of {team}"),
    ("Ask {customer} for a reference", "the reference from {customer}"),
)


def some_subject(desk: Desk, at_least: int = 0) -> Subject:
    """Draw a subject that was not drawn before; it may well cost so many pounds at least."""
    while True:
        name, thing, low, high, verb = desk.rng.choice(_THINGS)
        team = desk.rng.choice(_ONLY_FOR.get(name, tuple(TEAMS)))
        title = f"{name} for {team}"
        if title not in desk.used and high >= at_least:
            desk.used.add(title)
            return Subject(title, f"{thing} for {team}", low, high, f"{verb} {thing} for {team}")


def some_errand(desk: Desk) -> tuple[str, str]:
    """Draw something from the list of earlier actions: as it is written, and as it is spoken of."""
    rng: Random = desk.rng
    while True:
        written, spoken = rng.choice(_ERRANDS)
        words = {
            "product": rng.choice(desk.company.brand.products),
            "customer": rng.choice(desk.company.customers).name,
            "team": rng.choice(list(TEAMS)),
        }
        what = written.format(**words)
        if what not in desk.used:
            desk.used.add(what)
            return what, spoken.format(**words)
