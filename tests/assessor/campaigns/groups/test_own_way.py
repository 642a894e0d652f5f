"""A learner's own way is drawn towards the pace of others, and is not told with too few of them."""

import datetime as dt

import pytest

from assessor.campaigns.groups import own_way as module
from assessor.campaigns.groups.again import Again, Sat
from assessor.campaigns.groups.own_way import Own, own_way
from assessor.db import Store
from assessor.models.people.organisation import Organisation
from assessor.scoring.ability.estimates import Ability

BEGAN = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
NOW = BEGAN + dt.timedelta(weeks=40)
CUT = 1.0


def sittings(person: str, start: float, gain: float) -> list[Sat]:
    """Return a sitting at the start and one 20 weeks on, measured well."""
    return [Sat(person, BEGAN + dt.timedelta(weeks=weeks), Ability(start + gain * weeks, 0.1)) for weeks in (0, 20)]


def others(many: int) -> list[Sat]:
    """Return people who gain .02 a week, more or less by their number."""
    return [
        sat for number in range(many) for sat in sittings(f"p{number}", -0.5 + number % 5 / 5, 0.01 * (1 + number % 3))
    ]


@pytest.fixture
def organisation(on_sqlite: Store) -> str:
    made = Organisation.model_validate({"id": "one", "name": "One", "created_at": BEGAN})
    with on_sqlite.session(made.id, write=True) as session:
        session.add(made)
    return "one"


def weeks(
    store: Store,
    organisation: str,
    gain: float,
    *,
    many: int = 40,
    counts: list[Sat] | None = None,
    scale: str = "a scale",
) -> module.Way:
    with store.session(organisation) as session, pytest.MonkeyPatch.context() as patch:
        everybody = Again([*others(many), *(counts or [])], "a scale")
        patch.setattr(module, "who_sat_again", lambda _: everybody)
        return own_way(session, Own(sittings("own", -0.2, gain), scale), NOW, CUT)


def test_with_too_few_others_there_is_no_way(on_sqlite: Store, organisation: str) -> None:
    assert weeks(on_sqlite, organisation, 0.02, many=29) == module.Way(29, 30, None)


def test_somebody_who_grows_as_the_others_do_is_there_when_her_line_crosses(
    on_sqlite: Store, organisation: str
) -> None:
    found = weeks(on_sqlite, organisation, 0.02).arrival
    assert found is not None
    assert found.quantile(0.5) == pytest.approx(20, abs=3)  # -0.2 + .02 · 60 = 1.0, 40 weeks of it gone


def test_who_grows_faster_is_there_sooner(on_sqlite: Store, organisation: str) -> None:
    slow, fast = (weeks(on_sqlite, organisation, gain).arrival for gain in (0.01, 0.03))
    assert slow is not None
    assert fast is not None
    assert fast.chance_within(20) > slow.chance_within(20)


def test_what_counts_of_her_own_is_not_among_the_others(on_sqlite: Store, organisation: str) -> None:
    her = sittings("own", -0.2, 0.02)
    assert weeks(on_sqlite, organisation, 0.02, many=29, counts=her) == module.Way(29, 30, None)
    beside, instead = weeks(on_sqlite, organisation, 0.02), weeks(on_sqlite, organisation, 0.02, counts=her)
    assert beside.others == instead.others == 40
    assert beside.arrival is not None
    assert instead.arrival is not None
    assert instead.arrival.quantile(0.5) == pytest.approx(beside.arrival.quantile(0.5), abs=0.5)


def test_others_on_another_scale_do_not_count(on_sqlite: Store, organisation: str) -> None:
    assert weeks(on_sqlite, organisation, 0.02, scale="another scale") == module.Way(0, 30, None)
