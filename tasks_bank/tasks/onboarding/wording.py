"""How the papers of a month's starters are worded: days, the managers' mails, records, and when a task is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tasks_bank.tasks.onboarding.starters.intake import Intake, Starter, working_days_from
from tasks_bank.tasks.onboarding.starters.playbook import ITEMS
from tasks_bank.world.month import MONTHS
from tasks_bank.world.paper import date_as_written
from tasks_bank.writing.diary import OFFICE
from tasks_bank.writing.mail import Mail

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DATE_STYLES = ("words", "numbers", "short", "iso")


def day_in_words(day: dt.date) -> str:
    """Write a day such as ``Monday 5 October 2026``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def time_in_words(time: dt.time) -> str:
    """Write a time such as ``9:30``."""
    return f"{time.hour}:{time.minute:02}"


def when_in_words(rng: Random, shift: int, noise: float) -> str:
    """Say on which working day something is due, counted from the start date."""
    if not shift:
        return "on the start date" if rng.random() >= noise else "on the first day"
    side, count = ("after" if shift > 0 else "before"), abs(shift)
    days = "working day" if count == 1 else "working days"
    if rng.random() >= noise:
        return f"{count} {days} {side} the start date"
    number = _FEW[count] if count < len(_FEW) else str(count)
    return rng.choice(
        (
            f"start date {'+' if shift > 0 else '-'} {count} {days}",
            f"{number} {days} {side} the start date",
            f"{count} {days} {side} they start",
        )
    )


def record_in_words(rng: Random, starter: Starter, noise: float) -> list[str]:
    """Return the lines of the record of a starter's right to work."""
    style = rng.choice(_DATE_STYLES) if rng.random() < noise else "words"
    seen, checked, until = (
        rng.choice(labels) if rng.random() < noise else labels[0]
        for labels in (
            ("Document seen", "Evidence", "Document"),
            ("Checked on", "Date of check", "Seen on"),
            ("Valid until", "Expires", "Permission ends"),
        )
    )
    said = starter.right_to_work
    return [
        f"Starter: {starter.ref}",
        f"Name: {starter.name}",
        "",
        f"{seen}: {said.document or 'awaited'}",
        f"{checked}: {date_as_written(said.checked, style) if said.checked else 'not yet'}",
        f"{until}: {date_as_written(said.valid_until, style) if said.valid_until else 'no end date'}",
    ]


def managers_mails(intake: Intake, starter: Starter) -> list[Mail]:
    """Return what the manager wrote to HR about a starter; a wish for a time comes in a second mail."""
    rng = intake.rng
    first = starter.name.split()[0]
    lines = [_joins(intake, starter)]
    if starter.asked:
        names = " and ".join(_item(intake, code) for code in starter.asked)
        lines.append(_pick(intake, f"Besides the usual kit {first} will need: {names}.", f"Please also order {names}."))
    if starter.suggested:
        name = starter.suggested.name
        lines.append(_pick(intake, f"As buddy I suggest {name}.", f"{name} would make a good buddy, I think."))
    subject = _pick(intake, f"New starter: {starter.name}", f"{first} in our team")
    earliest = min(starter.start, starter.told_start)
    mails = [_mail(intake, starter, working_days_from(earliest, -rng.randint(16, 19)), subject, lines)]
    if starter.wish:
        more = [_pick(intake, "One more thing.", "I forgot something."), _wish(intake, starter.wish)]
        day = working_days_from(starter.start, -rng.randint(12, 14))
        mails.append(replace(_mail(intake, starter, day, f"Re: {subject}", more), answers=mails[0].ref))
    return mails


def _mail(intake: Intake, starter: Starter, day: dt.date, subject: str, lines: Sequence[str]) -> Mail:
    """Write a mail to the HR manager, or to the HR advisor where the starter's manager is just that."""
    to, sender = intake.company.who("HR Manager"), starter.manager
    if to == sender:
        to = intake.company.who("HR Advisor")
    while not sender.is_in(day):
        day = working_days_from(day, -1)
    sent = dt.datetime(
        day.year, day.month, day.day, intake.rng.randint(9, 16), intake.rng.randint(0, 59), tzinfo=OFFICE
    )
    body = "\n".join([f"Hi {to.first_name},", "", *lines, "", f"Thanks, {sender.first_name}"])
    ref = f"{starter.ref.lower()}.{day:%Y%m%d}"
    return Mail(f"{sender.name} <{sender.email}>", f"{to.name} <{to.email}>", sent, subject, body, ref)


def _joins(intake: Intake, starter: Starter) -> str:
    day = day_in_words(starter.told_start)
    return _pick(
        intake,
        f"{starter.name} joins us as {starter.role} on {day}.",
        f"Our new {starter.role}, {starter.name}, starts on {day}.",
    )


def _item(intake: Intake, code: str) -> str:
    """Name an item as people do; at low noise with its code."""
    name = ITEMS[intake.item(code).name][1]
    return name if intake.rng.random() < intake.noise else f"{name} ({code})"


def _wish(intake: Intake, wish: tuple[str, dt.datetime]) -> str:
    ref, start = wish
    session = next(each for each in intake.sessions if each.ref == ref)
    title = session.title[0].lower() + session.title[1:] if session.title[1].islower() else session.title
    when = f"{day_in_words(start.date())} at {time_in_words(start.time())}"
    return _pick(intake, f"The {title} is best on {when}.", f"Could we have the {title} on {when}?")


def _pick(intake: Intake, plain: str, other: str) -> str:
    """Choose the other wording more often the more noise there is."""
    return other if intake.rng.random() < intake.noise else plain
