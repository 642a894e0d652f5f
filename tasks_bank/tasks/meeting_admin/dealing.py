"""Deals the meetings of a case: who is there, the topics with their traps, the list of earlier actions, the diaries."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from tasks_bank.case import Dials
from tasks_bank.tasks.meeting_admin.days import end_of_next_week
from tasks_bank.tasks.meeting_admin.earlier import go_through_the_list, leave_open
from tasks_bank.tasks.meeting_admin.meeting import Desk, Meeting, attendee
from tasks_bank.tasks.meeting_admin.planted import KINDS, invite_namesake, same_name
from tasks_bank.tasks.meeting_admin.slots import find_slot
from tasks_bank.tasks.meeting_admin.topics import plain_topic
from tasks_bank.world.company import company_of
from tasks_bank.world.diaries import some_diary
from tasks_bank.world.month import is_working_day
from tasks_bank.world.references import References
from tasks_bank.writing.diary import Entry

_MOST_TOPICS = 6
"""Of one meeting."""
_AT_THE_TABLE = 6
_FULLNESS = 0.55
_TITLES = ("Management meeting", "Spending round", "Planning meeting", "Heads and deputies", "Operations meeting")


def deal_desk(seed: int, dials: Dials) -> Desk:
    """Deal the meetings of a seed."""
    rng = Random(f"meeting_admin {seed}")
    desk = Desk(
        company_of(seed), rng, References(seed, rng), float(dials["noise"]), authority=rng.choice((4000, 4500, 5000))
    )
    scripts = _scripts(rng, int(dials["topics"]), int(dials["planted"]))
    count = -(-len(scripts) // _MOST_TOPICS)
    for number in range(count):
        _hold(desk, number, scripts[number::count])
    _list_wrongly(desk, Random(f"list {seed}"), float(dials["disagree"]))
    _book_rounds(desk)
    return desk


def _scripts(rng: Random, plain: int, planted: int) -> list[str]:
    """Return the kinds of topics in the order in which they come up; a plain one has no name."""
    kinds = rng.sample(list(KINDS), len(KINDS))
    scripts = [*(kinds[n % len(kinds)] for n in range(planted)), *([""] * plain)]
    rng.shuffle(scripts)
    return scripts


def _hold(desk: Desk, number: int, scripts: Sequence[str]) -> None:
    """Hold one meeting; a kind that comes up is played in its topic."""
    meeting = _convene(desk, number)
    desk.meetings.append(meeting)
    for _ in range(scripts.count(same_name.__name__)):
        invite_namesake(desk, meeting)
    go_through_the_list(desk, meeting, 1 + (len(scripts) + 1) // 2)
    leave_open(desk, meeting, 1)
    for script in scripts:
        if script:
            desk.planted.append((script, KINDS[script](desk, meeting).ref))
        else:
            plain_topic(desk, meeting)
    for happens in meeting.later:
        happens()
    meeting.say(meeting.chair, "That is all for today. Thank you.")
    digits = meeting.ref.removeprefix("MT-")
    for place, line in enumerate(meeting.lines, start=1):
        line.ref = f"{digits}-{place:03}"


def _convene(desk: Desk, number: int) -> Meeting:
    """Call a meeting on a working day of the first half of the month, and keep diaries for those who come.

    The managing director is at none: what a meeting may not decide goes there.
    """
    company, rng = desk.company, desk.rng
    day = company.month.working_days[2 + number]
    able = [person for person in company.people[1:] if person.is_in(day) and person.email not in desk.busy]
    heads = [person for person in able if person.manager == company.people[0].name]
    others = [person for person in able if person not in heads]
    chair = rng.choice([head for head in heads if head.is_in(end_of_next_week(day))] or heads)
    table = [chair, *rng.sample([head for head in heads if head is not chair], 2), *rng.sample(others, 3)]
    people = [attendee(company, person) for person in table[:_AT_THE_TABLE]]
    starts = dt.datetime.combine(day, dt.time(9, 30))
    days = [day + dt.timedelta(days=n) for n in range(1, 15)]
    for person in table:
        if person.email not in desk.diaries:
            full = [day for day in days if is_working_day(day)]
            desk.diaries[person.email] = some_diary(rng, person, full, _FULLNESS)
    return Meeting(desk.refs.any("MT-"), _TITLES[number % len(_TITLES)], starts, people[0], people)


def _list_wrongly(desk: Desk, rng: Random, disagree: float) -> None:
    """Have the list say the opposite of what was said, for a share of what was spoken of when the meetings opened."""
    spoken_of = [item for item in desk.previous if item.spoken_of]
    for item in rng.sample(spoken_of, round(disagree * len(spoken_of))):
        item.listed_as_done = not item.listed_as_done


def _book_rounds(desk: Desk) -> None:
    """Find a slot for each smaller meeting, so that all can be held; full diaries are freed on its last day."""
    hopeless = {item for item, reason in desk.escalations if reason == "no_slot"}
    for topic in desk.topics:
        wanted = topic.round
        if wanted is None or topic.ref in hopeless:
            continue
        emails = [person.email for person in wanted.people]
        slot = find_slot(desk.full_diaries, emails, wanted.minutes, wanted.first, wanted.last)
        if slot is None:
            for email in emails:
                diary = desk.diaries[email]
                diary[:] = [e for e in diary if not (isinstance(e, Entry) and e.start.date() == wanted.last)]
            slot = find_slot(desk.full_diaries, emails, wanted.minutes, wanted.first, wanted.last)
        if slot is None:
            raise ValueError(f"there is no slot for {topic.ref}")
        desk.booked[topic.ref] = Entry(topic.ref, topic.subject.title, *slot, tuple(emails))
