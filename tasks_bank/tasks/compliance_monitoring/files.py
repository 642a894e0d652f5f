"""The office's month as real files (EML, CSV, Markdown, DOCX) and as systems. Both come from the same rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks_bank.case import System
from tasks_bank.deliverable import Column, Row
from tasks_bank.file import File
from tasks_bank.tasks.compliance_monitoring.office import Call, Message, Office
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import OFFICE
from tasks_bank.writing.docx_file import docx_file
from tasks_bank.writing.mail import Mail, eml_file


@dataclass(frozen=True, slots=True)
class _Table:
    """A record of the office, with what its columns are called and where it is filed."""

    file: str
    about: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]


def systems_of(office: Office) -> dict[str, System]:
    """Return the company's records and its chat as they stand; none takes writes."""
    tables = {**_records(office), **_talk(office)}
    return {name: System(name, tuple(t.columns), _rows(t), about=t.about) for name, t in tables.items() if t.rows}


def files_of(office: Office, systems: dict[str, System], rule_book: str, old_rule_book: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    rules = office.rules
    tables = {**_records(office), **_talk(office)}
    return [
        File(f"rule-book-issue-{rules.new.issue}.docx", _document(rule_book)),
        File(f"archive/rule-book-issue-{rules.old.issue}.docx", _document(old_rule_book)),
        *(
            File(table.file, csv_file([column.name for column in table.columns], _rows(table)))
            for name, table in tables.items()
            if name in systems
        ),
        *(File(f"mail/{each.ref}.eml", _letter(each)) for each in sorted(office.mails, key=lambda mail: mail.ref)),
        *(File(f"calls/{each.ref}.md", _note(each)) for each in sorted(office.calls, key=lambda call: call.ref)),
    ]


def _letter(message: Message) -> bytes:
    sent = message.sent.replace(tzinfo=OFFICE)
    return eml_file(Mail(message.sender, message.to, sent, message.subject, message.body, message.ref))


def _note(call: Call) -> bytes:
    head = f"# Call note {call.ref}\n\n{call.made:%d/%m/%Y %H:%M}, taken by {call.taken_by}"
    return f"{head}\n\n{call.text}".encode()


def _document(markdown: str) -> bytes:
    """Make a Word document of the rule book's Markdown: its title, its headings and its paragraphs."""
    title, *blocks = [line for line in markdown.splitlines() if line.strip()]
    return docx_file(title.removeprefix("# "), [block.replace("## ", "# ", 1) for block in blocks])


def _records(office: Office) -> dict[str, _Table]:
    company = office.company
    return {
        "staff": _Table(
            "staff.csv",
            "who works here and who manages whom",
            (Column("name"), Column("role"), Column("team"), Column("manager"), Column("email")),
            [(p.name, p.role, p.team, p.manager, p.email) for p in company.people],
        ),
        "orders": _Table(
            "records/orders.csv",
            "orders of customers",
            (
                *(Column("order"), Column("customer"), Column("product"), Column("seller")),
                *(Column("signed", "date"), Column("work_started", "date")),
            ),
            sorted((o.ref, o.customer.name, o.product, o.seller, str(o.signed), str(o.started)) for o in office.orders),
        ),
        "gifts_register": _Table(
            "records/gifts-register.csv",
            "gifts as people entered them",
            (
                *(Column("entry"), Column("person"), Column("giver"), Column("gift")),
                *(Column("pounds", "integer"), Column("received", "date"), Column("entered", "date")),
            ),
            sorted(
                (g.ref, g.person, g.giver, g.what, str(g.pounds), str(g.received), str(g.entered)) for g in office.gifts
            ),
        ),
        "purchases": _Table(
            "records/purchases.csv",
            "what was bought on invoice",
            (
                *(Column("purchase"), Column("ordered", "date"), Column("buyer"), Column("supplier"), Column("what")),
                *(Column("amount", "amount"), Column("approved_by"), Column("approved_on", "date")),
            ),
            sorted(
                (
                    *(p.ref, str(p.ordered), p.buyer, p.supplier.name, p.what, f"{p.amount:.2f}", p.approved_by),
                    str(p.approved_on or ""),
                )
                for p in office.purchases
            ),
        ),
        "complaints_log": _Table(
            "records/complaints-log.csv",
            "complaints as Support logged them",
            (
                *(Column("entry"), Column("customer"), Column("by"), Column("received", "date")),
                *(Column("handler"), Column("acknowledged", "date")),
            ),
            sorted(
                (c.ref, c.customer.name, c.by, str(c.logged), c.handler, str(c.acknowledged or ""))
                for c in office.complaints
            ),
        ),
    }


def _talk(office: Office) -> dict[str, _Table]:
    """Return what was said in the chat, and what the teams say of themselves."""
    return {
        "chat": _Table(
            "chat-export.csv",
            "the company's chat",
            (Column("message"), Column("date", "date"), Column("at", "time"), Column("author"), Column("text")),
            [
                (line.ref, str(line.sent.date()), _clock(line.sent), line.author, line.text)
                for line in sorted(office.chats, key=lambda line: line.sent)
            ],
        ),
        "self_checks": _Table(
            "records/self-checks.csv",
            "what the teams ticked off themselves",
            (Column("about"), Column("rule"), Column("says")),
            sorted((checked.item, checked.clause, words) for checked, words in office.self_checks),
        ),
    }


def _clock(moment: dt.datetime) -> str:
    return moment.time().isoformat("minutes")


def _rows(table: _Table) -> tuple[Row, ...]:
    names = [column.name for column in table.columns]
    return tuple(dict(zip(names, cells, strict=True)) for cells in table.rows)
