"""Works out what is to be handed in, by the rules and from what was dealt: as the policy wants it, or carelessly."""

import datetime as dt
from dataclasses import dataclass

from tasks_bank.answer import Escalation
from tasks_bank.deliverable import Row
from tasks_bank.tasks.onboarding.starters.intake import (
    BUDDY,
    CHECK_IN_DAYS,
    Intake,
    Item,
    Session,
    Starter,
    on_working_day,
    working_days_from,
)
from tasks_bank.tasks.onboarding.starters.registers import ON_REQUEST, STANDARD, kit
from tasks_bank.tasks.onboarding.wording import day_in_words, time_in_words
from tasks_bank.world.diaries import at
from tasks_bank.world.people import Person

_CARELESS_START = dt.time(10)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody hands in who works by the rules, or takes every paper at its word (`careful` is false)."""

    intake: Intake
    careful: bool = True

    def tables(self) -> dict[str, tuple[Row, ...]]:
        """Return all rows by deliverable."""
        starters = self.intake.starters
        return {
            "checklist": tuple(row for starter in starters for row in self._checklist(starter)),
            "first_week": tuple(row for session in self.intake.sessions for row in self._session(session)),
            "it_requests": tuple(row for starter in starters for row in self._requests(starter)),
            "reading": tuple(row for starter in starters for row in self._reading(starter)),
            "buddy": tuple({"starter": each.ref, "buddy": _name(self.buddy(each)) or "none"} for each in starters),
            "check_ins": tuple(row for starter in starters for row in self._check_ins(starter)),
            "welcome": tuple({"starter": each.ref, "mail": self._mail(each)} for each in starters),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in self.escalations()),
        }

    def start(self, starter: Starter) -> dt.date:
        """Return the first day: by the HR record, or as a mail has it."""
        return starter.start if self.careful else starter.told_start

    def buddy(self, starter: Starter) -> Person | None:
        """Return the buddy: by the rules, or whom a mail suggests."""
        return starter.buddy if self.careful else starter.suggested or starter.buddy

    def meets(self, starter: Starter) -> Person:
        """Return who meets the starter on the first day."""
        if self.careful and self.intake.is_away(starter.manager, starter.start):
            return self.intake.company.who("HR Advisor")
        return starter.manager

    def _holder(self, starter: Starter, role: str) -> Person | None:
        return self.buddy(starter) if role == BUDDY else self.intake.holder(starter, role)

    def escalations(self) -> list[Escalation]:
        """Return what goes to a person, in the order of its references; nothing where nothing is noticed."""
        if not self.careful:
            return []
        found = [
            Escalation(each.ref, "right_to_work", "the record does not show a right to work on the start date")
            for each in self.intake.starters
            if not has_right_to_work(each)
        ]
        for starter in self.intake.starters:
            allowed = self.intake.profiles[starter.role]
            refused = [code for code in starter.asked if code not in allowed]
            found += [Escalation(code, "above_entitlement", "the role may not have it") for code in refused]
        for session in self.intake.sessions:
            if session.ref not in self.intake.slots:
                reason, why = why_not(self.intake, session)
                found.append(Escalation(session.ref, reason, why))
        return sorted(found, key=lambda each: each.item)

    def _checklist(self, starter: Starter) -> list[Row]:
        rows = []
        for duty in self.intake.duties if self.careful else self.intake.last_duties:
            if starter.is_audience(duty.audience):
                owner = self._holder(starter, duty.owner) or starter.manager
                due = working_days_from(self.start(starter), duty.shift).isoformat()
                rows.append({"starter": starter.ref, "task": duty.code, "owner": owner.name, "due": due})
        return rows

    def _requests(self, starter: Starter) -> list[Row]:
        if self.careful:
            allowed = kit(self.intake, starter.role, ON_REQUEST)
            codes = [self.intake.item(code).replaced_by or code for code in kit(self.intake, starter.role, STANDARD)]
            codes += [code for code in starter.asked if code in allowed]
        else:
            codes = [*self.intake.last_kit[starter.role], *starter.asked]
        return [self._request(starter, self.intake.item(code)) for code in dict.fromkeys(codes)]

    def _request(self, starter: Starter, item: Item) -> Row:
        needed = working_days_from(self.start(starter), -self.intake.lead[item.kind])
        return {"starter": starter.ref, "item": item.code, "needed_by": needed.isoformat()}

    def _reading(self, starter: Starter) -> list[Row]:
        rows = []
        documents = {each.code: each for each in self.intake.documents}
        for document in self.intake.documents:
            if starter.is_audience(document.audience):
                read = documents[document.replaced_by] if self.careful and document.replaced_by else document
                due = working_days_from(self.start(starter), read.within).isoformat()
                rows.append({"starter": starter.ref, "document": read.code, "due": due})
        return rows

    def _check_ins(self, starter: Starter) -> list[Row]:
        rows = []
        for count in CHECK_IN_DAYS:
            raw = self.start(starter) + dt.timedelta(days=count)
            day = on_working_day(raw) if self.careful else _past_weekend(raw)
            host = check_in_host(self.intake, starter, day)
            rows.append({"starter": starter.ref, "point": str(count), "date": day.isoformat(), "with": host.name})
        return rows

    def _session(self, session: Session) -> list[Row]:
        """Return the booking of a session; none for what cannot be held, if anybody noticed."""
        starter = self.intake.starter(session.starter)
        host = self._holder(starter, session.host)
        slot = self.intake.slots.get(session.ref)
        if not self.careful:
            length = dt.timedelta(minutes=session.minutes)
            slot = slot or ((any_time := at(starter.week[session.first_day - 1], _CARELESS_START)), any_time + length)
            if starter.wish and starter.wish[0] == session.ref:
                slot = starter.wish[1], starter.wish[1] + length
            late = starter.start - starter.told_start
            slot = slot[0] - late, slot[1] - late
        if slot is None or host is None:
            return []
        start, end = slot
        return [
            {
                "date": start.date().isoformat(),
                "start": f"{start:%H:%M}",
                "end": f"{end:%H:%M}",
                "title": session.ref,
                "with": host.email,
            }
        ]

    def _mail(self, starter: Starter) -> str:
        company, buddy = self.intake.company, self.buddy(starter)
        parts = [
            f"Dear {starter.name.split()[0]}, welcome to {company.name}.",
            f"We look forward to seeing you on {day_in_words(self.start(starter))}.",
            f"Please arrive at {time_in_words(self.intake.arrival)} and ask at reception for",
            f"{self.meets(starter).name}, who will meet you and show you to your desk.",
        ]
        if buddy:
            parts.append(f"{buddy.name} will be your buddy and is there for your questions in the first weeks.")
        if self.careful and not has_right_to_work(starter):
            parts.append("Before you start, please send us proof of your right to work in the UK.")
        parts.append(f"Your diary for the first week will follow. Kind regards, {company.who('HR Manager').name}")
        return " ".join(parts)


def has_right_to_work(starter: Starter) -> bool:
    """Say whether the record shows a document that was checked before the start date and is still valid on it."""
    said = starter.right_to_work
    return (
        bool(said.document)
        and said.checked is not None
        and said.checked < starter.start
        and (said.valid_until is None or said.valid_until >= starter.start)
    )


def why_not(intake: Intake, session: Session) -> tuple[str, str]:
    """Return the reason code for a session that cannot be held, and the reason in words."""
    starter, host = intake.starter(session.starter), intake.host(session)
    if host is None:
        return "no_buddy", "nobody in the team can be the buddy"
    days = starter.week[session.first_day - 1 : session.last_day]
    if host == starter.manager and all(intake.is_away(host, day) for day in days):
        return "manager_away", "the manager is away on all of its days"
    return "no_slot", "the host has no free stretch long enough on its days"


def check_in_host(intake: Intake, starter: Starter, day: dt.date) -> Person:
    """Return who holds a check-in: the manager, else the HR advisor, else the HR manager."""
    chain = (starter.manager, intake.company.who("HR Advisor"), intake.company.who("HR Manager"))
    return next((person for person in chain if not intake.is_away(person, day)), chain[-1])


def _past_weekend(day: dt.date) -> dt.date:
    """Move a day past the weekend, as somebody does who forgets bank holidays."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > _FRIDAY else day


def _name(person: Person | None) -> str:
    return person.name if person else ""
