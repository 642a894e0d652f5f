"""Who writes what and when it goes out: the hard rules, and a search for a schedule that keeps to all of them.

The rules are read off the rows of the company's systems, for the marker and the search alike.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from tasks_bank.case import System
from tasks_bank.tasks.content_calendar.month.plan import EVERYONE
from tasks_bank.world.month import Month

_TRIES = 60
_SATURDAY = 5
_A = TypeVar("_A")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post that is to be scheduled."""

    keyword: str
    subject: str
    earliest: dt.date
    """The first day on which it may go out."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A post with its day, channel and writer."""

    day: dt.date
    channel: str
    writer: str


class Board:
    """The month as it can be planned: channels with their days, what is booked, who can write and who is away."""

    def __init__(self, month: Month, systems: Mapping[str, System], *, without: frozenset[str] = frozenset()) -> None:
        """Read the systems; absences whose references are in `without` are overlooked."""
        self.month = month
        self.days = {row["channel"]: frozenset(row["days"].split("+")) for row in systems["channels"].rows}
        self.most = {row["channel"]: int(row["most"]) for row in systems["channels"].rows}
        self.booked = {(_day(row["date"]), row["channel"]) for row in systems["planner"].rows}
        self.subjects = {row["writer"]: frozenset(row["subjects"].split("+")) for row in systems["writers"].rows}
        self.posts = {row["writer"]: int(row["posts"]) for row in systems["writers"].rows}
        self._away = [row for row in systems["absences"].rows if row["ref"] not in without]

    def is_away(self, who: str, day: dt.date) -> bool:
        """Tell whether somebody is not there on a day, or nobody is."""
        return day.weekday() >= _SATURDAY or any(
            row["who"] in {who, EVERYONE} and _day(row["first"]) <= day <= _day(row["last"]) for row in self._away
        )

    def day_fault(self, post: Wanted, day: dt.date | None, channel: str) -> str:
        """Say why a post cannot go out on a day on a channel; empty where it can."""
        if channel not in self.days:
            return "no such channel"
        if day is None or day not in self.month:
            return f"the date is not in {self.month.name}"
        if f"{day:%A}" not in self.days[channel]:
            return f"{channel} does not publish on a {day:%A}"
        if self.is_away(EVERYONE, day):
            return f"the office is closed on {day}"
        if (day, channel) in self.booked:
            return f"{channel} is booked on {day}"
        return f"embargoed until {post.earliest}" if day < post.earliest else ""

    def writer_fault(self, post: Wanted, day: dt.date | None, writer: str) -> str:
        """Say why somebody cannot write a post and be there on its day; empty where they can."""
        if writer not in self.subjects:
            return "no such writer"
        if post.subject not in self.subjects[writer]:
            return f"{writer} does not write about {post.subject}"
        return f"{writer} is away on {day}" if day is None or self.is_away(writer, day) else ""

    def search(self, posts: Sequence[Wanted], rng: Random) -> tuple[Placed, ...] | None:
        """Place posts in their order, each as early as may be; None where no way was found."""
        for number in range(_TRIES):
            slots = self.slots(rng if number else None)
            writers = self._writers(posts, rng if number else None)
            if writers is None:
                return None

            def fits(at: int, slot: tuple[dt.date, str], writers: Sequence[str] = writers) -> bool:
                free = not self.day_fault(posts[at], *slot)
                return free and not self.writer_fault(posts[at], slot[0], writers[at])

            if (found := matched(len(posts), slots, fits)) is not None:
                return tuple(Placed(*slot, writer) for slot, writer in zip(found, writers, strict=True))
        return None

    def slots(self, rng: Random | None) -> list[tuple[dt.date, str]]:
        """Return as many free places of each channel as it may fill: the first ones, or any."""
        kept = []
        for channel, most in self.most.items():
            nothing = Wanted("", "", self.month.first)
            days = [day for day in self.month.working_days if not self.day_fault(nothing, day, channel)]
            kept += [(day, channel) for day in (rng.sample(days, min(most, len(days))) if rng else days[:most])]
        return sorted(kept)

    def _writers(self, posts: Sequence[Wanted], rng: Random | None) -> Sequence[str] | None:
        """Give each post a writer of its subject, within what everybody can write; None where it cannot be done."""
        seats = [(name, number) for name, count in self.posts.items() for number in range(count)]
        if rng:
            rng.shuffle(seats)
        else:
            seats.sort(key=lambda seat: seat[1])
        found = matched(len(posts), seats, lambda at, seat: posts[at].subject in self.subjects[seat[0]])
        return None if found is None else [name for name, _ in found]


def matched(count: int, places: Sequence[_A], fits: Callable[[int, _A], bool]) -> list[_A] | None:
    """Give each of some things a place of its own, by augmenting paths (Kuhn 1955); None where it cannot be done."""
    holder: dict[int, int] = {}

    def settle(thing: int, seen: set[int]) -> bool:
        for at, place in enumerate(places):
            if at not in seen and fits(thing, place):
                seen.add(at)
                if at not in holder or settle(holder[at], seen):
                    holder[at] = thing
                    return True
        return False

    if not all(settle(thing, set()) for thing in range(count)):
        return None
    by_thing = {thing: at for at, thing in holder.items()}
    return [places[by_thing[thing]] for thing in range(count)]


def within(limits: Mapping[str, int], names: Sequence[str]) -> Iterator[bool]:
    """Tell of each name in turn whether it is still within its limit."""
    used: dict[str, int] = {}
    for name in names:
        used[name] = used.get(name, 0) + 1
        yield used[name] <= limits.get(name, 0)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
