"""Plain topics: somebody asks for money, it is talked about, the chair states the outcome, and somebody takes it on."""

import datetime as dt

from tasks_bank.tasks.meeting_admin.days import end_of_next_week, some_deadline
from tasks_bank.tasks.meeting_admin.meeting import Action, Attendee, Desk, Meeting, Outcome, Round, Topic
from tasks_bank.tasks.meeting_admin.speech import amount_words, discuss, interrupt, loosely, state, take_on
from tasks_bank.tasks.meeting_admin.subjects import some_subject
from tasks_bank.world.month import next_working_day

_LESS = 0.4
"""How often less is approved than was asked for."""
_LARGE = 2500
"""Pounds that a subject may well cost of which somebody asks for thousands."""
_ROUND_MINUTES = (30, 60, 90)


def open_topic(desk: Desk, meeting: Meeting, *, low: int = 0, high: int = 0) -> Topic:
    """Put a topic on the agenda and have it brought up; the money asked for is the subject's usual, or as given."""
    subject = some_subject(desk, _LARGE if low else 0)
    asked = desk.fresh_amount(low or subject.low, high or subject.high)
    topic = Topic(desk.refs.any("T-"), subject, desk.rng.choice(meeting.staff), asked)
    meeting.topics.append(topic)
    first = topic.brought_by.first_name
    meeting.say(
        meeting.chair,
        loosely(
            desk,
            desk.wording(
                (
                    f"Next: {subject.title}. {first}, please.",
                    f"{first}, {subject.thing}. That was yours.",
                    f"Then we come to {subject.thing}. {first}?",
                )
            ),
        ),
    )
    interrupt(desk, meeting, topic.brought_by)
    wish = desk.wording(
        (
            f"I'd like to spend {amount_words(desk, asked)} on {subject.thing}.",
            f"It's about {subject.thing}. I have an offer for {amount_words(desk, asked)}.",
            f"We need {subject.thing}, and it comes to {amount_words(desk, asked)}.",
        )
    )
    meeting.say(topic.brought_by, loosely(desk, wish))
    return topic


def decide(desk: Desk, meeting: Meeting, topic: Topic, outcome: Outcome, pounds: int = 0) -> None:
    """Have the chair state an outcome, which is the last word so far."""
    topic.outcome, topic.amount = outcome, pounds
    topic.decided = state(desk, meeting, topic.subject.thing, outcome, pounds)


def ask_for(desk: Desk, meeting: Meeting, owner: Attendee, task: str) -> None:
    """Have the chair ask somebody to do something."""
    words = (
        f"{owner.first_name}, could you {task}?",
        f"Who will {task}? {owner.first_name}?",
        f"{owner.first_name}, can I leave it to you to {task}?",
    )
    meeting.say(meeting.chair, loosely(desk, desk.wording(words)))


def give_action(desk: Desk, meeting: Meeting, topic: Topic, owner: Attendee | None = None) -> str:
    """Have somebody take the topic's action on; return the deadline in the words that were used."""
    owner = owner or desk.rng.choice(meeting.staff)
    when, due = some_deadline(desk.rng, meeting.day)
    ask_for(desk, meeting, owner, topic.subject.task)
    line = take_on(desk, meeting, owner, topic.subject.task, when)
    topic.action = Action(owner.name, topic.subject.task, due, line)
    return when


def agree_on_a_round(desk: Desk, meeting: Meeting, topic: Topic, extra: Attendee | None = None) -> None:
    """Have the chair call for a smaller meeting with one or two others; `extra` is certain to be one of them."""
    first, last = next_working_day(meeting.day), end_of_next_week(meeting.day)
    able = [person for person in meeting.staff if person.email not in desk.busy and _is_in(desk, person, last)]
    others = [extra] if extra else []
    others += desk.rng.sample(able, min(len(able), 1 if extra else 2))
    minutes = desk.rng.choice(_ROUND_MINUTES)
    names = " and ".join(person.first_name for person in others)
    words = (
        f"{names}, let's sit down together for {minutes} minutes, by the end of next week.",
        f"A smaller round, please: {names} and me. {minutes} minutes, by the end of next week.",
        f"I'll take that up with {names}, say {minutes} minutes, by the end of next week.",
    )
    meeting.say(meeting.chair, desk.wording(words))
    topic.round = Round((meeting.chair, *others), minutes, first, last)


def plain_topic(desk: Desk, meeting: Meeting) -> None:
    """Go through a topic without any trap in it."""
    topic = open_topic(desk, meeting)
    discuss(desk, meeting, topic.brought_by)
    outcome = desk.next_outcome()
    if outcome != "approved":
        decide(desk, meeting, topic, outcome)
        if outcome == "postponed":
            agree_on_a_round(desk, meeting, topic)
        return
    pounds = topic.asked
    if desk.rng.random() < _LESS:
        pounds = desk.fresh_amount(topic.asked // 2, topic.asked - 50)
        meeting.say(meeting.chair, loosely(desk, f"I can give you {amount_words(desk, pounds)}, not more."))
        meeting.say(topic.brought_by, loosely(desk, "Then we will make do with that."))
    decide(desk, meeting, topic, "approved", pounds)
    give_action(desk, meeting, topic)


def _is_in(desk: Desk, person: Attendee, day: dt.date) -> bool:
    return next(each for each in desk.company.people if each.email == person.email).is_in(day)
