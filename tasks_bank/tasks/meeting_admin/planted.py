"""The traps that a meeting may hold. Each function plays a topic that holds one, and returns the topic."""

from collections.abc import Callable
from dataclasses import replace

from tasks_bank.tasks.meeting_admin.days import end_of_next_week, some_deadline_off
from tasks_bank.tasks.meeting_admin.meeting import Action, Attendee, Desk, Line, Meeting, Previous, Topic, attendee
from tasks_bank.tasks.meeting_admin.speech import amount_words, discuss, loosely, take_on
from tasks_bank.tasks.meeting_admin.topics import agree_on_a_round, ask_for, decide, give_action, open_topic
from tasks_bank.world.customers import CONTACT_LAST_NAMES
from tasks_bank.world.month import next_working_day
from tasks_bank.writing.diary import WholeDays


def reversed_later(desk: Desk, meeting: Meeting) -> Topic:
    """Approve something, and at the end of the meeting drop it, or approve less."""
    topic = _approved(desk, meeting)
    give_action(desk, meeting, topic)
    topic.first_outcome, topic.first_amount, topic.first_action = "approved", topic.amount, topic.action

    def come_back() -> None:
        why = desk.wording(
            (
                f"Before we finish, back to {topic.subject.thing}. I've got the budget here now, and I was wrong.",
                f"Sorry, one more thing on {topic.subject.thing}. I've just looked at what's left this year.",
            )
        )
        meeting.say(meeting.chair, why)
        meeting.say(topic.brought_by, loosely(desk, "I was afraid of that."))
        if desk.rng.random() < 0.5:  # noqa: PLR2004 - either is as likely
            decide(desk, meeting, topic, "rejected")
            topic.action = None
        else:
            less = desk.fresh_amount(topic.amount // 3, topic.amount - 100)
            decide(desk, meeting, topic, "approved", less)

    meeting.later.append(come_back)
    return topic


def invite_namesake(desk: Desk, meeting: Meeting) -> None:
    """Invite a guest who has the first name of a colleague at the table."""
    colleague = desk.rng.choice(meeting.staff)
    supplier = desk.rng.choice([each for each in desk.company.suppliers if each.trade.paid == "bank"])
    name = f"{colleague.first_name} {desk.rng.choice(CONTACT_LAST_NAMES)}"
    domain = supplier.name.removesuffix(" Ltd").replace("&", "and").replace(" ", "-")
    guest = Attendee(name, supplier.name, "Consultant", f"{name.replace(' ', '.')}@{domain}.example".lower())
    meeting.people.append(guest)
    meeting.guests.append((guest, colleague))


def same_name(desk: Desk, meeting: Meeting) -> Topic:
    """Have a guest take something on who has the first name of a colleague at the table."""
    guest, colleague = meeting.guests.pop()
    topic = _approved(desk, meeting)
    give_action(desk, meeting, topic, guest)
    if topic.action:
        topic.first_action = replace(topic.action, owner=colleague.name)
    return topic


def already_done(desk: Desk, meeting: Meeting) -> Topic:
    """Ask somebody for what they have done already: it was on the list of earlier actions."""
    topic = _approved(desk, meeting)
    owner = desk.rng.choice(meeting.staff)
    ask_for(desk, meeting, owner, f"get three quotes for {topic.subject.thing}")
    words = (
        "I've done that already. All three came by mail.",
        "That's done. They're in the shared folder, since last week.",
        "Ha, I was quicker than you: I've got all three here.",
    )
    done = meeting.say(owner, loosely(desk, desk.wording(words)))
    meeting.say(meeting.chair, "Excellent, then there's nothing left to do on that.")
    what = f"Get three quotes for {topic.subject.thing}"
    desk.previous.append(Previous(desk.refs.any("A-"), what, owner.name, meeting.day, done))
    topic.first_action = _guess(meeting, owner, what, done)
    return topic


def above_authority(desk: Desk, meeting: Meeting) -> Topic:
    """Approve more than a meeting may."""
    topic = open_topic(desk, meeting, low=desk.authority + 100, high=desk.authority + 2500)
    discuss(desk, meeting, topic.brought_by)
    decide(desk, meeting, topic, "approved", topic.asked)
    topic.first_outcome, topic.first_amount = "approved", topic.asked
    topic.outcome, topic.amount = "postponed", 0
    desk.escalations.append((topic.ref, "above_authority"))
    return topic


def no_owner(desk: Desk, meeting: Meeting) -> Topic:
    """Approve something that nobody takes on."""
    topic = _approved(desk, meeting)
    asked = meeting.say(meeting.chair, loosely(desk, f"Somebody has to {topic.subject.task} then. Volunteers?"))
    meeting.say(topic.brought_by, desk.wording(("I've no time at all this month.", "Not me, please, not again.")))
    meeting.say(meeting.chair, "Nobody? Well. We'll see.")
    topic.first_action = _guess(meeting, topic.brought_by, topic.subject.task, asked)
    desk.escalations.append((topic.ref, "no_owner"))
    return topic


def no_slot(desk: Desk, meeting: Meeting) -> Topic:
    """Agree on a smaller meeting with somebody whose diary has no room for it."""
    at_the_table = {person.name for each in desk.meetings for person in each.people}
    free = [person for person in desk.company.people[1:] if person.name not in at_the_table]
    person = attendee(desk.company, desk.rng.choice(free))
    topic = open_topic(desk, meeting)
    meeting.people.append(person)
    meeting.say(person, loosely(desk, "I'd want to see the figures first, to be honest."))
    decide(desk, meeting, topic, "postponed")
    agree_on_a_round(desk, meeting, topic, person)
    away = WholeDays(
        f"fair-{topic.ref}", "Trade fair, all day", next_working_day(meeting.day), end_of_next_week(meeting.day)
    )
    desk.diaries[person.email] = [away]
    desk.busy.add(person.email)
    desk.escalations.append((topic.ref, "no_slot"))
    return topic


def owner_swapped(desk: Desk, meeting: Meeting) -> Topic:
    """Have somebody take something on, and hand it to a colleague at the end of the meeting."""
    topic = _approved(desk, meeting)
    when = give_action(desk, meeting, topic)
    topic.first_action = first = topic.action

    def hand_over() -> None:
        if first is None:
            return
        owner = next(person for person in meeting.people if person.name == first.owner)
        other = desk.rng.choice([person for person in meeting.staff if person is not owner])
        meeting.say(
            owner,
            loosely(
                desk,
                f"One thing about {topic.subject.thing}: I've too much on my desk. {other.first_name}, "
                f"could you {topic.subject.task} instead?",
            ),
        )
        line = take_on(desk, meeting, other, topic.subject.task, when)
        topic.action = replace(first, owner=other.name, taken=line)

    meeting.later.append(hand_over)
    return topic


def due_on_a_day_off(desk: Desk, meeting: Meeting) -> Topic:
    """Have somebody promise something for a day on which nobody works."""
    topic = _approved(desk, meeting)
    owner = desk.rng.choice(meeting.staff)
    when, said, due = some_deadline_off(desk.rng, meeting.day)
    ask_for(desk, meeting, owner, topic.subject.task)
    line = take_on(desk, meeting, owner, topic.subject.task, when)
    topic.action = Action(owner.name, topic.subject.task, due, line)
    topic.first_action = replace(topic.action, due=said)
    return topic


def misheard(desk: Desk, meeting: Meeting) -> Topic:
    """Have an amount misheard, put right by whoever named it, and approved without being named again."""
    topic = open_topic(desk, meeting)
    wrong = _swapped(topic.asked)
    while wrong in desk.amounts:
        wrong += 10
    desk.amounts.add(wrong)
    others = [person for person in meeting.people if person not in (topic.brought_by, meeting.chair)]
    meeting.say(desk.rng.choice(others), loosely(desk, f"Sorry, did you say {amount_words(desk, wrong)}?"))
    meeting.say(topic.brought_by, f"No, no. {amount_words(desk, topic.asked).capitalize()}.")
    topic.outcome, topic.amount = "approved", topic.asked
    topic.decided = meeting.say(
        meeting.chair,
        loosely(desk, f"What {topic.brought_by.first_name} asks for, then: {topic.subject.thing}, approved."),
    )
    topic.first_outcome, topic.first_amount = "approved", wrong
    give_action(desk, meeting, topic)
    return topic


KINDS: dict[str, Callable[[Desk, Meeting], Topic]] = {
    plant.__name__: plant
    for plant in (
        reversed_later,
        same_name,
        already_done,
        above_authority,
        no_owner,
        no_slot,
        owner_swapped,
        due_on_a_day_off,
        misheard,
    )
}
"""The kinds by name."""


def _approved(desk: Desk, meeting: Meeting) -> Topic:
    """Play a topic up to its approval, in full."""
    topic = open_topic(desk, meeting)
    discuss(desk, meeting, topic.brought_by)
    decide(desk, meeting, topic, "approved", topic.asked)
    return topic


def _guess(meeting: Meeting, owner: Attendee, what: str, line: Line) -> Action:
    """Return the action that whoever writes down too much would note."""
    return Action(owner.name, what, end_of_next_week(meeting.day), line)


def _swapped(pounds: int) -> int:
    """Swap two digits of an amount, as somebody does who hears badly; twice the amount where that changes nothing."""
    digits = str(pounds)
    return int(digits[1] + digits[0] + digits[2:]) if digits[0] != digits[1] != "0" else 2 * pounds
