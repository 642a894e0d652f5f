"""The release rule as a table of cases: who asks, what is known of the sitting, and what comes out."""

import dataclasses
import datetime as dt
import itertools

import pytest

from assessor.people.viewer import Role, Viewer
from assessor.releasing.rule import Hidden, Seen, Share, Standing, may_see

DAY = [dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC) for day in range(1, 29)]
ENDED, OPENED, SHARED = DAY[3], DAY[5], DAY[8]

SALES, AUTUMN = frozenset({"sales"}), frozenset({"autumn"})


def viewer(person_id: str | None, *roles: Role, organisation_id: str = "here", **groups: frozenset[str]) -> Viewer:
    return Viewer(organisation_id=organisation_id, person_id=person_id, roles=frozenset(roles), **groups)  # type: ignore[arg-type]


LEARNER = viewer("ada", "learner")
MANAGER = viewer("max", "manager", teams=SALES)
OTHER_MANAGER = viewer("mia", "manager", teams=frozenset({"finance"}))
TRAINER = viewer("tom", "trainer", cohorts=AUTUMN)
OTHER_TRAINER = viewer("tia", "trainer", cohorts=frozenset({"spring"}))
OWNER = viewer("olu", "owner")
PROGRAM = viewer(None)
STRANGER = viewer("ada", "owner", organisation_id="there", teams=SALES, cohorts=AUTUMN)
OTHERS = (MANAGER, OTHER_MANAGER, TRAINER, OTHER_TRAINER, OWNER, PROGRAM)

PLAIN = Standing("s", "here", "ada", ENDED, OPENED, teams=SALES, cohorts=AUTUMN)


def standing(**changes: object) -> Standing:
    return dataclasses.replace(PLAIN, **changes)  # type: ignore[arg-type]


TO_MANAGERS, TO_TRAINERS, TO_OWNERS = (Share(SHARED, role=role) for role in ("manager", "trainer", "owner"))
TO_MIA = Share(SHARED, person_id="mia")

CASES: list[tuple[str, Viewer, Standing, dt.datetime | None]] = [
    ("the learner sees her own as soon as it is there", LEARNER, standing(opened_at=None), ENDED),
    ("the learner sees her own of an anonymous campaign", LEARNER, standing(mode="anonymous"), ENDED),
    ("nothing is there before the end", LEARNER, standing(ended_at=None, opened_at=None), None),
    ("a stranger sees nothing, whatever he is elsewhere", STRANGER, standing(shares=(TO_MANAGERS, TO_OWNERS)), None),
    ("a manager sees nothing that is not shared", MANAGER, PLAIN, None),
    ("a manager sees what is shared with managers", MANAGER, standing(shares=(TO_MANAGERS,)), SHARED),
    ("a manager of another team does not", OTHER_MANAGER, standing(shares=(TO_MANAGERS,)), None),
    ("somebody by name does, whatever her team", OTHER_MANAGER, standing(shares=(TO_MIA,)), SHARED),
    ("and nobody else", MANAGER, standing(shares=(TO_MIA,)), None),
    ("nobody by name is nobody", PROGRAM, standing(shares=(TO_MIA,)), None),
    ("nothing before the learner has seen it", MANAGER, standing(shares=(TO_MANAGERS,), opened_at=None), None),
    (
        "shared beforehand counts from when she saw it",
        MANAGER,
        standing(shares=(Share(ENDED, role="manager"),)),
        OPENED,
    ),
    ("a trainer by the purpose", TRAINER, standing(for_training=True), OPENED),
    ("not before the learner", TRAINER, standing(for_training=True, opened_at=None), None),
    ("not without the purpose", TRAINER, PLAIN, None),
    ("without the purpose by a share", TRAINER, standing(shares=(TO_TRAINERS,)), SHARED),
    ("not of another cohort", OTHER_TRAINER, standing(for_training=True), None),
    ("the earlier of two reasons counts", TRAINER, standing(for_training=True, shares=(TO_TRAINERS,)), OPENED),
    ("an owner sees nothing as such", OWNER, standing(for_training=True), None),
    ("an owner sees what is shared with owners", OWNER, standing(shares=(TO_OWNERS,)), SHARED),
    ("of a sample a trainer sees nothing by the purpose", TRAINER, standing(mode="sample", for_training=True), None),
    ("of a sample a manager sees what is shared", MANAGER, standing(mode="sample", shares=(TO_MANAGERS,)), SHARED),
    ("a sitting of nobody is nobody's", PROGRAM, standing(person_id=None), None),
]


@pytest.mark.parametrize(("looking", "known", "since"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_rule(looking: Viewer, known: Standing, since: dt.datetime | None) -> None:
    found = may_see(looking, known)
    assert (found.since if isinstance(found, Seen) else None) == since
    assert found.why


def every_standing(**fixed: object) -> list[Standing]:
    """Return all combinations of mode, purpose and shares."""
    shares = ((), (TO_MANAGERS,), (TO_MIA, TO_TRAINERS, TO_OWNERS, TO_MANAGERS))
    return [
        standing(mode=mode, for_training=training, shares=shared, **fixed)
        for mode, training, shared in itertools.product(("named", "sample", "anonymous"), (False, True), shares)
    ]


@pytest.mark.parametrize("looking", OTHERS)
def test_nobody_sees_a_result_before_the_learner(looking: Viewer) -> None:
    assert all(isinstance(may_see(looking, known), Hidden) for known in every_standing(opened_at=None))


@pytest.mark.parametrize("looking", OTHERS)
def test_a_result_of_an_anonymous_campaign_is_nobody_elses(looking: Viewer) -> None:
    assert all(isinstance(may_see(looking, known), Hidden) for known in every_standing() if known.mode == "anonymous")


def test_nothing_is_told_across_organisations() -> None:
    for known in every_standing():
        found = may_see(STRANGER, known)
        assert isinstance(found, Hidden)
        assert not found.exists


def test_what_is_made_up_says_so_whoever_sees_it() -> None:
    known = standing(is_make_believe=True, shares=(TO_MANAGERS,), for_training=True)
    for looking in (LEARNER, MANAGER, TRAINER):
        found = may_see(looking, known)
        assert isinstance(found, Seen)
        assert found.is_make_believe


def test_what_is_hidden_tells_no_figure() -> None:
    said = {
        found.why
        for looking in (*OTHERS, STRANGER)
        for known in [*every_standing(), *every_standing(opened_at=None), *every_standing(ended_at=None)]
        if isinstance(found := may_see(looking, known), Hidden)
    }
    assert not any(character.isdigit() for why in said for character in why)
