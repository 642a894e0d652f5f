"""What customers write about, and what the knowledge base says to it. Only words and figures; nothing is dealt here."""

from dataclasses import dataclass
from typing import Literal

Category = Literal["access", "billing", "orders", "reports", "device", "privacy"]

FORM_TOPICS: dict[Category, str] = {
    "access": "Signing in",
    "billing": "Invoices and payments",
    "orders": "Orders",
    "reports": "Reports",
    "device": "Tablet",
    "privacy": "Something else",
}
"""What the web form calls the categories."""
TEAMS: dict[Category, str] = {
    "access": "service_desk",
    "billing": "finance",
    "orders": "operations",
    "reports": "engineering",
    "device": "field",
    "privacy": "compliance",
}
INCIDENT_TEAM = "incident"


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter that an article deals with."""

    category: Category
    title: str
    """Of the article."""
    subjects: tuple[str, str]
    says: str
    """How a customer puts it."""
    article: str
    """What the article says; ``{value}`` is the figure that an answer has to state."""
    values: tuple[str, ...]
    """Figures that the article may have."""
    unit: str = ""
    """What the figure counts; empty for a time of day."""
    stops: str = ""
    """What those affected cannot do; empty for a question, where nothing fails."""

    @property
    def is_fault(self) -> bool:
        """True where something fails, and some users cannot do their work."""
        return bool(self.stops)

    def figure(self, value: str) -> str:
        """Write a figure with its unit."""
        return f"{value} {self.unit}".strip()


TOPICS = (
    Topic(
        "access",
        "Account locked after wrong passwords",
        ("Account locked", "Locked out of the portal"),
        "The portal says that the account is locked after too many wrong passwords.",
        "The lock lifts by itself after {value}. Until then every further attempt starts the wait again.",
        ("30", "45", "60", "90"),
        "minutes",
        stops="sign in",
    ),
    Topic(
        "access",
        "Sign-in code does not arrive",
        ("No sign-in code", "Where is the six-digit code?"),
        "We type the password, and then the six-digit code never comes.",
        "Ask for one new code and leave the page open. The new code arrives within {value}; older codes stop working.",
        ("5", "10", "15", "20"),
        "minutes",
        stops="sign in",
    ),
    Topic(
        "access",
        "Adding and removing users",
        ("New colleague", "Users of our account"),
        "How do I add a new colleague to the portal, and take off one who has left us?",
        "An administrator does both under Settings, People. The invitation to a new user can be accepted for {value}.",
        ("3", "5", "7", "10"),
        "days",
    ),
    Topic(
        "billing",
        "Copies of old invoices",
        ("Old invoice", "Copy of an invoice"),
        "How far back can I find copies of our invoices in the portal?",
        "Invoices are kept under Account, Invoices for {value}. Older ones are sent on request.",
        ("18", "24", "36", "48"),
        "months",
    ),
    Topic(
        "billing",
        "Purchase order numbers on invoices",
        ("Purchase order number", "PO number missing on invoices"),
        "How early do we have to enter a purchase order number so that it is printed on the invoice?",
        "Enter the number under Account, Billing at least {value} before the invoice is issued.",
        ("2", "4", "6", "8"),
        "days",
    ),
    Topic(
        "billing",
        "When a payment shows as received",
        ("Payment", "Paid, but shown as open"),
        "We paid by bank transfer. How long does it take until the portal shows the invoice as paid?",
        "A bank transfer shows as received after {value}. There is no need to pay again.",
        ("2", "3", "4", "5"),
        "working days",
    ),
    Topic(
        "orders",
        "Changing or cancelling an order",
        ("Changing an order", "Cancel or change?"),
        "Until what time can an order for the day after still be changed or cancelled?",
        "An order can be changed or cancelled under My orders until {value} on the working day before.",
        ("11:00", "12:00", "14:00", "15:00"),
    ),
    Topic(
        "orders",
        "Orders that stay unconfirmed",
        ("Order not confirmed", "Orders hang"),
        "Every order stays on 'waiting', and no confirmation comes.",
        "Empty the basket and place the order again. The confirmation then comes within {value}.",
        ("20", "25", "35", "40"),
        "minutes",
        stops="place orders",
    ),
    Topic(
        "reports",
        "Exporting a report to a spreadsheet",
        ("Export", "Report as a spreadsheet"),
        "How many rows of a report can be exported to a spreadsheet in one go?",
        "Choose Export above the report. One export holds up to {value}; take a shorter period for more.",
        ("4,000", "8,000", "12,000", "16,000"),
        "rows",
    ),
    Topic(
        "reports",
        "Reports that stay blank",
        ("Blank reports", "Reports do not load"),
        "Reports open with an empty page, whichever one we choose.",
        "Set the period of the report to {value} or fewer and load it again; a longer period comes back blank.",
        ("30", "60", "90", "120"),
        "days",
        stops="open reports",
    ),
    Topic(
        "reports",
        "When the figures are brought up to date",
        ("Figures of yesterday", "Update of figures"),
        "At what time in the morning do the reports have the figures of the day before?",
        "All reports have the figures of the day before from {value}, at weekends too.",
        ("05:30", "06:00", "07:30", "08:00"),
    ),
    Topic(
        "device",
        "Tablet does not send its entries",
        ("Tablet does not send", "Entries stay on the tablet"),
        "What we enter on the tablet that you supplied does not reach the portal.",
        "Hold the power button of the tablet for {value} until it starts again. It then sends its entries.",
        ("10", "15", "20", "25"),
        "seconds",
        stops="send entries from a tablet",
    ),
    Topic(
        "device",
        "Tablet asks for its licence",
        ("Licence message", "Tablet wants a licence"),
        "The tablet that you supplied asks for a licence when it starts and goes no further.",
        "Leave the tablet on the office network for {value}; it fetches its licence without anybody's help.",
        ("12", "18", "24", "50"),
        "minutes",
        stops="use a tablet",
    ),
    Topic(
        "device",
        "Exchanging a tablet",
        ("Scratched tablet", "Another tablet"),
        "The screen of our tablet is scratched, though it works. How long does an exchange take?",
        "Ask for an exchange under Devices. The new tablet arrives within {value}; send the old one back in its box.",
        ("2", "3", "6", "8"),
        "working days",
    ),
)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Something that customers ask and that no article deals with."""

    category: Category
    subject: str
    says: str


UNANSWERED = (
    Unanswered(
        "access", "Our own directory", "Can our people sign in with the names of our own company directory instead?"
    ),
    Unanswered("billing", "Paying in euros", "Can the branch in Dublin pay its share of the invoice in euros?"),
    Unanswered("orders", "Address book", "Is there a way to load two hundred delivery addresses from a list at once?"),
    Unanswered("reports", "Reports in Welsh", "Can the headings of the reports be had in Welsh?"),
    Unanswered("device", "Wall bracket", "Which wall bracket fits the tablet that you supplied?"),
)

PERSONAL_DATA = (
    "One more thing: please send me a copy of everything that you hold about me personally.",
    "And since I am leaving here on Friday week: please erase my name and my mobile number from your records.",
    "By the way, your last mail to me had the home addresses of three people at another company in it.",
)
"""Requests and reports about personal data; each is a data-protection matter."""

HAZARDS = (
    "the charger of the tablet got so hot this morning that it left a scorch mark on the desk",
    "my colleague got an electric shock from the plug of the tablet's charger, and her hand is still numb",
    "the battery of the tablet has swollen, the case is bent open and it smells of burning",
)
"""What could hurt somebody."""

DEADLINES = (
    "our board meets that day and asks about it",
    "we have promised our head office an answer by then",
    "the colleague who deals with it leaves us that day",
)
