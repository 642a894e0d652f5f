"""The desk's batch as real files (EML, CSV, XLSX, HTML, Markdown) and as systems. Both come from the same rows."""

from collections.abc import Iterable, Sequence

from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.file import File
from tasks_bank.tasks.support_triage.desk import FORM_URGENCY, PLANS, PRIORITIES, Article, Desk, Ticket
from tasks_bank.tasks.support_triage.topics import FORM_TOPICS
from tasks_bank.tasks.support_triage.wording import body_of, head_of, mail_of, note_line
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.web_page import html_file
from tasks_bank.writing.workbook import Sheet, workbook

_TICKETS = (
    Column("ticket"),
    Column("received_on", "date"),
    Column("received_at", "time"),
    Column("account", about="by the sender's address; empty where it is not known"),
    Column("sender"),
    Column("subject"),
    Column("form_topic", about="what the sender chose on the web form"),
    Column("form_urgency", about="what the sender chose on the web form"),
    Column("team", about="empty until the ticket is triaged"),
)
_ENTITLEMENTS = (
    Column("account"),
    Column("customer"),
    Column("plan", about="of support"),
    Column("users", "integer", about="people with a user in the portal"),
    Column("tablets_covered", about="yes or no"),
    Column("plan_ends", "date", about="the last day on which the plan holds"),
)
_LEVELS = (Column("plan"), *(Column(f"{priority} hours", "integer") for priority in PRIORITIES))
_ARTICLES = (Column("article"), Column("title"), Column("version", "integer"), Column("reviewed", "date"))


def systems_of(desk: Desk, deliverables: Sequence[Deliverable]) -> dict[str, System]:
    """Return the desk's systems as they stand; the mailbox takes what is handed in as writes."""
    writes = tuple(Write(each.write, each.columns, f"adds a row of {each.name}") for each in deliverables if each.write)
    tables: tuple[tuple[str, Sequence[Column], Iterable[Row], str], ...] = (
        ("tickets", _TICKETS, map(_ticket_row, desk.tickets), "what came in; the mails have to be read"),
        ("entitlements", _ENTITLEMENTS, _entitlement_rows(desk), "the support that customers have bought"),
        ("service_levels", _LEVELS, _level_rows(desk), "working hours until a first answer is due"),
        ("articles", _ARTICLES, _article_rows(desk), "the knowledge base; its pages have to be read"),
    )
    return {
        name: System(name, tuple(columns), tuple(rows), writes if name == "tickets" else (), about)
        for name, columns, rows, about in tables
    }


def files_of(desk: Desk, systems: dict[str, System], rules: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    levels = systems["service_levels"]
    notes = "\n".join(["# Release notes of the portal", "", *map(note_line, desk.notes)])
    return [
        File("desk-rules.md", rules.encode()),
        File("tickets.csv", _csv(systems["tickets"])),
        File("entitlements.csv", _csv(systems["entitlements"])),
        File("service-levels.xlsx", workbook({"first answer": Sheet(levels.columns, levels.rows)})),
        *(File(f"mail/{ticket.ref}.eml", mail_of(ticket, desk)) for ticket in desk.tickets),
        *(_article_file(article, desk) for article in _sorted(desk.articles)),
        File("knowledge-base/release-notes.md", f"{notes}\n".encode()),
    ]


def _article_file(article: Article, desk: Desk) -> File:
    title, blocks = article.topic.title, [head_of(article), *body_of(article, desk.noise)]
    if article.is_page:
        return File(f"knowledge-base/{article.ref}.html", html_file(title, blocks))
    return File(f"knowledge-base/{article.ref}.md", "\n\n".join([f"# {title}", *blocks, ""]).encode())


def _ticket_row(ticket: Ticket) -> Row:
    return {
        "ticket": ticket.ref,
        "received_on": ticket.received.date().isoformat(),
        "received_at": ticket.received.time().isoformat("minutes"),
        "account": ticket.entitlement.customer.ref if ticket.entitlement else "",
        "sender": ticket.sender,
        "subject": ticket.subject,
        "form_topic": FORM_TOPICS[ticket.form_category or ticket.category],
        "form_urgency": FORM_URGENCY[ticket.form_priority or ticket.priority],
        "team": "",
    }


def _entitlement_rows(desk: Desk) -> Iterable[Row]:
    for each in sorted(desk.entitlements, key=lambda each: each.customer.ref):
        yield {
            "account": each.customer.ref,
            "customer": each.customer.name,
            "plan": each.plan,
            "users": str(each.users),
            "tablets_covered": "yes" if each.has_tablets else "no",
            "plan_ends": each.until.isoformat(),
        }


def _level_rows(desk: Desk) -> Iterable[Row]:
    for plan in PLANS:
        yield {"plan": plan} | {f"{priority} hours": str(desk.levels[plan, priority]) for priority in PRIORITIES}


def _article_rows(desk: Desk) -> Iterable[Row]:
    for article in _sorted(desk.articles):
        yield {
            "article": article.ref,
            "title": article.topic.title,
            "version": str(article.version),
            "reviewed": article.reviewed.isoformat(),
        }


def _sorted(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: article.ref)


def _csv(system: System) -> bytes:
    return csv_file([column.name for column in system.columns], system.rows)
