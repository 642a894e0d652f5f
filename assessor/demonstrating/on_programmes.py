"""Puts the make-believe cohorts on programmes: enrolled, planned, logged, rated and reviewed, through the real code.

What stands in no source is not made up here either: knowledge, skills and behaviours stay codes without words.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from assessor.db import TenantSession
from assessor.demonstrating.cast import Cast, Somebody
from assessor.demonstrating.enrolled import Path, path_of
from assessor.models.programme.enrolment import Enrolment
from assessor.people.viewer import Viewer
from assessor.programmes import keeping, noting
from assessor.programmes.catalogue import programme
from assessor.programmes.course import Course
from assessor.programmes.due import last_day_of_month_after
from assessor.programmes.importing.adding import Import, add_entries
from assessor.programmes.importing.forms import entries_of
from assessor.programmes.importing.maps import columns_of, read_map
from assessor.programmes.rag import Rules
from assessor.programmes.reading import known_of
from assessor.sheets import Sheet
from assessor.training import agreeing

_EMPLOYER = "Harbour Homes (make-believe)"
_MAP = "plain"
_RATED = ("learner", "code", "self rating", "employer rating", "day")
_WEEK_DAYS = 7
_UNPLANNED = 20
"""Hours a month where nobody has typed a plan."""
_QUARTER_MIN = 15
_MIN_PER_H = 60
_ASKED_SHARE = 0.95
"""What the rules ask for, of what is planned: typed in, like all else here."""
_QUIET_MONTHS = {8: 0.6, 12: 0.6}
_REVIEW_DAY = 12
_EVERY = 3
"""Months between reviews."""
_FIRST_REVIEW = 20
"""Days after the first day at least."""
_PLANNED_BEFORE = dt.timedelta(days=7)
"""Before a review is due."""
_RATED_AGAIN = 180
"""Days after the first day."""
_MONTH_DAYS = 365.25 / 12
_SEEN_FROM = 0.4
"""Of a review's progress figures, the first is so near to the newest."""
_WORDS = (
    "Workshop: asking for one thing at a time", "Shadowed the arrears team", "Tried prompts on old letters",
    "Read the policy on personal data", "Built a checklist for drafts", "Coaching with the trainer",
)  # fmt: skip
_WORK = (
    ("Arrears letters: prompts and their checks", ("K1", "S1", "S2", "B1")),
    ("Repairs inbox: what may not go to a tool", ("K4", "K5", "S3")),
    ("Service charge table: facts given before the ask", ("S5", "S8", "B2")),
    ("Agents for new tenancies: who checks what", ("K12", "S14", "S15", "B3")),
)
_NOTES = ("Walked through one piece of work. The employer sees fewer drafts come back.", "Agreed what comes next.")
_ACTIONS = ("Send the signed piece of work to the employer", "Keep three hours a week free in the calendar")


@dataclass(frozen=True, slots=True)
class _Place:
    """One learner on a programme, while it is being made."""

    session: TenantSession
    trainer: Viewer
    one: Somebody
    path: Path
    enrolment: Enrolment
    now: dt.datetime
    dice: Random

    def day(self, after: int) -> dt.date:
        """Return the day so many days after the first."""
        return self.enrolment.starts_on + dt.timedelta(days=after)

    @property
    def until(self) -> dt.date:
        """Return the last day of which there is anything."""
        today = self.now.date()
        return min(today, self.enrolment.ended_on or today)


def put_on_programmes(session: TenantSession, cast: Cast, now: dt.datetime) -> None:
    """Put everybody of the cohorts on a programme, up to now."""
    trainer = cast.viewer(cast.leads["trainer"], "trainer")
    hours: list[tuple[str, ...]] = []
    ratings: list[tuple[str, ...]] = []
    for cohort, intake in enumerate(cast.company.cohorts):
        first = (now - dt.timedelta(days=intake.begun)).date()
        learners = sorted((one for one in cast.people if one.cohort == cohort), key=lambda one: _is_not(one, cast))
        for number, one in enumerate(learners):
            path = path_of(cohort, number)
            dice = Random(f"programme {cast.company.seed} {cohort} {number}")
            enrolment = _enrol(session, trainer, one, path, first)
            place = _Place(session, trainer, one, path, enrolment, now, dice)
            _happen(place)
            hours += _hours(place, _course(place))
            ratings += _ratings(place)
    _import(session, Import("hours", trainer, now), ("learner", "day", "hours", "what"), hours)
    _import(session, Import("ksb", trainer, now), _RATED, ratings)


def _is_not(one: Somebody, cast: Cast) -> bool:
    """Put the learner who can log in first."""
    return one is not cast.leads["learner"]


def _enrol(session: TenantSession, trainer: Viewer, one: Somebody, path: Path, first: dt.date) -> Enrolment:
    starts_on = first + dt.timedelta(days=path.begins)
    months = round(path.lasts / _MONTH_DAYS)
    planned_min = path.hours_planned * months * _MIN_PER_H
    wish = keeping.Wish(
        person_id=one.person_id,
        programme=path.programme,
        starts_on=starts_on,
        planned_end_on=starts_on + dt.timedelta(days=path.lasts),
        employer=_EMPLOYER,
        planned_off_job_min=planned_min or None,
        minimum_off_job_min=round(planned_min * _ASKED_SHARE) or None,
        review_months=path.review_months,
        review_reason="The employer asked for shorter steps." if path.review_months else "",
    )
    return keeping.enrol(session, trainer, wish, _noon(starts_on))


def _happen(place: _Place) -> None:
    """Have everything happen to a learner but hours and ratings, which come as tables."""
    session, trainer, path, enrolment = place.session, place.trainer, place.path, place.enrolment
    if path.hours_planned:
        keeping.plan_months(session, trainer, enrolment, _months(place))
    if path.prior_h:
        prior = keeping.Prior(path.prior_h * _MIN_PER_H, "Certificate of a course on spreadsheets, seen.", ("K1", "S1"))
        keeping.decide_prior(session, trainer, enrolment, prior, _noon(enrolment.starts_on))
    if path.pause:
        begins_on = place.day(path.pause.begins)
        keeping.begin_break(session, trainer, enrolment, begins_on, _noon(begins_on))
        if path.pause.back is not None:
            keeping.end_break(session, trainer, enrolment, place.day(path.pause.back))
    if path.turn:
        keeping.change(session, trainer, enrolment, _change(place), _noon(place.day(path.turn.at)))
    if path.ended:
        after, completed = path.ended
        keeping.end(session, trainer, enrolment, place.day(after), completed=completed)
    session.flush()
    _review(place)
    if path.is_rated:
        _link(place)


def _change(place: _Place) -> keeping.Change:
    turn = place.path.turn
    assert turn is not None, "asked only where there is one"
    end = place.enrolment.planned_end_on + dt.timedelta(days=turn.later) if turn.later else None
    return keeping.Change(place.day(turn.at), end, turn.employer, turn.percent, turn.why)


def _months(place: _Place) -> dict[dt.date, int]:
    """Return the plan month by month; summer and Christmas hold less."""
    month, last, planned = place.enrolment.starts_on.replace(day=1), place.enrolment.planned_end_on, {}
    while month <= last:
        planned[month] = round(place.path.hours_planned * _QUIET_MONTHS.get(month.month, 1.0)) * _MIN_PER_H
        month = last_day_of_month_after(month, 0) + dt.timedelta(days=1)
    return planned


def _review(place: _Place) -> None:
    """Have reviews held, every three months up to the newest, and the next one planned."""
    session, trainer, path, course = place.session, place.trainer, place.path, _course(place)
    held = [] if path.last_review is None else list(_held(place, path.last_review))
    for number, on in enumerate(held, start=1):
        is_newest = number == len(held)
        share = 1.0 if is_newest else _SEEN_FROM * number
        percent = None if path.points is None else _whole(course.elapsed_percent(on) + share * path.points)
        judged = path.judged if is_newest else None
        review = noting.Review(
            planned_on=on,
            held_on=on,
            learner_came=True,
            employer_came=not is_newest or place.dice.randrange(4) > 0,
            progress_percent=percent,
            colour=judged.colour if judged else None,
            reason=judged.reason if judged else "",
            concerns=path.concern if is_newest else "",
            notes=_NOTES[number % len(_NOTES)],
        )
        noting.note_review(session, trainer, place.enrolment, review, _noon(on))
        _agree(place, on, is_newest=is_newest)
    if path.ended is None and not course.is_paused(place.now.date()):
        last = held[-1] if held else place.enrolment.starts_on
        planned_on = _on_weekday(last_day_of_month_after(last, path.review_months or _EVERY) - _PLANNED_BEFORE)
        noting.note_review(session, trainer, place.enrolment, noting.Review(planned_on=planned_on), place.now)


def _held(place: _Place, months_ago: int) -> Iterator[dt.date]:
    """Yield the days of reviews, the first at the top."""
    for back in range(months_ago + 4 * _EVERY, months_ago - 1, -_EVERY):
        on = _on_weekday(last_day_of_month_after(place.now.date(), -back).replace(day=_REVIEW_DAY))
        if place.day(_FIRST_REVIEW) <= on <= place.until:
            yield on


def _agree(place: _Place, on: dt.date, *, is_newest: bool) -> None:
    """Agree on an action at a review; what was agreed at an earlier one is done by the next."""
    session, trainer, learner = place.session, place.trainer, place.one.person_id
    due_on = on + dt.timedelta(days=28 if not is_newest else 70)
    wish = agreeing.Wish(_ACTIONS[is_newest], learner, due_on.isoformat())
    agreeing.add_action(session, trainer, learner, wish, _noon(on))
    session.flush()
    for action in agreeing.actions_for(session, learner):
        if not is_newest and action.done_at is None:
            agreeing.finish(session, trainer, action.id, _noon(due_on))


def _link(place: _Place) -> None:
    """Link pieces of work, one every two months or so; the older ones are signed off."""
    days = (place.until - place.enrolment.starts_on).days
    for number, (title, codes) in enumerate(_WORK):
        on = place.day(40 + 60 * number)
        if 40 + 60 * number > days:
            return
        signed_on = on + dt.timedelta(days=14)
        link = noting.Link(
            title=f"{title} (make-believe)",
            on=on,
            codes=codes,
            link=f"https://portfolio.example/{place.enrolment.id}/{number + 1}",
            signed_off_on=signed_on if signed_on <= place.until and number < len(_WORK) - 1 else None,
        )
        noting.link_evidence(place.session, place.trainer, place.enrolment, link, _noon(on))


def _hours(place: _Place, course: Course) -> Iterator[tuple[str, ...]]:
    """Yield time off the job, week by week, by the pace."""
    week_min = (place.path.hours_planned or _UNPLANNED) * _MIN_PER_H * place.path.pace * _WEEK_DAYS / _MONTH_DAYS
    for number in range((place.until - place.enrolment.starts_on).days // _WEEK_DAYS):
        on = _on_weekday(place.day(_WEEK_DAYS * number + 3))
        some = week_min * place.dice.uniform(0.7, 1.3) * _QUIET_MONTHS.get(on.month, 1.0)
        spent = round(some / _QUARTER_MIN) * _QUARTER_MIN
        if spent and (not course.is_paused(on) or number % 9 == 0):  # one week of a break is logged, and does not count
            what = _WORDS[number % len(_WORDS)]
            yield place.one.email, str(on), f"{spent // _MIN_PER_H}:{spent % _MIN_PER_H:02d}", what


def _ratings(place: _Place) -> Iterator[tuple[str, ...]]:
    """Yield ratings from 0 to 5: all codes at the start, half of them by the employer too, and some again later."""
    if not place.path.is_rated:
        return
    later = place.day(_RATED_AGAIN) <= place.until
    for number, code in enumerate(programme(place.enrolment.programme).codes):
        own = place.dice.randrange(4)
        employer = str(max(own - place.dice.randrange(2), 0)) if number % 2 == 0 else ""
        yield place.one.email, code, str(own), employer, str(place.day(5))
        if later and number % 3 == 0:
            yield place.one.email, code, str(own + 1), str(own + number % 2), str(place.day(_RATED_AGAIN))


def _import(session: TenantSession, how: Import, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Read rows as a table that another system gave."""
    sheet = Sheet(heads, tuple(enumerate(rows, start=2)), "utf-8")
    read = entries_of(how.kind, sheet, columns_of(how.kind, read_map(_MAP), heads, {}), _MAP)
    came = add_entries(session, how, read)
    assert not came.left_out, came.left_out[:3]


def _course(place: _Place) -> Course:
    return known_of(place.session, [place.enrolment.id], Rules())[0].course


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def _on_weekday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _whole(percent: float) -> int:
    return round(min(max(percent, 0.0), 100.0))
