"""Who of a cohort is where: not started, on the way, stuck, finished; what is due; who has moved. Never a ranking.

Who is stuck follows from a rule that the page states, and each row says which part of it holds.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlmodel import Session, col, select

from assessor.models.afterwards.trainer_action import TrainerAction
from assessor.models.campaigns.campaign import Campaign
from assessor.models.campaigns.campaign_member import CampaignMember
from assessor.models.people.cohort_member import CohortMember
from assessor.models.people.person import Person
from assessor.people.viewer import Viewer
from assessor.training.moving import Moved, moved
from assessor.training.told import Told, last_answers, sittings_told

State = Literal["stuck", "not started", "going on", "finished", "not asked yet"]
STATES: tuple[State, ...] = get_args(State)
"""Those first that a trainer looks at first."""
SILENT_DAYS = 14
OVERDUE_DAYS = 14
STILL_DAYS = 180
RULE = (
    f"Stuck is who has given no answer for {SILENT_DAYS} days in a sitting that goes on, has an action that is "
    f"{OVERDUE_DAYS} days overdue, or whose newest result is no higher than the one at least {STILL_DAYS} days "
    "before it, both open to you. The last may be chance: it says where to look, not what is so."
)
Sort = Literal["due", "state", "name"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is to be done by a day."""

    on: dt.date
    what: str
    is_late: bool


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """One learner of a cohort."""

    person_id: str
    name: str
    state: State
    why: str
    """What that rests on."""
    due: Due | None
    """What is due first."""
    newest: Told | None
    """Her newest sitting that ended."""
    moved: Moved | None
    """Between her first and her newest result; None where there are no two that may be seen."""
    told: tuple[Told, ...]
    """The sittings whose results stand in this row."""


def of_cohort(session: Session, viewer: Viewer, cohort_id: str, now: dt.datetime, today: dt.date) -> list[Where]:
    """Return where everybody of a cohort is, by name. Those who have left are not in it."""
    listed = (
        select(Person)
        .join(CohortMember, col(CohortMember.person_id) == col(Person.id))
        .where(CohortMember.cohort_id == cohort_id, col(Person.left_at).is_(None), col(Person.erased_at).is_(None))
        .order_by(Person.name)
    )
    people = session.exec(listed).all()
    ids = [person.id for person in people]
    known = _Known(
        told=sittings_told(session, viewer, ids),
        waiting=_waiting(session, ids),
        actions=_open_actions(session, ids),
        now=now,
        today=today,
    )
    going = [each.sitting_id for tolds in known.told.values() for each in tolds if each.ended_at is None]
    answered = last_answers(session, going)
    return [_where(person, known, answered) for person in people]


def in_order(rows: Sequence[Where], sort: Sort) -> list[Where]:
    """Return rows by what is due, by state, or by name."""
    keys: dict[Sort, Callable[[Where], Any]] = {
        "due": lambda row: (row.due is None, row.due.on if row.due else dt.date.max, row.name.casefold()),
        "state": lambda row: (STATES.index(row.state), row.name.casefold()),
        "name": lambda row: row.name.casefold(),
    }
    return sorted(rows, key=keys[sort])


def moves(rows: Sequence[Where]) -> str:
    """Return in a sentence how many have moved; empty where nothing can be said of anybody."""
    said = [row.moved for row in rows if row.moved is not None and row.moved.is_said]
    if not said:
        return ""
    up, down = sum(one.is_gain for one in said), sum(one.is_loss for one in said)
    lower = f", {down} lower" if down else ""
    return f"Since their first result, {up} of {len(said)} are higher by more than chance explains{lower}."


def changes(told: Sequence[Told]) -> list[tuple[str, Moved]]:
    """Return how somebody has moved since the first result and, where there are more than two, since the one before."""
    seen = [each for each in told if each.result is not None and each.ended_at is not None]
    pairs = [("Since the first result", seen[-1:])]
    if len(seen) > 2:  # noqa: PLR2004 - the one before is another than the first
        pairs.append(("Since the one before", seen[1:2]))
    return [(since, found) for since, before in pairs if (found := _change(before, seen[:1]))]


@dataclass(frozen=True, slots=True)
class _Known:
    told: Mapping[str, Sequence[Told]]
    waiting: Mapping[str, Sequence[Campaign]]
    actions: Mapping[str, Sequence[TrainerAction]]
    now: dt.datetime
    today: dt.date


def _where(person: Person, known: _Known, answered: Mapping[str, dt.datetime]) -> Where:
    told = known.told[person.id]
    going = [each for each in told if each.ended_at is None]
    ended = [each for each in told if each.ended_at is not None]
    waiting, actions = known.waiting.get(person.id, ()), known.actions.get(person.id, ())
    seen = [each for each in ended if each.result is not None]
    change, still = _change(seen[-1:], seen[:1]), _change(_long_before(seen), seen[:1])
    stuck = _stuck(going, actions, still, known, answered)
    state, why = _state(going, ended, waiting)
    return Where(
        person_id=person.id,
        name=person.name,
        state="stuck" if stuck else state,
        why=stuck or why,
        due=_due(going, waiting, actions, known),
        newest=ended[0] if ended else None,
        moved=change,
        told=tuple({each.sitting_id: each for each in (*seen[:1], *_long_before(seen), *seen[-1:])}.values()),
    )


def _long_before(seen: Sequence[Told]) -> Sequence[Told]:
    """Return of results, the newest first, the one that the newest has to be higher than by now, if there is one."""
    ends = [each.ended_at for each in seen if each.ended_at is not None]
    before = [place for place, at in enumerate(ends) if (ends[0] - at).days >= STILL_DAYS]
    return seen[before[0] : before[0] + 1] if before else ()


def _change(before: Sequence[Told], after: Sequence[Told]) -> Moved | None:
    """Return the way from one result to another; None where there is none or it is the same."""
    for old, new in zip(before, after, strict=False):
        if old is not new and old.result and new.result and old.ended_at and new.ended_at:
            return moved(old.result, new.result, new.ended_at - old.ended_at)
    return None


def _stuck(
    going: Sequence[Told],
    actions: Sequence[TrainerAction],
    still: Moved | None,
    known: _Known,
    answered: Mapping[str, dt.datetime],
) -> str:
    """Return by which part of the rule somebody is stuck; empty where she is not."""
    for each in going:
        silent = (known.now - answered.get(each.sitting_id, each.started_at)).days
        if silent >= SILENT_DAYS:
            return f"{each.name}: no answer for {silent} days"
    for action in actions:
        if action.due_on and (late := (known.today - action.due_on).days) >= OVERDUE_DAYS:
            return f"An action is {late} days overdue"
    if still is not None and still.is_said and still.may_rise and not still.is_higher:
        return f"No higher than {still.days} days before, which may be chance"
    return ""


def _state(going: Sequence[Told], ended: Sequence[Told], waiting: Sequence[Campaign]) -> tuple[State, str]:
    if going:
        return "going on", going[0].name
    if waiting:
        return "not started", waiting[0].name
    if ended:
        return "finished", ended[0].name
    return "not asked yet", "No campaign asks for a sitting, and none was shared"


def _due(
    going: Sequence[Told], waiting: Sequence[Campaign], actions: Sequence[TrainerAction], known: _Known
) -> Due | None:
    asked = [*((each.due_on, each.name) for each in going), *((one.due_on, one.name) for one in waiting)]
    days = [(on, what) for on, what in [*asked, *((one.due_on, one.what) for one in actions)] if on is not None]
    if not days:
        return None
    on, what = min(days)
    return Due(on, what, on < known.today)


def _waiting(session: Session, people: Collection[str]) -> dict[str, list[Campaign]]:
    """Return the named campaigns that wait for each person, the one that is due first at the top."""
    asked = (
        select(CampaignMember.person_id, Campaign)
        .join(Campaign, col(Campaign.id) == col(CampaignMember.campaign_id))
        .where(
            col(CampaignMember.person_id).in_(people),
            col(CampaignMember.invited_at).is_not(None),
            col(CampaignMember.sitting_id).is_(None),
            Campaign.mode == "named",
            col(Campaign.launched_at).is_not(None),
            col(Campaign.closed_at).is_(None),
        )
        .order_by(col(Campaign.due_on))
    )
    found: dict[str, list[Campaign]] = {}
    for person_id, campaign in session.exec(asked):
        found.setdefault(person_id, []).append(campaign)
    return found


def _open_actions(session: Session, people: Collection[str]) -> dict[str, list[TrainerAction]]:
    found: dict[str, list[TrainerAction]] = {}
    waiting = select(TrainerAction).where(
        col(TrainerAction.person_id).in_(people), col(TrainerAction.done_at).is_(None)
    )
    for action in session.exec(waiting):
        found.setdefault(action.person_id, []).append(action)
    return found
