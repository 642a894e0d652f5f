"""The schedules (accruals, prepayments, assets) with the month's routine journals that follow from them."""

from decimal import Decimal

from tasks_bank.tasks.month_end_accounts.books import (
    ACCRUALS,
    ASSETS,
    DEPRECIATION,
    PREPAYMENTS,
    Books,
    Journal,
    ScheduleItem,
)
from tasks_bank.tasks.month_end_accounts.routine import buy
from tasks_bank.world.suppliers import FIRST_WORDS

_COSTS = (
    ("Electricity and gas", "7200", (180, 620), "Energy"),
    ("Telephone and internet", "7502", (60, 190), "Telecom"),
    ("Payroll bureau, monthly fee", "7601", (220, 480), "Accountants"),
    ("Couriers", "5100", (90, 340), "Couriers"),
    ("Advertising agency, monthly fee", "8204", (240, 700), "Advertising"),
    ("Window cleaning", "7801", (60, 150), "Window Care"),
    ("Consultant, monthly fee", "7603", (300, 900), "Consultants"),
    ("Repairs contract", "7701", (80, 260), "Maintenance"),
)
"""What comes by the month, its account, the range of its price, and what the seller's name ends in."""
_PAID_AHEAD = (
    ("Contents insurance", "8200", 12),
    ("Accounts software licence", "7504", 12),
    ("Rent of the store room", "7100", 3),
    ("Liability insurance", "8200", 12),
    ("Support contract for servers", "7504", 6),
    ("Trade fair stand", "8204", 3),
    ("Training subscription", "8201", 12),
    ("Website hosting", "7504", 12),
)
_THINGS = (
    ("Laptops, 4 pieces", "equipment", 36),
    ("Meeting room furniture", "furniture", 60),
    ("Server", "equipment", 48),
    ("Office chairs, 12 pieces", "furniture", 60),
    ("Colour printer", "equipment", 36),
    ("Reception desk", "furniture", 60),
    ("Monitors, 10 pieces", "equipment", 36),
    ("Shelving", "furniture", 48),
)
_IDLE = 0.3
"""The share of schedule items that need no journal this month, and look as if they did."""


def add_schedule_item(books: Books, number: int) -> None:
    """Add an item to one of the schedules in turn, and to the opening balances what was booked for it before."""
    (_accrue, _prepay, _own, _reverse)[number % 4](books, number // 4)


def _accrue(books: Books, place: int) -> None:
    """Add a monthly cost that comes without an invoice, or whose invoice has come in already."""
    what, account, prices, seller = _COSTS[place % len(_COSTS)]
    amount = books.fresh(*prices)
    idle = books.rng.random() < _IDLE
    invoice = buy(books, _seller(books, seller), account, amount, (-4, -1)).ref if idle else ""
    started = books.month.after(-books.rng.randint(1, 9))
    item = ScheduleItem(books.refs.any("AC-"), what, account, amount, 24, started, invoice)
    books.accruals.append(item)
    if not idle:
        books.routine.append(Journal(item, ((account, amount), (ACCRUALS, -amount)), "accrual"))


def _reverse(books: Books, place: int) -> None:
    """Add an accrual of what was delivered last month, and the invoice for it that came in this month."""
    what, account, prices, seller = _COSTS[-1 - place % len(_COSTS)]
    amount = books.fresh(*prices)
    item = ScheduleItem(books.refs.any("LM-"), f"{what}, last month", account, amount, 1, books.month.after(-1))
    books.reversals.append(item)
    books.opening[ACCRUALS] -= amount
    invoice = buy(books, _seller(books, seller), account, amount, (0, 4))
    books.delivered[invoice.ref] = item.first.working_days[-1]
    books.routine.append(Journal(item, ((ACCRUALS, amount), (account, -amount)), "accrual_reversal"))


def _seller(books: Books, ending: str) -> str:
    """Name somebody whom none of the world's suppliers is."""
    taken = {name.split()[0] for name in (books.company.name, *(each.name for each in books.company.suppliers))}
    return f"{books.rng.choice([word for word in FIRST_WORDS if word not in taken])} {ending} Ltd"


def _prepay(books: Books, place: int) -> None:
    """Add something that was paid ahead; an idle one has run out, or begins next month."""
    what, account, months = _PAID_AHEAD[place % len(_PAID_AHEAD)]
    each = books.fresh(20, 240)
    began = -books.rng.randint(0, months - 1)
    if books.rng.random() < _IDLE:
        began = books.rng.choice((-months, 1))
    item = ScheduleItem(books.refs.any("PP-"), what, account, each * months, months, books.month.after(began))
    books.prepayments.append(item)
    books.opening[PREPAYMENTS] += each * (months - item.elapsed(books.month))
    if item.runs_in(books.month):
        books.routine.append(Journal(item, ((account, each), (PREPAYMENTS, -each)), "prepayment"))


def _own(books: Books, place: int) -> None:
    """Add an asset; an idle one is written off already."""
    what, kind, life = _THINGS[place % len(_THINGS)]
    each = books.fresh(12, 60)
    age = books.rng.randint(1, life - 1)
    if books.rng.random() < _IDLE:
        age = life + books.rng.randint(0, 8)
    cost, depreciated = ASSETS[kind]
    item = ScheduleItem(books.refs.any("FA-"), what, kind, each * life, life, books.month.after(-age))
    books.assets.append(item)
    books.opening[cost] += item.total
    books.opening[depreciated] -= each * item.elapsed(books.month)
    if item.runs_in(books.month):
        books.routine.append(Journal(item, ((DEPRECIATION, each), (depreciated, -each)), "depreciation"))


def write_handover(books: Books, disagree: float) -> None:
    """Say in the handover note what each journal by schedule comes to, wrongly for the given share of them."""
    rng = books.rng
    journals = rng.sample(books.routine, len(books.routine))
    slips = {journal.item.ref for journal in journals[: round(disagree * len(journals))]}
    for journal in books.routine:
        amount = journal.lines[0][1]
        if journal.item.ref in slips:
            amount = (amount * rng.choice((80, 90, 95, 105, 110, 120)) / 100).quantize(Decimal("0.01"))
        books.handover[journal.item.ref] = amount
