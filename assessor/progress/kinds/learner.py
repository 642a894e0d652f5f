"""The rows of the report on a learner: results as far as the reader may see them, by the release rule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from assessor.deciding.conditions import for_others
from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.stage import may, weakest
from assessor.deciding.words import explained, plainly
from assessor.framework import AreaKey, Framework, read_framework
from assessor.models.measurement.evidence import Evidence
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.models.people.person import Person
from assessor.progress.coming import coming_of
from assessor.progress.sources import WORK, Asked, Given, Sources, evidence_of, stage_of
from assessor.releasing.rule import Seen
from assessor.scoring.ability.confidence import confidence
from assessor.scoring.ability.estimates import Ability
from assessor.scoring.growth.change import CERTAIN, change
from assessor.scoring.items.options import wilson
from assessor.sittings import rows as given
from assessor.sittings.ending.measuring import sure_and_right
from assessor.training.told import Told, sittings_told
from reports.growth_rows import Band, SurePoint
from reports.kinds.learner.rows import Area, AreaFound, Changed, Lack, Learner, Level, Sat, Sureness, Work

UNSAID = "what these figures rest on does not yet allow to speak of one person's growth."
_BAND = 20
"""Words on how sure somebody was are taken together in bands so wide, in points of 100."""


def rows(sources: Sources, asked: Asked) -> Given:
    """Return what a viewer may be told of a learner, and the sittings whose results stand in it."""
    organisation, viewer = sources.organisation, asked.viewer
    person = sources.session.get_one(Person, asked.about)
    told = sorted(sittings_told(sources.session, viewer, [person.id])[person.id], key=lambda each: each.started_at)
    shown = [each for each in told if each.result is not None and each.ended_at is not None]
    results = [each.result for each in shown if each.result is not None]
    framework = read_framework()
    stage = weakest([stage_of(result.stage) for result in results]) if results else None
    is_own = viewer.person_id == person.id
    evidence, label = evidence_of(organisation, stage)
    levels = _levels(sources.session, framework, results)
    may_say = organisation.is_make_believe or (stage is not None and may(stage, "growth"))
    coming, why_not = coming_of(sources, asked, levels, shown) if may_say else (None, UNSAID if results else "")
    learner = Learner(
        id=person.id,
        name=person.name,
        organisation=organisation.name,
        made_on=asked.today,
        own_eyes=is_own,
        why=next((each.answer.why for each in reversed(shown) if isinstance(each.answer, Seen)), "nothing is shown"),
        framework=framework.title,
        levels=levels,
        areas=tuple(Area(area.name, area.levels) for area in framework.area),
        sittings=tuple(_sittings(sources, framework, shown, asked, is_own=is_own)),
        hidden=sum(each.ended_at is not None and each.result is None for each in told),
        growth_may_be_said=may_say,
        coming=coming,
        why_not_coming=why_not,
        sureness=_sureness(sources, results) if is_own else None,
        work=tuple(_work(sources.session, person.id)) if is_own or shown else (),
        evidence=evidence,
        evidence_label=label,
    )
    return Given(learner, shown)


def _levels(session: Session, framework: Framework, results: Sequence[Result]) -> tuple[Level, ...]:
    """Return the levels, with where they begin by the cuts of the newest result."""
    cuts = read_cut_set().cuts
    if results:
        cuts = read_cut_set(session.get_one(Sitting, results[-1].sitting_id).cut_set).cuts
    return tuple(
        Level(level.shown_name, level.about, level.next, begins)
        for level, begins in zip(framework.level, (None, *cuts), strict=True)
    )


def _sittings(
    sources: Sources, framework: Framework, shown: Sequence[Told], asked: Asked, *, is_own: bool
) -> Iterator[Sat]:
    first: Result | None = None
    for told in shown:
        result, ended_at = told.result, told.ended_at
        assert result is not None, "only such are shown"
        assert ended_at is not None, "only such are shown"
        above = sources.results.above_expected(result) if told is shown[-1] else {}
        yield Sat(
            on=asked.day_of(ended_at),
            what=told.name,
            said=result.said,
            issued=_place(result.level_issued),
            pointed=_place(result.level),
            band=Band(result.theta, result.low, result.high),
            questions=len(result.scored),
            chances=tuple(result.level_probabilities),
            areas=tuple(_area(row, framework, above) for row in result.areas),
            missing=tuple(_lacks(result, framework)),
            since_first=None if first is None else _changed(first, result),
            self_rating=_place(sources.session.get_one(Sitting, told.sitting_id).self_rating) if is_own else None,
            conditions=tuple(map(explained, result.conditions if is_own else for_others(result.conditions))),
        )
        first = first or result


def _place(level: int | None) -> int | None:
    return None if level is None else level - 1


def _lacks(result: Result, framework: Framework) -> Iterator[Lack]:
    names = [level.name for level in framework.level]
    for line in result.missing:
        kind, says = plainly(line, result.level_issued, result.level_probabilities, names)
        yield Lack(kind, says)


def _area(row: Mapping[str, Any], framework: Framework, above: Mapping[AreaKey, tuple[int, float]]) -> AreaFound:
    area = next(each for each in framework.area if each.key == row["area"])
    answers, points = above.get(area.key, (0, 0.0))
    band = None
    if row["theta"] is not None:
        margin = CERTAIN * row["se"]
        band = Band(row["theta"], row["theta"] - margin, row["theta"] + margin)
    return AreaFound(
        area=area.name,
        answered=row["answered"],
        right=row["right"],
        above=points / answers if answers else None,
        band=band,
        why_not=row["why_not"],
    )


def _changed(first: Result, later: Result) -> Changed:
    found = change(Ability(first.theta, first.se), Ability(later.theta, later.se))
    return Changed(Band(found.value, found.low, found.high), found.verdict)


def _sureness(sources: Sources, results: Sequence[Result]) -> Sureness | None:
    """Put together what she said over all sittings, by how sure she said she was."""
    with sources.store.reading() as connection:
        answered = [row for result in results for row in given.past(connection, result.sitting_id)]
    pairs = sure_and_right(answered, sources.bank)
    found = confidence([sure / 100 for sure, _ in pairs], [right for _, right in pairs])
    if found is None:
        return None
    bands: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
    for sure, right in pairs:
        bands[min(sure // _BAND, 100 // _BAND - 1)].append((sure, right))
    return Sureness(found.n, found.over, tuple(_sure_point(said) for _, said in sorted(bands.items())))


def _sure_point(said: Sequence[tuple[int, bool]]) -> SurePoint:
    """Return a band of words as one point, at their mean."""
    many, right = len(said), sum(right for _, right in said)
    low, high = wilson(right, many)
    return SurePoint(sum(sure for sure, _ in said) / many / 100, right / many, low, high, many)


def _work(session: Session, person_id: str) -> Iterator[Work]:
    for one in session.exec(select(Evidence).where(Evidence.person_ref == person_id).order_by(col(Evidence.at))):
        yield Work(
            on=one.at.date(),
            what=WORK.get(one.kind, one.kind),
            about=one.about,
            passed=one.passed,
            by=one.by,
            rubric=one.rubric.partition("#")[0],
        )
