"""How people say when they can work: cells of the list of availability, and mails that change it."""

import datetime as dt
from random import Random

from tasks_bank.tasks.rota_planning.week import MIDNIGHT, Change, Week, Window, Worker
from tasks_bank.writing.diary import OFFICE
from tasks_bank.writing.mail import Mail, eml_file

_ANY = ("any", "all day", "any time")
_NONE = ("no", "off", "not available")
_OPENINGS = (
    "I hope that you are well and that last week was not too busy.",
    "Sorry for writing so late, I only found out this morning.",
)
_ASIDES = (
    "By the way, the coffee machine at the desk is empty again.",
    "Thank you for the cake on Tuesday, everybody liked it.",
)
_WHY_NOT = ("My family needs me at home.", "My car is at the garage.", "I have an appointment that I cannot move.")
_WHY_CAN = ("My appointment has been moved.", "My family can manage without me.", "My plans have changed.")
_NOON = 12


def spell_window(rng: Random, window: Window | None, noise: float) -> str:
    """Write when somebody can work on a day; the noisier, the more ways there are to say it."""
    is_plain = rng.random() >= noise
    if window is None:
        return _NONE[0] if is_plain else rng.choice(_NONE)
    if window == Window():
        return _ANY[0] if is_plain else rng.choice(_ANY)
    if window.last < MIDNIGHT:
        return f"until {window.last}:00" if is_plain else rng.choice((f"till {window.last - _NOON} pm", "before 15:00"))
    return f"from {window.first}:00" if is_plain else rng.choice(("from noon", f"after {window.first}:00"))


def mails_of(week: Week) -> list[bytes]:
    """Write the mails that change what was said before, in the order in which they came."""
    sent = [(change.sent, worker, change) for worker in week.workers for change in worker.changes]
    in_order = sorted(sent, key=lambda each: (each[0], each[1].name))
    return [_mail(week, worker, change, number) for number, (_, worker, change) in enumerate(in_order, start=1)]


def _mail(week: Week, worker: Worker, change: Change, number: int) -> bytes:
    head = week.company.team("Support")[0]
    rng = Random(f"{worker.name} {change.sent}")
    said = _said(rng, change, again=change is not min(worker.changes, key=lambda each: each.sent))
    if rng.random() < week.noise:
        said.insert(0, rng.choice(_OPENINGS))
    if rng.random() < week.noise / 2:
        said.append(rng.choice(_ASIDES))
    return eml_file(
        Mail(
            sender=f"{worker.name} <{worker.email}>",
            to=f"{head.name} <{head.email}>",
            sent=change.sent.replace(tzinfo=OFFICE),
            subject="Next week" if rng.random() < week.noise else "My availability next week",
            body="\n".join([f"Hello {head.first_name},", "", " ".join(said), "", worker.name.split()[0], ""]),
            ref=f"rota-{number}-{change.sent:%Y%m%d%H%M}",
        )
    )


def _said(rng: Random, change: Change, *, again: bool) -> list[str]:
    days = " or ".join(map(_day, change.days))
    said = ["Things have changed once more."] if again else []
    if change.can:
        return [*said, f"I can work on {days} after all, at any time of the day.", rng.choice(_WHY_CAN)]
    return [*said, f"I cannot work on {days} after all.", rng.choice(_WHY_NOT)]


def _day(day: dt.date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
