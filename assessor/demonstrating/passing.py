"""A make-believe year goes by: sittings are taken, work is attested, results are followed up, campaigns end."""

import datetime as dt
from collections.abc import Callable, Sequence

from assessor.bank.reading import read_banked
from assessor.campaigns.groups.publishing import publish
from assessor.db import Store
from assessor.demonstrating import aftermath, year
from assessor.demonstrating.answering import Clock, Room, Seat, sit
from assessor.demonstrating.cast import Cast
from assessor.sittings.ending.results import Results

Tell = Callable[[int, int], None]
"""Is told how many sittings are taken, of how many."""


class Year:
    """The year of one organisation, up to now."""

    def __init__(self, store: Store, cast: Cast, now: dt.datetime) -> None:
        bank = [one.item for one in read_banked()]
        self._store, self._cast, self._now, self._clock = store, cast, now, Clock(now)
        self._room = Room.of(store, bank, cast.organisation_id, cast.company.seed, self._clock)
        self._results = Results(store, bank, organisation_id=cast.organisation_id, now=self._clock)

    def go_by(self, planned: Sequence[year.Planned], tell: Tell) -> int:
        """Have everything happen in its order, and return how many sittings were begun."""
        witnessed = aftermath.Witnessed(self._results, self._cast, self._now, self._clock)
        of, sat = sum(one.at is not None for one in planned), []
        for number, one in enumerate(planned):
            sitting_id, ended_at = None, self._now
            if one.at is not None:
                witnessed.until(one.at)
                seat = Seat(one.one.person_id, number, one.theta, one.at, year.form(one), one.answers)
                sitting_id = sit(self._room, seat)
                ended_at = self._clock.at
                sat.append((one, sitting_id, ended_at))
                tell(len(sat), of)
            with self._store.session(self._cast.organisation_id, write=True) as session:
                year.join(session, self._cast, one, sitting_id, ended_at)
        self._follow([each for each in sat if each[0].answers is None])
        witnessed.end()
        return len(sat)

    def _follow(self, finished: Sequence[aftermath.Sat]) -> None:
        with self._store.session(self._cast.organisation_id, write=True) as session:
            aftermath.follow(session, self._cast, finished, self._now)
            closed = year.ended(session)
        for campaign in closed:
            publish(self._store, self._results, campaign, campaign.closed_at or self._now)
