"""What the company sells and how it speaks: its trade, its products and the rules of its brand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brand:
    """A company's trade and voice."""

    trade: str
    """What the company's name ends in."""
    sells: str
    """In a few words: ``rota and payroll software``."""
    products: tuple[str, ...]
    audience: str
    voice: tuple[str, ...]
    """How the company writes."""
    banned: tuple[str, ...]
    """Words that it never uses in public."""


_VOICE = (
    "Plain English: short sentences, no jargon.",
    "Speak to one reader as 'you'; the company is 'we'.",
    "Say what something does before saying why it is good.",
)

BRANDS = (
    Brand(
        "Analytics",
        "reporting software for shops and wholesalers",
        ("Tally Dashboards", "Shelf Forecast", "Margin Watch", "Tally Connect"),
        "owners and finance leads of independent retailers",
        _VOICE,
        ("revolutionary", "game-changing", "synergy", "guru", "cheap"),
    ),
    Brand(
        "Engineering",
        "maintenance contracts for pumps, boilers and lifts",
        ("Plant Care Plan", "Boiler Watch", "Lift Assure", "Callout Cover"),
        "facilities managers of offices, schools and flats",
        _VOICE,
        ("world-class", "unbreakable", "hassle-free", "cheap", "guaranteed forever"),
    ),
    Brand(
        "Consulting",
        "health and safety advice for small firms",
        ("Site Check", "Policy Pack", "Training Days", "Advice Line"),
        "owners of firms with 5 to 50 staff",
        _VOICE,
        ("foolproof", "bulletproof", "best-in-class", "leverage", "no-brainer"),
    ),
    Brand(
        "Care Supplies",
        "beds, hoists and furniture for care homes",
        ("Rise Bed", "Steady Hoist", "Quiet Room Range", "Care Service Plan"),
        "managers of care homes",
        _VOICE,
        ("suffering", "victims", "miracle", "burden", "cheap"),
    ),
    Brand(
        "Foods",
        "ready-made lunches for offices and cafes",
        ("Lunch Box Plan", "Soup Counter", "Fridge Fill", "Meeting Platters"),
        "office managers and cafe owners",
        _VOICE,
        ("guilt-free", "clean eating", "detox", "superfood", "cheap"),
    ),
    Brand(
        "Logistics",
        "storage and next-day delivery for online sellers",
        ("Pick and Pack", "Next Day Plus", "Returns Desk", "Overflow Storage"),
        "founders of online shops",
        _VOICE,
        ("lightning-fast", "unbeatable", "seamless", "disrupt", "cheap"),
    ),
)
