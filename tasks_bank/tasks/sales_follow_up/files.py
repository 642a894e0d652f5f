"""The company's systems and files about its leads. Both come from the same rows."""

import datetime as dt
from collections.abc import Iterable, Sequence

from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.sales_follow_up.records import Desk, Lead, Letter
from tasks_bank.world.customers import Contact
from tasks_bank.world.people import Person
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import OFFICE
from tasks_bank.writing.mail import Mail, eml_file
from tasks_bank.writing.workbook import Sheet, workbook

_PIPELINE = (
    *(Column(name) for name in ("lead", "company", "contact", "email", "product")),
    Column("units", "integer"),
    Column("unit_price", "amount", about="pounds, as noted by the seller"),
    Column("seller"),
    Column("note", about="where it stands, as noted by the seller"),
)
_PRICES = (
    Column("product"),
    Column("per", about="what the price is for"),
    Column("price", "amount", about="pounds a month, before VAT"),
    Column("valid_from", "date"),
    Column("valid_until", "date"),
)
_OPT_OUTS = (Column("address"), Column("channel", "choice", ("e-mail", "phone")), Column("since", "date"))
_TEAM = tuple(Column(name) for name in ("name", "role", "email", "stand_in", "away"))
_MAILS = (
    Column("mail", about="name of the file"),
    Column("date", "date"),
    *(Column(name) for name in ("sender", "to", "subject")),
    Column("text", "prose"),
)
_NEXT = (Column("lead"), Column("action"), Column("due", "date"), Column("owner"))
_STANDS = {
    "asks_price": "wants a quotation",
    "quiet": "quoted, no answer yet",
    "demo": "wants to see it",
    "declined": "said no",
    "away": "automatic reply, away",
}
_PRICES_BEFORE_MONTHS = 12


def systems_of(desk: Desk) -> dict[str, System]:
    """Return the company's systems as they stand. The next action of a lead may be set in the pipeline."""
    setting = Write("set_next_action", _NEXT, about="note what happens next with a lead")
    tables: tuple[tuple[str, Sequence[Column], Iterable[Row], str], ...] = (
        ("pipeline", _PIPELINE, map(_pipeline_row, desk.leads), "the open leads as sellers noted them"),
        ("price_list", _PRICES, _prices(desk), "what the products cost, and from when"),
        ("opt_outs", _OPT_OUTS, _opt_outs(desk), "who does not want to be contacted, and how"),
        ("team", _TEAM, _team(desk), "the sales team and its leave"),
        ("mails", _MAILS, (_mail_row(*each) for each in _letters(desk)), "what was written, lead by lead"),
    )
    return {
        name: System(name, tuple(columns), tuple(rows), (setting,) if name == "pipeline" else (), about)
        for name, columns, rows, about in tables
    }


def files_of(desk: Desk, systems: dict[str, System], rules: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    return [
        File("sales_rules.md", rules.encode()),
        *(_book(systems[name]) for name in ("pipeline", "price_list")),
        *(
            File(f"{name}.csv", csv_file([column.name for column in systems[name].columns], systems[name].rows))
            for name in ("opt_outs", "team")
        ),
        *(File(f"mails/{name}.eml", _eml(name, letter)) for name, letter in _letters(desk)),
    ]


def _book(system: System) -> File:
    return File(f"{system.name}.xlsx", workbook({system.name: Sheet(system.columns, system.rows)}))


def _pipeline_row(lead: Lead) -> Row:
    return {
        "lead": lead.ref,
        "company": lead.company,
        "contact": lead.contact.name,
        "email": lead.contact.email,
        "product": lead.price.product,
        "units": str(lead.noted_units),
        "unit_price": str(lead.noted_price),
        "seller": lead.seller.name,
        "note": _STANDS[lead.noted or lead.situation],
    }


def _prices(desk: Desk) -> Iterable[Row]:
    start = desk.company.month.after(-_PRICES_BEFORE_MONTHS).first
    for price in desk.prices:
        row = {"product": price.product, "per": desk.measure.removesuffix("s")}
        last = desk.change - dt.timedelta(days=1)
        yield row | {"price": str(price.before), "valid_from": start.isoformat(), "valid_until": last.isoformat()}
        yield row | {"price": str(price.now), "valid_from": desk.change.isoformat(), "valid_until": ""}


def _opt_outs(desk: Desk) -> Iterable[Row]:
    for entry in desk.opt_outs:
        yield {"address": entry.address, "channel": entry.channel, "since": entry.since.isoformat()}


def _team(desk: Desk) -> Iterable[Row]:
    head = desk.company.who("Head of Sales")
    for person in (head, *desk.sellers):
        yield {
            "name": person.name,
            "role": person.role,
            "email": person.email,
            "stand_in": "" if person is head else desk.stand_in(person).name,
            "away": "; ".join(f"{each.first.isoformat()} to {each.last.isoformat()}" for each in person.leave),
        }


def _letters(desk: Desk) -> list[tuple[str, Letter]]:
    """Return all letters with the names of their files: lead by lead, the oldest first."""
    return [
        (f"{lead.ref}-{number}", letter)
        for lead in desk.leads
        for number, letter in enumerate(sorted(lead.thread, key=lambda letter: letter.dated), start=1)
    ]


def _mail_row(name: str, letter: Letter) -> Row:
    return {
        "mail": name,
        "date": letter.dated.isoformat(),
        "sender": _address(letter.sender),
        "to": _address(letter.to),
        "subject": letter.subject,
        "text": " ".join(letter.text.split()),
    }


def _eml(name: str, letter: Letter) -> bytes:
    """Write a letter as it was sent, some time after nine; the next one of the same lead later in the day."""
    lead, _, number = name.rpartition("-")
    minutes = int(lead.removeprefix("LEAD-")) * 37 % 400 + 20 * int(number)
    sent = dt.datetime.combine(letter.dated, dt.time(9), OFFICE) + dt.timedelta(minutes=minutes)
    return eml_file(Mail(_address(letter.sender), _address(letter.to), sent, letter.subject, letter.text, name))


def _address(person: Contact | Person) -> str:
    return f"{person.name} <{person.email}>"
