"""The list of earlier actions, and what their owners say about them when a meeting opens."""

import datetime as dt

from tasks_bank.tasks.meeting_admin.days import working_day_before
from tasks_bank.tasks.meeting_admin.meeting import Desk, Meeting, Previous
from tasks_bank.tasks.meeting_admin.speech import loosely
from tasks_bank.tasks.meeting_admin.subjects import some_errand
from tasks_bank.world.month import is_working_day

_SHARE_DONE = 0.6


def go_through_the_list(desk: Desk, meeting: Meeting, count: int) -> None:
    """Have the chair ask for earlier actions of those at the table; some are done."""
    meeting.say(meeting.chair, loosely(desk, "Good morning, everybody. First the list from last time."))
    for _ in range(count):
        owner = desk.rng.choice(meeting.staff)
        what, spoken = some_errand(desk)
        item = Previous(desk.refs.any("A-"), what, owner.name, _due(desk, meeting.day), spoken_of=True)
        meeting.say(meeting.chair, loosely(desk, f"{owner.first_name}, {spoken}?"))
        if desk.rng.random() < _SHARE_DONE:
            done = (
                "That's done.",
                "Done, some days ago.",
                "All finished, you can cross it off.",
                "Ticked off last week.",
            )
            item.done = meeting.say(owner, loosely(desk, desk.wording(done)))
        else:
            open_still = ("Not yet, I'm sorry.", "Half of it. I need another week.", "It has slipped, honestly.")
            meeting.say(owner, loosely(desk, desk.wording(open_still)))
        item.listed_as_done = item.done is not None
        desk.previous.append(item)


def leave_open(desk: Desk, meeting: Meeting, count: int) -> None:
    """Put items on the list that nobody speaks of."""
    for _ in range(count):
        owner = desk.rng.choice(meeting.staff)
        what, _ = some_errand(desk)
        desk.previous.append(Previous(desk.refs.any("A-"), what, owner.name, _due(desk, meeting.day)))


def _due(desk: Desk, day: dt.date) -> dt.date:
    """Draw a working day of the weeks before."""
    due = day - dt.timedelta(days=desk.rng.randint(1, 20))
    return due if is_working_day(due) else working_day_before(due)
