"""What becomes of make-believe results: opened, shared, doubted; notes, actions, practical work that was seen."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from assessor.db import TenantSession
from assessor.deciding.rubric import read_rubric
from assessor.demonstrating.answering import Clock
from assessor.demonstrating.cast import Cast, Somebody
from assessor.demonstrating.year import Planned
from assessor.releasing import opening
from assessor.releasing.facts import standing_of
from assessor.sittings.ending.results import Attested, Results
from assessor.training import agreeing

Sat = tuple[Planned, str, dt.datetime]
"""Who sat, the sitting, and when it ended."""
_OPENED_OF_TEN = 9
_SHARED_OF_TEN = 4
_RUBRIC = "orchestration-task-1"
_WORK = "Arrears letters: an agent for each kind of case, a check before any is sent (make-believe)."
_ACTIONS = (
    ("Write down which work must not go to an AI tool, and why", -20),
    ("Give the assistant last quarter's figures before asking for a draft", 9),
    ("Check three drafts against the source before sending them", 24),
)
"""What, and due in so many days (below 0: late)."""
_NOTES = (
    "Checks figures well; asks for everything at once. We tried one step at a time.",
    "Has set up a template with the house rules and shares it with the team.",
    "Wants to try agents on the arrears letters next.",
)


def follow(session: TenantSession, cast: Cast, sat: Sequence[Sat], now: dt.datetime) -> None:
    """Have results opened, shared and doubted, and trainers write and agree."""
    dice = Random(f"aftermath {cast.company.seed}")
    doubtful: list[Sat] = []
    for each in sat:
        planned, sitting_id, ended_at = each
        one = planned.one
        if one is not cast.leads["learner"] and dice.randrange(10) >= _OPENED_OF_TEN:
            continue
        learner, standing = cast.viewer(one, "learner"), standing_of(session, sitting_id)
        assert standing is not None, "it has just been taken"
        at = min(now, ended_at + dt.timedelta(minutes=dice.randrange(1, 600)))
        opening.opened(session, learner, standing, at)
        if dice.randrange(10) < _SHARED_OF_TEN:
            opening.share(session, learner, sitting_id, "manager", min(now, at + dt.timedelta(minutes=5)))
        if one.cohort is not None and ended_at < now - dt.timedelta(days=8):
            doubtful.append(each)
    session.flush()
    _doubt(session, cast, doubtful[-3:])
    _agree(session, cast, now)


class Witnessed:
    """Practical work of the first cohort that its trainer saw, attested as the year goes by."""

    def __init__(self, results: Results, cast: Cast, now: dt.datetime, clock: Clock) -> None:
        self._results, self._clock, self._by = results, clock, cast.leads["trainer"].name
        able = sorted((one for one in cast.people if one.cohort == 0), key=lambda one: -(one.theta + one.rise))
        self._to_come = [
            (now - dt.timedelta(days=days), one, is_met)
            for (days, is_met), one in zip(((110, True), (95, False), (50, True)), able, strict=False)
        ]
        self._last = (now - dt.timedelta(days=2), able[0], True)

    def until(self, at: dt.datetime) -> None:
        """Attest what was seen before a moment."""
        while self._to_come and self._to_come[0][0] < at:
            self._attest(*self._to_come.pop(0))

    def end(self) -> None:
        """Attest what was seen last, and have the newest result made again with it, as the trainer's page does."""
        _, one, _ = self._last
        self._attest(*self._last)
        newest, _ = self._results.all(one.person_id)[-1]
        self._results.rescore(newest.sitting_id)

    def _attest(self, at: dt.datetime, one: Somebody, is_met: bool) -> None:  # noqa: FBT001 - as in the list
        self._clock.at = at
        self._results.attest(Attested(one.person_id, read_rubric(_RUBRIC), is_met, _WORK, self._by))


def _doubt(session: TenantSession, cast: Cast, sat: Sequence[Sat]) -> None:
    """Have results doubted, and all of the doubts but the last answered."""
    trainer = cast.viewer(cast.leads["trainer"], "trainer")
    for place, (planned, sitting_id, ended_at) in enumerate(sat, start=1):
        learner = cast.viewer(planned.one, "learner")
        doubt = opening.Doubt(cast.leads["trainer"].person_id, "I was called away in the middle. Does that count?")
        opening.ask_review(session, learner, sitting_id, doubt, ended_at + dt.timedelta(days=1))
        session.flush()
        if place < len(sat):
            review = opening.reviews(session, sitting_id)[-1]
            said = ("kept", "Time does not count in this sitting, and your answers fit together.")
            opening.answer_review(session, trainer, review.id, said, ended_at + dt.timedelta(days=3))
    session.flush()


def _agree(session: TenantSession, cast: Cast, now: dt.datetime) -> None:
    trainer = cast.viewer(cast.leads["trainer"], "trainer")
    for place, one in enumerate(each for each in cast.people if each.cohort is not None):
        if place % 3 == 0:
            at = now - dt.timedelta(days=30 + place)
            agreeing.write_note(session, trainer, one.person_id, _NOTES[place // 3 % len(_NOTES)], at)
        if place % 4 == 0 or one is cast.leads["learner"]:
            what, days = _ACTIONS[place // 4 % len(_ACTIONS)]
            due_on = (now + dt.timedelta(days=days)).date().isoformat()
            wish = agreeing.Wish(what, one.person_id, due_on)
            agreeing.add_action(session, trainer, one.person_id, wish, now - dt.timedelta(days=28))
    session.flush()
