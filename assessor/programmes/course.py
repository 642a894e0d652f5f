"""How much of a planned time has passed for a learner, with breaks and changes. Plain arithmetic on days.

Without any, it is days passed of days planned: 0 % on the first day, 100 % on the planned end. A break holds it still.
A change of the planned end or of the employer re-bases it: from that day it goes on straight to 100 % on the planned
end that then holds, from where the learner stood if that was written down, else from where it was. So the share never
jumps because of a break, and a new planned end makes nobody look better than she was on that day.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Pause:
    """A break in learning."""

    starts_on: dt.date
    back_on: dt.date | None
    """The first day of learning again; none while it goes on."""

    def holds(self, day: dt.date) -> bool:
        """Say whether a day lies in it."""
        return self.starts_on <= day and (self.back_on is None or day < self.back_on)

    def days_until(self, day: dt.date, since: dt.date) -> int:
        """Return how many of its days lie after `since` and not after `day`."""
        first = max(self.starts_on, since + dt.timedelta(days=1))
        last = day if self.back_on is None else min(day, self.back_on - dt.timedelta(days=1))
        return max((last - first).days + 1, 0)


@dataclass(frozen=True, slots=True)
class Rebase:
    """A change of the planned end or of the employer."""

    on: dt.date
    planned_end_on: dt.date | None = None
    """The new planned end; none where it stays."""
    progress_percent: int | None = None
    """Where the learner stood on that day; none: nobody wrote it down."""


@dataclass(frozen=True, slots=True)
class Course:
    """One learner's planned time."""

    starts_on: dt.date
    planned_end_on: dt.date
    """As first planned."""
    pauses: Sequence[Pause] = ()
    rebases: Sequence[Rebase] = ()
    """By day; of two of one day the later counts."""

    def end_planned(self, day: dt.date) -> dt.date:
        """Return the planned end as it held on a day."""
        end = self.planned_end_on
        for one in self.rebases:
            if one.planned_end_on is not None and one.on <= day:
                end = one.planned_end_on
        return end

    def is_paused(self, day: dt.date) -> bool:
        """Say whether a day lies in a break."""
        return any(pause.holds(day) for pause in self.pauses)

    def elapsed_percent(self, day: dt.date) -> float:
        """Return the share of the planned time that has passed by a day, from 0 to 100."""
        share, since = 0.0, self.starts_on
        for turn in self._turns(day):
            share, since = self._straight(share, since, turn), turn
            for rebase in self.rebases:
                if rebase.on == turn and rebase.progress_percent is not None:
                    share = float(rebase.progress_percent)
        return self._straight(share, since, max(day, self.starts_on))

    def _turns(self, day: dt.date) -> list[dt.date]:
        """Return the days up to a day on which the line may bend."""
        days = {one.on for one in self.rebases}
        for pause in self.pauses:
            days |= {pause.starts_on, *([pause.back_on] if pause.back_on else [])}
        return sorted(one for one in days if self.starts_on <= one <= day)

    def _straight(self, share: float, since: dt.date, until: dt.date) -> float:
        """Go on from a share, between two days on which nothing changes."""
        if until <= since or self.is_paused(since):
            return share
        end = self.end_planned(since)
        if until >= end:
            return WHOLE
        return share + (WHOLE - share) * ((until - since).days / (end - since).days)
