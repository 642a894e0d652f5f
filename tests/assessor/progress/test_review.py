"""The rows of review packs and skills scans: the figures of the programme's own rules, results by the release rule."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlmodel import select

from assessor.models.programme.enrolment import Enrolment
from assessor.people.viewer import Viewer
from assessor.programmes import keeping, noting
from assessor.programmes.reading import Standing, known_of, rules_of, standing
from assessor.progress import asking, making
from assessor.progress.kinds import review as reviews
from assessor.progress.kinds import skills
from assessor.progress.reach import everybody
from assessor.progress.sources import Asked, Sources, sources_of
from assessor.training.told import sittings_told
from reports.kinds.review.rows import Programme, Review
from reports.kinds.skills.rows import Scan
from tests.assessor.demo import NOW, Demo

TODAY = NOW.date()


class _Undone(Exception):
    """Takes back what a test has written."""


@pytest.fixture(scope="module")
def kept(demo: Demo) -> Sources:
    """Read the questions once; the session of these sources is over."""
    with sources_of(demo.store, demo.organisation_id) as found:
        return found


@pytest.fixture
def sources(demo: Demo, kept: Sources) -> Iterator[Sources]:
    with suppress(_Undone), demo.store.session(demo.organisation_id, write=True) as session:
        yield replace(kept, session=session)
        raise _Undone


def packs(demo: Demo, sources: Sources) -> list[Review]:
    trainer = demo.viewer("trainer")
    return [
        reviews.rows(sources, Asked(trainer, one, NOW)).rows for one in everybody(sources.session, trainer, "learner")
    ]


def pack(demo: Demo, sources: Sources) -> Review:
    found = reviews.rows(sources, Asked(demo.viewer("trainer"), demo.who("learner").id, NOW)).rows
    assert isinstance(found, Review)
    return found


def programme(demo: Demo, sources: Sources) -> Programme:
    found = pack(demo, sources).programme
    assert found is not None
    return found


def enrolment(demo: Demo, sources: Sources) -> Enrolment:
    return sources.session.exec(select(Enrolment).where(Enrolment.person_id == demo.who("learner").id)).one()


def stands(sources: Sources) -> dict[str, Standing]:
    rules, ids = rules_of(sources.session), sources.session.exec(select(Enrolment.id)).all()
    return {known.enrolment.person_id: standing(known, TODAY, rules) for known in known_of(sources.session, ids, rules)}


def test_a_pack_has_the_figures_of_the_trainers_own_pages(demo: Demo, sources: Sources) -> None:
    by_person = stands(sources)
    for made in packs(demo, sources):
        told, found = made.programme, by_person[made.id]
        assert told is not None
        assert (told.judged.word, told.judged.colour, told.judged.points) == (
            found.rag.word,
            found.rag.colour,
            found.rag.points,
        )
        assert (told.due.due_on, told.due.state) == (found.review.due_on, found.review.state)
        assert (told.now.planned_min, told.now.actual_min, told.now.behind_min) == (
            found.off_job.planned_min,
            found.off_job.actual_min,
            found.off_job.slippage_min,
        )


def test_who_is_behind_is_red_with_the_concern_of_the_last_review(demo: Demo, sources: Sources) -> None:
    (red,) = [
        made.programme for made in packs(demo, sources) if made.programme and made.programme.judged.colour == "red"
    ]
    assert red.judged.word == "behind"
    assert red.last is not None
    assert red.last.concerns == "Month ends take the hours that were set aside for training."
    assert red.then is not None
    assert red.then.on == red.last.on < red.now.on


def test_a_learner_is_told_in_the_words_of_the_version_of_the_first_day(demo: Demo, sources: Sources) -> None:
    own = programme(demo, sources).enrolled
    assert own.starts_on == dt.date(2026, 1, 27)
    assert (own.version, own.assessment, own.gateway) == ("2.0", "end-point assessment", "gateway")
    assert own.valid == "for starts from 10 December 2025 to 21 May 2026"
    assert own.scale == "Level 4 apprenticeship"
    assert own.trainers == (demo.who("trainer").name,)


def test_a_break_and_its_end_stand_among_the_changes(demo: Demo, sources: Sources) -> None:
    turns = [turn.what for made in packs(demo, sources) if made.programme for turn in made.programme.turns]
    assert turns == ["break, back on 1 July 2026"]


def test_another_end_and_employer_stand_with_their_day_and_reason(demo: Demo, sources: Sources) -> None:
    new = keeping.Change(dt.date(2026, 9, 1), dt.date(2027, 12, 1), "Another firm", 40, "Fewer hours a week.")
    keeping.change(sources.session, demo.viewer("trainer"), enrolment(demo, sources), new, NOW)
    told = programme(demo, sources)
    assert told.turns[-1].what == "planned end 1 December 2027 and employer Another firm (Fewer hours a week)"
    assert (told.enrolled.end_holds_on, told.enrolled.employer) == (dt.date(2027, 12, 1), "Another firm")
    assert told.enrolled.planned_end_on == dt.date(2027, 7, 27)


def test_a_programme_that_has_ended_is_told_as_of_its_last_day(demo: Demo, sources: Sources) -> None:
    on = dt.date(2026, 10, 1)
    keeping.end(sources.session, demo.viewer("trainer"), enrolment(demo, sources), on, completed=False)
    told = programme(demo, sources)
    assert (told.now.on, told.due.state) == (on, "ended")
    assert (told.judged.word, told.judged.colour) == ("the programme has ended", None)
    assert (told.enrolled.ended_on, told.enrolled.ended_as) == (on, "withdrawn")


def test_a_trainers_own_colour_comes_with_its_reason(demo: Demo, sources: Sources) -> None:
    said = noting.Review(held_on=TODAY, colour="amber", reason="Two pieces wait.")
    noting.note_review(sources.session, demo.viewer("trainer"), enrolment(demo, sources), said, NOW)
    own = programme(demo, sources).judged.override
    assert own is not None
    assert (own.colour, own.reason, own.on) == ("amber", "Two pieces wait.", TODAY)


def test_prior_learning_names_who_decided_it(demo: Demo, sources: Sources) -> None:
    (prior,) = programme(demo, sources).priors
    assert (prior.minutes, prior.by, prior.codes) == (720, demo.who("trainer").name, ("K1", "S1"))


def test_the_sitting_of_the_last_review_ended_by_its_day(demo: Demo, sources: Sources) -> None:
    made = pack(demo, sources)
    assert made.programme is not None
    assert made.programme.last is not None
    by_time = {one.when: one for one in made.found}
    assert list(by_time) == ["at the start", "at the last review", "now"]
    assert by_time["at the last review"].sat.on <= made.programme.last.on < by_time["now"].sat.on
    assert by_time["now"].change == "first"


def test_only_the_sittings_in_a_pack_count_as_opened(demo: Demo, sources: Sources) -> None:
    trainer = demo.viewer("trainer")
    given = reviews.rows(sources, Asked(trainer, demo.who("learner").id, NOW))
    assert len(given.opened) == len(given.rows.found)
    assert given.rows.hidden == 0


def test_who_may_not_see_results_gets_none_and_is_told_how_many_there_are(demo: Demo, sources: Sources) -> None:
    stranger, learner = Viewer(organisation_id=demo.organisation_id, person_id="somebody"), demo.who("learner").id
    told = sittings_told(sources.session, stranger, [learner])[learner]
    for kind in (reviews, skills):
        given = kind.rows(sources, Asked(stranger, learner, NOW))
        assert not given.opened
        assert given.rows.hidden == given.rows.sittings == sum(one.ended_at is not None for one in told) > 0
    assert reviews.rows(sources, Asked(stranger, learner, NOW)).rows.found == ()
    assert skills.rows(sources, Asked(stranger, learner, NOW)).rows.first is None


def test_who_is_on_no_programme_has_a_pack_without_one(demo: Demo, sources: Sources) -> None:
    owner = demo.viewer("owner")
    assert reviews.rows(sources, Asked(owner, owner.person_id or "", NOW)).rows.programme is None
    assert skills.rows(sources, Asked(owner, owner.person_id or "", NOW)).rows.enrolled is None


def test_a_scan_has_the_first_sitting_and_every_code(demo: Demo, sources: Sources) -> None:
    given = skills.rows(sources, Asked(demo.viewer("trainer"), demo.who("learner").id, NOW))
    scan = given.rows
    assert isinstance(scan, Scan)
    assert scan.first is not None
    assert scan.first == pack(demo, sources).found[0].sat
    assert [one.sitting_id for one in given.opened] == [one.sitting_id for one in given.opened[:1]] != []
    assert len(scan.ksbs) == 64
    assert {ksb.words for ksb in scan.ksbs} == {""}
    assert {ksb.areas for ksb in scan.ksbs} == {()}
    assert any(ksb.self_first for ksb in scan.ksbs)


def test_measured_figures_carry_the_label_of_a_make_believe_organisation(demo: Demo, sources: Sources) -> None:
    assert pack(demo, sources).evidence_label == "Simulated people of a make-believe organisation."


@pytest.mark.parametrize(
    ("kind", "form"), [("review", "docx"), ("review", "pdf"), ("review", "text"), ("skills", "docx")]
)
def test_a_pack_is_made_for_the_trainer_and_leaves_as_a_file(
    demo: Demo, sources: Sources, kind: str, form: str
) -> None:
    learner = demo.who("learner")
    given = asking.given(sources, kind, Asked(demo.viewer("trainer"), learner.id, NOW))
    made = making.made(kind, given.rows, form)
    assert made.name.startswith(f"{kind}-{learner.name.lower().replace(' ', '-')}")
    assert len(made.content) > 1000
