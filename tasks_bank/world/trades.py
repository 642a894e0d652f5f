"""What kinds of business a company buys from: what each sells, at what price, and how it charges VAT."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tasks_bank.world.money import NO_VAT, STANDARD_VAT

Paid = Literal["card", "bank"]
Per = Literal["", "night", "head"]


@dataclass(frozen=True, slots=True)
class Ware:
    """Something that is sold."""

    name: str
    low: int
    """The lowest price in pounds: before VAT on an invoice, with VAT on a receipt."""
    high: int


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of business."""

    key: str
    category: str
    """Of expense: travel, accommodation, meals, software, office, equipment, services or personal."""
    paid: Paid
    """By company card against a receipt, or from the bank account against an invoice."""
    endings: tuple[str, ...]
    """What the names of such businesses end in."""
    wares: tuple[Ware, ...]
    vat: Decimal = STANDARD_VAT
    vat_words: str = "VAT 20%"
    per: Per = ""
    """What the price is for, where the policy has a limit on it."""


TRADES = (
    Trade(
        "rail",
        "travel",
        "card",
        ("Rail", "Trains"),
        (
            Ware("Return ticket Leeds to London", 64, 138),
            Ware("Return ticket Leeds to York", 14, 24),
            Ware("Single ticket Leeds to Bristol", 48, 96),
            Ware("Return ticket Leeds to Manchester", 19, 41),
        ),
        NO_VAT,
        "VAT 0%",
    ),
    Trade(
        "cabs",
        "travel",
        "card",
        ("Taxis", "Cabs"),
        (Ware("Taxi, station to client", 8, 26), Ware("Taxi, airport to office", 24, 46)),
    ),
    Trade(
        "hotel",
        "accommodation",
        "card",
        ("Hotel", "Hotel & Rooms"),
        (Ware("Single room with breakfast", 70, 150),),
        per="night",
    ),
    Trade(
        "restaurant",
        "meals",
        "card",
        ("Restaurant", "Restaurant & Grill"),
        (Ware("Dinner", 18, 40), Ware("Lunch", 12, 30)),
        per="head",
    ),
    Trade(
        "cafe",
        "meals",
        "card",
        ("Cafe", "Coffee House"),
        (Ware("Coffee and cake", 4, 9), Ware("Sandwich and coffee", 7, 13)),
        per="head",
    ),
    Trade(
        "subscription",
        "software",
        "card",
        ("Software", "Software Online"),
        (Ware("Video calls, monthly plan", 12, 60), Ware("Design tool, monthly plan", 18, 75)),
    ),
    Trade(
        "licences",
        "software",
        "bank",
        ("Software Systems", "Software Group"),
        (
            Ware("Accounts software, yearly licence", 180, 640),
            Ware("Virus scanner, 20 computers", 150, 380),
            Ware("Customer database, 12 users", 240, 780),
        ),
    ),
    Trade(
        "stationery",
        "office",
        "bank",
        ("Stationery", "Stationery & Print"),
        (
            Ware("Copier paper, 20 boxes", 320, 460),
            Ware("Toner cartridges, set of 4", 140, 290),
            Ware("Letterheads, 5,000 sheets", 110, 240),
        ),
    ),
    Trade(
        "store",
        "office",
        "card",
        ("General Stores", "Market Hall"),
        (Ware("Printer ink and envelopes", 16, 58), Ware("Desk pads and pens", 9, 34)),
    ),
    Trade(
        "computers",
        "equipment",
        "bank",
        ("Computers", "Computer Supplies"),
        (Ware("Laptop computer", 620, 1480), Ware("Monitors, 2 pieces", 260, 560), Ware("Laser printer", 190, 420)),
    ),
    Trade(
        "furniture",
        "equipment",
        "bank",
        ("Furniture", "Furniture Works"),
        (Ware("Office chairs, 3 pieces", 270, 780), Ware("Meeting table", 310, 690), Ware("Standing desk", 280, 590)),
    ),
    Trade(
        "cleaning",
        "services",
        "bank",
        ("Cleaning", "Cleaning Services"),
        (Ware("Office cleaning, monthly", 260, 620), Ware("Window cleaning, both floors", 95, 210)),
    ),
    Trade(
        "solicitors",
        "services",
        "bank",
        ("Solicitors", "Legal"),
        (
            Ware("Review of lease, 4 hours", 640, 1180),
            Ware("Advice on contract, 2 hours", 320, 590),
            Ware("Staff handbook, review", 410, 760),
        ),
    ),
    Trade(
        "training",
        "services",
        "bank",
        ("Training", "Training Partners"),
        (
            Ware("First aid course, 6 places", 420, 860),
            Ware("Fire safety course, 8 places", 360, 720),
            Ware("Spreadsheet course, 4 places", 280, 610),
        ),
    ),
    Trade(
        "insurance",
        "services",
        "bank",
        ("Insurance", "Insurance Brokers"),
        (Ware("Office contents insurance, quarter", 190, 520), Ware("Liability insurance, quarter", 160, 480)),
        NO_VAT,
        "VAT exempt",
    ),
    Trade(
        "toys",
        "personal",
        "card",
        ("Toys", "Toys & Games"),
        (Ware("Children's construction set", 22, 64), Ware("Board game and doll", 18, 49)),
    ),
    Trade(
        "cinema",
        "personal",
        "card",
        ("Cinema", "Picture House"),
        (Ware("Family ticket, evening film", 27, 48),),
    ),
)

PERSONAL_WARES = (
    Ware("Children's bicycle helmet", 18, 39),
    Ware("Garden barbecue set", 32, 74),
    Ware("Dog food and dog bed", 21, 58),
    Ware("Men's running shoes", 38, 86),
)
"""What a general store also sells, and a company does not pay for."""


def trade(key: str) -> Trade:
    """Return the trade of that key."""
    return next(trade for trade in TRADES if trade.key == key)
