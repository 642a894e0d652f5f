"""What each trade writes about: subjects, the things that readers search for in them, and what may be launched."""

from dataclasses import dataclass

MODIFIERS = {
    "checklist": "checklists",
    "costs": "cost",
    "guide": "guides",
    "mistakes": "mistake",
    "template": "templates",
    "questions": "question",
    "examples": "example",
    "tips": "tip",
    "ideas": "idea",
    "explained": "",
    "basics": "",
}
"""What a search adds to a thing, and the other number of the word where it has one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that the company writes about."""

    name: str
    things: tuple[str, ...]
    """What readers search for."""
    product: str = ""
    """The product that may bring news in this subject; empty where none does."""
    news: tuple[str, ...] = ()
    """What may be launched: the words that give a launch away."""


@dataclass(frozen=True, slots=True)
class Field:
    """The subjects of a trade."""

    expert: str
    """The role of the colleague from another team who writes too."""
    crude: str
    """A banned word that people do search with."""
    subjects: tuple[Subject, ...]


FIELDS = {
    "Analytics": Field(
        "Data Analyst",
        "cheap",
        (
            Subject("stock", ("stock count", "reorder level", "dead stock")),
            Subject(
                "pricing",
                ("price list", "margin report", "discount plan"),
                "Margin Watch",
                ("price alert", "cost feed", "promotion planner"),
            ),
            Subject(
                "reporting",
                ("weekly sales report", "till report", "stock report"),
                "Tally Dashboards",
                ("shared dashboard", "phone dashboard", "morning summary"),
            ),
            Subject(
                "forecasting",
                ("demand forecast", "seasonal order plan", "sales target"),
                "Shelf Forecast",
                ("waste forecast", "holiday forecast", "weather forecast"),
            ),
            Subject("buying", ("supplier scorecard", "purchase order", "short delivery")),
            Subject("loyalty", ("loyalty scheme", "repeat customer report", "basket size")),
            Subject("customer data", ("data retention", "till data backup", "data request")),
        ),
    ),
    "Engineering": Field(
        "Site Supervisor",
        "cheap",
        (
            Subject("pumps", ("pump service", "pump seal", "booster pump")),
            Subject(
                "boilers",
                ("boiler service", "boiler pressure", "boiler log book"),
                "Boiler Watch",
                ("boiler sensor", "pressure alarm", "flue monitor"),
            ),
            Subject(
                "lifts",
                ("lift inspection", "lift outage", "lift door"),
                "Lift Assure",
                ("lift monitor", "lift app", "lift camera"),
            ),
            Subject(
                "callouts",
                ("emergency callout", "out of hours cover", "response time"),
                "Callout Cover",
                ("callout tracker", "weekend cover", "video callout"),
            ),
            Subject("water", ("water hygiene", "tank cleaning", "legionella test")),
            Subject("energy", ("energy audit", "heating control", "plant room lighting")),
            Subject("building safety", ("fire damper", "safety file", "contractor permit")),
        ),
    ),
    "Consulting": Field(
        "Compliance Officer",
        "foolproof",
        (
            Subject("risk", ("risk assessment", "near miss report", "site inspection")),
            Subject(
                "policies",
                ("safety policy", "staff handbook", "lone working policy"),
                "Policy Pack",
                ("policy builder", "policy reminder", "policy translation"),
            ),
            Subject(
                "training",
                ("manual handling course", "induction training", "toolbox talk"),
                "Training Days",
                ("evening course", "online refresher", "supervisor course"),
            ),
            Subject(
                "site checks",
                ("workplace inspection", "ladder check", "racking check"),
                "Site Check",
                ("photo audit", "remote site check", "drone survey"),
            ),
            Subject("fire", ("fire drill", "fire door", "evacuation plan")),
            Subject("first aid", ("first aid kit", "first aid room", "accident book")),
            Subject("asbestos", ("asbestos register", "asbestos survey", "asbestos training")),
        ),
    ),
    "Care Supplies": Field(
        "Head of Operations",
        "cheap",
        (
            Subject("beds", ("care home bed", "bed rail", "pressure mattress")),
            Subject(
                "hoists",
                ("hoist sling", "ceiling hoist", "hoist service"),
                "Steady Hoist",
                ("hoist scale", "quiet hoist", "travel hoist"),
            ),
            Subject(
                "rooms",
                ("care home bedroom", "bedroom lighting", "sensory room"),
                "Quiet Room Range",
                ("acoustic panel", "night light kit", "curtain kit"),
            ),
            Subject(
                "servicing",
                ("equipment service", "service contract", "loan equipment"),
                "Care Service Plan",
                ("service portal", "same day swap", "battery plan"),
            ),
            Subject("seating", ("riser chair", "dining chair height", "chair fabric")),
            Subject("hygiene", ("mattress cleaning", "laundry trolley", "hand hygiene point")),
            Subject("dementia", ("dementia signage", "dementia garden", "memory box")),
        ),
    ),
    "Foods": Field(
        "Head of Operations",
        "cheap",
        (
            Subject("office lunches", ("office lunch", "team lunch", "working lunch")),
            Subject(
                "soups",
                ("office soup", "winter soup", "soup station"),
                "Soup Counter",
                ("soup rental", "soup tasting", "soup subscription"),
            ),
            Subject(
                "fridges",
                ("office fridge", "fridge stock", "vending fridge"),
                "Fridge Fill",
                ("fridge sensor", "fridge locker", "fridge card reader"),
            ),
            Subject(
                "meetings",
                ("meeting catering", "meeting platter", "breakfast meeting"),
                "Meeting Platters",
                ("platter designer", "late platter order", "vegan platter"),
            ),
            Subject("allergens", ("allergen label", "allergen menu", "gluten free lunch")),
            Subject("packaging", ("lunch packaging", "compostable cup", "reusable box scheme")),
            Subject("cafe supply", ("cafe menu", "cafe wholesale order", "counter display")),
        ),
    ),
    "Logistics": Field(
        "Head of Operations",
        "cheap",
        (
            Subject("packing", ("packing station", "parcel packaging", "packing slip")),
            Subject(
                "delivery",
                ("next day delivery", "delivery promise", "delivery area"),
                "Next Day Plus",
                ("evening delivery", "delivery window", "parcel photo"),
            ),
            Subject(
                "returns",
                ("returns policy", "returns label", "exchange process"),
                "Returns Desk",
                ("returns portal", "drop off point", "refund tracker"),
            ),
            Subject(
                "storage",
                ("overflow storage", "peak season storage", "pallet storage"),
                "Overflow Storage",
                ("shelf rental", "storage calculator", "cold storage"),
            ),
            Subject("customs", ("customs form", "export paperwork", "import duty")),
            Subject("stock accuracy", ("stock audit", "cycle count", "barcode label")),
            Subject("dangerous goods", ("lithium battery shipping", "aerosol shipping", "hazard label")),
        ),
    ),
}
"""By what the company's name ends in."""
