"""The hidden truth of the meetings, as the rows and the minutes of a perfect answer."""

from collections.abc import Iterator

from tasks_bank.answer import Escalation
from tasks_bank.case import Truth
from tasks_bank.deliverable import Row
from tasks_bank.tasks.meeting_admin.meeting import Action, Desk, Meeting, Topic

_WHY = {
    "no_owner": "nobody took it on",
    "no_slot": "there is no time at which all of them are free",
    "above_authority": "more than a meeting may approve",
}


def tell_truth(desk: Desk, canary: str) -> Truth:
    """Say what a perfect answer holds, and which facts the marker needs."""
    topics = sorted(desk.topics, key=lambda topic: topic.ref)
    escalations = tuple(Escalation(item, reason, _WHY[reason]) for item, reason in sorted(desk.escalations))
    closed = [(item.number, item.done.ref) for item in desk.previous if item.done]
    return Truth(
        tables={
            "decisions": tuple(decision(topic) for topic in topics),
            "action_items": tuple(action_row(topic, topic.action) for topic in topics if topic.action),
            "closed": tuple({"previous": number, "source": source} for number, source in sorted(closed)),
            "follow_up": tuple(booking(desk, topic) for topic in topics if topic.ref in desk.booked),
            "escalations": tuple({"item": e.item, "reason": e.reason, "why": e.why} for e in escalations),
        },
        escalations=escalations,
        facts={
            "planted": tuple({"kind": kind, "item": item} for kind, item in desk.planted),
            "rounds": tuple(_rounds(desk)),
            "titles": tuple({"topic": topic.ref, "title": topic.subject.title} for topic in topics),
            "outdated": tuple({"amount": str(pounds)} for pounds in _outdated(topics)),
            "first_word": tuple(_first_word(topic) for topic in topics if topic.first_outcome or topic.first_action),
            "list": tuple(
                {"previous": item.number, "status": "done" if item.listed_as_done else "open"} for item in desk.previous
            ),
        },
        canary=canary,
        texts={"minutes": "\n".join(_paragraphs(desk.meetings))},
    )


def decision(topic: Topic) -> Row:
    """Return what became of a topic."""
    return {
        "topic": topic.ref,
        "outcome": topic.outcome,
        "amount": str(topic.amount),
        "source": topic.decided.ref if topic.decided else "",
    }


def action_row(topic: Topic, action: Action) -> Row:
    """Return an action as a row."""
    return {
        "topic": topic.ref,
        "action": action.what[0].upper() + action.what[1:],
        "owner": action.owner,
        "due": str(action.due),
        "source": action.taken.ref,
    }


def booking(desk: Desk, topic: Topic) -> Row:
    """Return a slot that satisfies the rules."""
    entry = desk.booked[topic.ref]
    return {
        "date": str(entry.start.date()),
        "start": f"{entry.start:%H:%M}",
        "end": f"{entry.end:%H:%M}",
        "with": "+".join(entry.with_whom),
        "about": topic.ref,
    }


def _rounds(desk: Desk) -> Iterator[Row]:
    """Give what each smaller meeting that can be held has to satisfy."""
    for topic in desk.topics:
        if topic.round and topic.ref in desk.booked:
            yield {
                "topic": topic.ref,
                "with": "+".join(person.email for person in topic.round.people),
                "minutes": str(topic.round.minutes),
                "first": str(topic.round.first),
                "last": str(topic.round.last),
            }


def _outdated(topics: list[Topic]) -> list[int]:
    """Return the amounts that stand no longer, or never did, and are no other topic's."""
    standing = {topic.amount for topic in topics}
    return sorted({topic.first_amount for topic in topics} - standing - {0})


def _first_word(topic: Topic) -> Row:
    """Return what whoever takes the first word for the last would note about a topic."""
    action = topic.first_action or topic.action
    row = {
        "topic": topic.ref,
        "outcome": topic.first_outcome or topic.outcome,
        "amount": str(topic.first_amount or topic.amount),
    }
    return row | ({name: cell for name, cell in action_row(topic, action).items() if name != "topic"} if action else {})


def _paragraphs(meetings: list[Meeting]) -> Iterator[str]:
    """Write minutes: a sentence on who met, then a paragraph a topic, with what stands at the end."""
    for meeting in meetings:
        names = ", ".join(sorted(person.name for person in meeting.people))
        yield f"{meeting.title} {meeting.ref} on {meeting.day:%d/%m/%Y}, with {names}."
        for topic in meeting.topics:
            outcome = topic.outcome + (f", £{topic.amount:,}" if topic.amount else "")
            sentence = f"{topic.subject.title} ({topic.ref}) was {outcome}."
            if topic.action:
                task = f"{topic.action.owner} will {topic.action.what} by {topic.action.due:%d/%m/%Y}."
                sentence = f"{sentence} {task}"
            yield sentence
