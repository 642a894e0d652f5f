"""Complaints and calls: plain ones that keep to clauses 5.1 and 5.2 or break one of them."""

import datetime as dt

from tasks_bank.tasks.compliance_monitoring.office import Breach, Call, Checked, Complaint, Message, Office
from tasks_bank.tasks.compliance_monitoring.rulebook import by_days, working_days_between, working_days_later
from tasks_bank.tasks.compliance_monitoring.wording import call_topic, call_words, complaint_words, letter, working_days
from tasks_bank.world.customers import Customer

_BY_MAIL = 0.7
_NEVER = 0.3


def complain(office: Office, day: dt.date, logged: dt.date, acknowledged: dt.date | None) -> tuple[Complaint, str]:
    """Have a customer complain, and somebody log it; return the entry and the reference of the customer's message."""
    customer = office.new_customer("complaint")
    handler = office.someone(day, "Support")
    by = "mail" if office.rng.random() < _BY_MAIL else "phone"
    if by == "mail":
        ref = _complaint_by_mail(office, day, customer)
    else:
        ref = take_call(office, day, customer, f'In their words: "{complaint_words(office, customer)}"', told=True).ref
    entry = Complaint(office.refs.any("CO-"), customer, by, logged, handler.name, acknowledged)
    office.complaints.append(entry)
    return entry, ref


def take_call(office: Office, day: dt.date, customer: Customer, about: str, *, told: bool) -> Call:
    """Take a call of a customer and write a note; `told` says that the caller was told of the recording."""
    caller = office.rng.choice(customer.contacts).name
    note = Call(
        office.refs.any("CN-"),
        office.moment(day),
        office.someone(day, "Support").name,
        call_words(office, caller, customer.name, about, told=told),
    )
    office.calls.append(note)
    return note


def break_complaint(office: Office, day: dt.date, logged: dt.date, acknowledged: dt.date | None) -> Complaint:
    """Have a complaint that is acknowledged too late, or never; `logged` is the day that the log gives."""
    entry, ref = complain(office, day, logged, acknowledged)
    late = working_days_between(day, acknowledged) - office.rules.complaint_days if acknowledged else None
    office.breaches.append(Breach(entry.ref, "5.1", by_days(late), (entry.ref, ref)))
    return entry


def plain_complaint(office: Office, *, broken: bool) -> None:
    """Have a complaint that is acknowledged in time, or not."""
    day, most = office.some_day(0, 0.3), office.rules.complaint_days
    if broken:
        never = office.rng.random() < _NEVER
        days = most + office.rng.randint(1, 8)
        entry = break_complaint(office, day, day, None if never else working_days_later(day, days))
        fine, late = max(1, most - 1), days
    else:
        fine, late = office.rng.randint(1, most), most + office.rng.randint(1, 4)
        entry, _ = complain(office, day, day, working_days_later(day, fine))
    kept, told = (f"acknowledged after {working_days(days)}" for days in (fine, late))
    office.checked.append(Checked(entry.ref, "5.1", kept, told))


def plain_call(office: Office, *, broken: bool) -> None:
    """Take a call about something ordinary; broken means that the note is silent about the recording."""
    customer = office.rng.choice(office.company.customers)
    note = take_call(office, office.some_day(), customer, call_topic(office), told=not broken)
    if broken:
        office.breaches.append(Breach(note.ref, "5.2", "low", (note.ref,)))
    office.checked.append(Checked(note.ref, "5.2", "caller told of recording", "caller not told of recording"))


def _complaint_by_mail(office: Office, day: dt.date, customer: Customer) -> str:
    contact = customer.contacts[0]
    mail = Message(
        office.refs.any("M-"),
        office.moment(day),
        f"{contact.name} <{contact.email}>",
        f"Support <support@{office.company.domain}>",
        office.wording(("Complaint", customer.product, "Not good enough")),
        letter("Hello,", complaint_words(office, customer), f"{contact.name}, {customer.name}"),
    )
    office.mails.append(mail)
    return mail.ref
