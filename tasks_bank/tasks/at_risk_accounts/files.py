"""The company's systems and files about its accounts. Both come from the same rows."""

import datetime as dt
from collections.abc import Iterable, Sequence

from tasks_bank.case import System
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.at_risk_accounts.records import Account, Message, Review
from tasks_bank.world.customers import name_as_typed
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import OFFICE
from tasks_bank.writing.mail import Mail, eml_file
from tasks_bank.writing.workbook import Sheet, workbook

_CRM = (
    *(Column(name) for name in ("account", "name", "town", "contact", "contact_role", "looked_after_by", "product")),
    Column("monthly_value", "amount", about="pounds, what they usually buy for"),
    Column("contract_end", "date", about="as typed in by sales"),
)
_CONTRACTS = (Column("contract"), Column("account"), Column("start", "date"), Column("runs_until", "date"))
_INVOICES = (
    Column("invoice"),
    Column("date", "date"),
    Column("account"),
    Column("kind", "choice", ("regular", "project")),
    Column("amount", "amount", about="pounds before VAT"),
)
_TICKETS = (
    Column("ticket"),
    Column("opened", "date"),
    Column("account", about="as the caller gave it"),
    Column("subject"),
    Column("priority", "choice", ("low", "normal", "high")),
    Column("status", "choice", ("open", "closed")),
    Column("closed", "date"),
)
_NOTES = (Column("note"), Column("date", "date"), Column("account"), Column("by"), Column("text", "prose"))
_MAILS = (Column("mail"), Column("date", "date"), Column("sender"), Column("subject"), Column("text", "prose"))


def systems_of(review: Review) -> dict[str, System]:
    """Return the company's systems as they stand; none takes writes."""
    last_year = (Column("account"), *(Column(month.after(-12).name, "amount") for month in review.months))
    tables: tuple[tuple[str, Sequence[Column], Iterable[Row], str], ...] = (
        ("crm", _CRM, map(_crm_row, review.accounts), "the accounts as sales keeps them"),
        ("contracts", _CONTRACTS, _contracts(review), "Finance's register of signed contracts"),
        ("invoices", _INVOICES, _invoices(review), "sales of the three months"),
        ("last_year", last_year, _last_year(review), "sales of the same months of last year, project orders left out"),
        ("tickets", _TICKETS, _tickets(review), "requests to support"),
        ("notes", _NOTES, _notes(review), "notes in the CRM"),
        ("mails", _MAILS, (_mail_row(mail) for _, mail in _messages(review, "mail")), "what customers wrote"),
    )
    return {name: System(name, tuple(columns), tuple(rows), about=about) for name, columns, rows, about in tables}


def files_of(review: Review, systems: dict[str, System], rules: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    sales = {name: Sheet(systems[name].columns, systems[name].rows) for name in ("invoices", "last_year")}
    contracts = Sheet(systems["contracts"].columns, systems["contracts"].rows)
    return [
        File("risk_rules.md", rules.encode()),
        File("crm.csv", _csv(systems["crm"])),
        File("contract_register.xlsx", workbook({"contracts": contracts})),
        File("sales.xlsx", workbook(sales)),
        File("tickets.csv", _csv(systems["tickets"])),
        File("notes.csv", _csv(systems["notes"])),
        *(File(f"mails/{mail.ref}.eml", _eml(mail)) for _, mail in _messages(review, "mail")),
    ]


def _crm_row(account: Account) -> Row:
    customer = account.customer
    return {
        "account": account.ref,
        "name": customer.name,
        "town": customer.town,
        "contact": customer.contacts[0].name,
        "contact_role": customer.contacts[0].role,
        "looked_after_by": customer.owner,
        "product": customer.product,
        "monthly_value": str(customer.monthly_pounds),
        "contract_end": account.crm_end.isoformat(),
    }


def _contracts(review: Review) -> list[Row]:
    rows = [
        {
            "contract": account.contract,
            "account": account.ref,
            "start": _start(account).isoformat(),
            "runs_until": account.registered_end.isoformat(),
        }
        for account in review.accounts
    ]
    return sorted(rows, key=lambda row: row["contract"])


def _start(account: Account) -> dt.date:
    """Return the first day of the contract, a whole number of years before the day after its last."""
    after = account.registered_end + dt.timedelta(days=1)
    return after.replace(year=min(account.customer.contract_start.year, after.year - 1))


def _invoices(review: Review) -> list[Row]:
    rows = [
        {
            "invoice": invoice.ref,
            "date": invoice.dated.isoformat(),
            "account": account.ref,
            "kind": invoice.kind,
            "amount": str(invoice.amount),
        }
        for account in review.accounts
        for invoice in account.invoices
    ]
    return sorted(rows, key=lambda row: (row["date"], row["invoice"]))


def _last_year(review: Review) -> list[Row]:
    names = [month.after(-12).name for month in review.months]
    return [
        {"account": account.ref} | {name: str(pounds) for name, pounds in zip(names, account.last_year, strict=True)}
        for account in review.accounts
    ]


def _tickets(review: Review) -> list[Row]:
    rows = [
        {
            "ticket": ticket.ref,
            "opened": ticket.opened.isoformat(),
            "account": name_as_typed(review.rng, account.customer.name, review.noise),
            "subject": ticket.subject,
            "priority": ticket.priority,
            "status": "closed" if ticket.closed else "open",
            "closed": ticket.closed.isoformat() if ticket.closed else "",
        }
        for account in review.accounts
        for ticket in account.tickets
    ]
    return sorted(rows, key=lambda row: (row["opened"], row["ticket"]))


def _notes(review: Review) -> list[Row]:
    return [
        {
            "note": message.ref,
            "date": message.dated.isoformat(),
            "account": name_as_typed(review.rng, account.customer.name, review.noise),
            "by": message.sender,
            "text": message.text,
        }
        for account, message in _messages(review, "note")
    ]


def _mail_row(mail: Message) -> Row:
    text = " ".join(mail.text.split())
    return {"mail": mail.ref, "date": mail.dated.isoformat(), "sender": mail.sender, "subject": mail.subject} | {
        "text": text
    }


def _messages(review: Review, kind: str) -> list[tuple[Account, Message]]:
    """Return the messages of a kind with their accounts, in the order of the dates."""
    found = [(account, each) for account in review.accounts for each in account.messages if each.kind == kind]
    return sorted(found, key=lambda pair: (pair[1].dated, pair[1].ref))


def _eml(mail: Message) -> bytes:
    sent = dt.datetime.combine(mail.dated, mail.at, OFFICE)
    return eml_file(Mail(mail.sender, mail.to, sent, mail.subject, mail.text, mail.ref))


def _csv(system: System) -> bytes:
    return csv_file([column.name for column in system.columns], system.rows)
