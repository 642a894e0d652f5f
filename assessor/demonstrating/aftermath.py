"""What becomes of make-believe results: opened, shared, doubted; notes, actions, practical work that was seen."""

import datetime as dt
from collections.abc import Sequence
from random import Random

from assessor.bank.item import Item
from assessor.db import Store, TenantSession
from assessor.deciding.rubric import read_rubric
from assessor.demonstrating.answering import Clock
from assessor.demonstrating.cast import Cast
from assessor.demonstrating.year import Planned
from assessor.releasing import opening
from assessor.releasing.facts import standing_of
from assessor.sittings.ending.results import Attested, Results
from assessor.training import agreeing

Sat = tuple[Planned, str, dt.datetime]
"""Who sat, the sitting, and when it ended."""
_OPENED_OF_TEN = 9
_SHARED_OF_TEN = 4
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


def follow(session: TenantSession, cast: Cast, sat: Sequence[Sat], now: dt.datetime, seed: int) -> None:
    """Have results opened, shared and doubted, and trainers write and agree."""
    dice = Random(f"aftermath {seed}")
    for planned, sitting_id, ended_at in sat:
        one = planned.one
        if one is not cast.leads["learner"] and dice.randrange(10) >= _OPENED_OF_TEN:
            continue
        learner, standing = cast.viewer(one, "learner"), standing_of(session, sitting_id)
        assert standing is not None, "it has just been taken"
        at = min(now, ended_at + dt.timedelta(minutes=dice.randrange(1, 600)))
        opening.opened(session, learner, standing, at)
        if dice.randrange(10) < _SHARED_OF_TEN:
            opening.share(session, learner, sitting_id, "manager", at + dt.timedelta(minutes=5))
    session.flush()
    _doubt(session, cast, [each for each in sat if each[0].one.cohort is not None][-3:], now)
    _agree(session, cast, now)


def attest(store: Store, cast: Cast, sat: Sequence[Sat], now: dt.datetime, bank: Sequence[Item]) -> None:
    """Have practical work attested for those of the first cohort who came furthest, and results made again."""
    clock = Clock(now - dt.timedelta(days=40))
    results = Results(store, bank, organisation_id=cast.organisation_id, now=clock)
    newest = {planned.one.person_id: (planned, sitting_id) for planned, sitting_id, _ in sat}
    able = sorted((one for one in cast.people if one.cohort == 0), key=lambda one: -(one.theta + one.rise))
    about = "Arrears letters: an agent for each kind of case, a check before any is sent (make-believe)."
    for one, is_met in zip(able[:3], (True, True, False), strict=True):
        rubric = read_rubric("orchestration-task-1")
        results.attest(Attested(one.person_id, rubric, is_met, about, cast.leads["trainer"].name))
        if one.person_id in newest:
            results.rescore(newest[one.person_id][1])


def _doubt(session: TenantSession, cast: Cast, sat: Sequence[Sat], now: dt.datetime) -> None:
    """Have three results doubted, and two of the doubts answered."""
    trainer = cast.viewer(cast.leads["trainer"], "trainer")
    for place, (planned, sitting_id, _) in enumerate(sat):
        learner = cast.viewer(planned.one, "learner")
        doubt = opening.Doubt(cast.leads["trainer"].person_id, "I was called away in the middle. Does that count?")
        opening.ask_review(session, learner, sitting_id, doubt, now - dt.timedelta(days=6 - place))
        session.flush()
        if place < 2:  # noqa: PLR2004 - the third one still waits
            review = opening.reviews(session, sitting_id)[-1]
            said = ("kept", "Time does not count in this sitting, and your answers fit together.")
            opening.answer_review(session, trainer, review.id, said, now - dt.timedelta(days=3 - place))
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
