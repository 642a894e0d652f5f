"""Cuts from panels. The panels are made up, and the truth that their ratings come from is known."""

import numpy as np
import pytest

from assessor.calibrating.panel import BadPanel, Rating, cuts_of
from assessor.scoring.levels.panels import booklet
from assessor.scoring.pool import ItemParameters, Pool

POOL = Pool([ItemParameters(f"value-1-00{place}@1", 1.0, (b,)) for place, b in enumerate((-1.0, 0.0, 1.0))])
MIXED = Pool([*POOL.items, ItemParameters("value-1-003@1", 1.0, (-0.5, 0.5))])


def angoff_ratings(theta: float, level: int = 2, judges: int = 3, pool: Pool = POOL) -> list[Rating]:
    """What judges say who all know exactly what is expected at an ability."""
    expected = pool.expected(np.array([theta]))[0]
    names = [name.split("@")[0] for name in pool.names]
    return [
        Rating(f"j{j}", level, name, float(e)) for j in range(judges) for name, e in zip(names, expected, strict=True)
    ]


@pytest.mark.parametrize("pool", [POOL, MIXED])
def test_judges_who_know_the_borderline_person_find_her_ability(pool: Pool) -> None:
    # Closed form: their mean sum is the expected sum at that ability.
    found = cuts_of("angoff", angoff_ratings(-0.7, pool=pool) + angoff_ratings(0.4, 3, pool=pool), pool)
    assert {level: cut.theta for level, cut in found.cuts.items()} == {2: pytest.approx(-0.7), 3: pytest.approx(0.4)}
    assert found.cuts[2].se == pytest.approx(0, abs=1e-9)
    assert found.agreement is not None
    assert found.agreement.single_two_way.value == pytest.approx(1)


def test_the_error_of_a_cut_is_that_of_the_judges_mean() -> None:
    # Closed form: sums of 1.4, 1.5 and 1.6 have a mean with the error .1 / sqrt 3; the slope at 0 is the information.
    ratings = [Rating(f"j{j}", 2, name, 0.5 + off / 3) for j, off in enumerate((-0.1, 0, 0.1)) for name in POOL.names]
    found = cuts_of("angoff", ratings, POOL).cuts[2]
    slope = float(POOL.information(np.array([0.0])).sum())
    assert found.theta == pytest.approx(0)
    assert found.se == pytest.approx(0.1 / 3**0.5 / slope)


def test_a_bookmark_is_the_ability_of_its_page() -> None:
    found = cuts_of(
        "bookmark", [Rating("a", 2, "", 1), Rating("b", 2, "", 2), Rating("a", 3, "", 3), Rating("b", 3, "", 3)], POOL
    )
    at = [page.theta for page in booklet(POOL)]
    assert found.cuts[2].theta == pytest.approx((at[0] + at[1]) / 2)
    assert found.cuts[3].theta == pytest.approx(at[2])
    assert found.cuts[2].se == pytest.approx((at[1] - at[0]) / 2)
    assert found.agreement is not None


def test_one_judge_gives_a_cut_without_error_or_agreement() -> None:
    found = cuts_of("angoff", angoff_ratings(0.0, judges=1), POOL)
    assert found.cuts[2].se is None
    assert found.agreement is None


R = Rating


@pytest.mark.parametrize(
    ("method", "ratings", "said"),
    [
        ("angoff", [], "no ratings"),
        ("angoff", [R("a", 1, "value-1-000", 0.5)], "judge 'a' rates level 1"),
        ("angoff", [R("a", 2, "value-9-000", 0.5)], "item 'value-9-000' is not in the calibration"),
        ("angoff", [R("a", 2, "value-1-000", 0.5)] * 2, "judge 'a' rates item 'value-1-000' twice"),
        (
            "angoff",
            [R("a", 2, "value-1-000", 0.5), R("b", 2, "value-1-001", 0.5)],
            "judge 'a' does not rate item 'value-1-001', which others do",
        ),
        ("bookmark", [R("a", 2, "", 1.5)], "1.5 is no page"),
        ("bookmark", [R("a", 2, "", float("inf"))], "inf is no page"),
        ("bookmark", [R("a", 2, "", 1), R("b", 3, "", 1)], "level 2: judge 'b' does not rate it"),
    ],
)
def test_ratings_that_are_not_whole_are_said(method: str, ratings: list[Rating], said: str) -> None:
    with pytest.raises(BadPanel, match=said):
        cuts_of(method, ratings, POOL)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, -0.1, float("nan")])
def test_a_rating_that_no_item_gives_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and the highest category"):
        cuts_of("angoff", [Rating("a", 2, "value-1-000", value), Rating("b", 2, "value-1-000", 0.5)], POOL)


def test_an_item_of_two_versions_has_to_be_named_with_its_version() -> None:
    pool = Pool([*POOL.items, ItemParameters("value-1-000@2", 1.0, (0.0,))])
    with pytest.raises(BadPanel, match="several versions"):
        cuts_of("angoff", [Rating("a", 2, "value-1-000", 0.5)], pool)
