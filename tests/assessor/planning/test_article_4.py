"""What may be typed for the Article 4 record, and what is known of the duty."""

import datetime as dt

import pytest

from assessor.planning.article_4 import MOST_MEASURES, RecordSaid, as_form, put, read_duty, without
from assessor.planning.fields import NotTaken

TODAY = dt.date(2026, 11, 23)
FORM = {
    "audience": "Sales",
    "objective": "Checks drafts",
    "measure": "Workshop",
    "evidence": "",
    "done_on": "2026-10-01",
    "review_on": "2027-04-01",
}
ONE = put(RecordSaid(), FORM, TODAY)


def mistakes(typed: dict[str, str], said: RecordSaid = ONE) -> dict[str, str]:
    with pytest.raises(NotTaken) as found:
        put(said, FORM | typed, TODAY)
    return found.value.mistakes


def test_a_measure_is_added_after_the_others_with_the_day_on_which_it_was_typed() -> None:
    two = put(ONE, FORM | {"audience": "Finance", "done_on": ""}, TODAY)
    assert [one.audience for one in two.measures] == ["Sales", "Finance"]
    assert (two.measures[1].done_on, two.measures[1].changed_on) == (None, TODAY)
    assert two.measures[0].key != two.measures[1].key


def test_a_measure_is_changed_in_its_place() -> None:
    two = put(ONE, FORM | {"audience": "Finance"}, TODAY)
    changed = put(two, as_form(two.measures[0]) | {"objective": "Other"}, TODAY + dt.timedelta(1))
    assert [one.objective for one in changed.measures] == ["Other", "Checks drafts"]
    assert changed.measures[0].changed_on == TODAY + dt.timedelta(1)


def test_a_measure_is_taken_out_by_its_key() -> None:
    assert without(ONE, ONE.measures[0].key).measures == ()
    assert without(ONE, "another") == ONE


def test_a_measure_that_somebody_took_out_meanwhile_is_not_changed() -> None:
    assert "taken out meanwhile" in mistakes({"key": "gone"}, RecordSaid())["audience"]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("audience", " ", "Fill in for whom"),
        ("objective", "", "Fill in what these people"),
        ("measure", "", "Fill in what is done"),
        ("review_on", "", "Fill in the day"),
        ("review_on", "2031-01-01", "more than three years off"),
        ("done_on", "2026-11-24", "not a day up to today"),
        ("done_on", "last week", "'last week' is not the day"),
        ("evidence", "x" * 501, "501 characters; write 500 at most"),
    ],
)
def test_a_mistake_is_one_sentence_at_its_field(field: str, typed: str, says: str) -> None:
    found = mistakes({field: typed})
    assert set(found) == {field}
    assert says in found[field]


def test_a_record_holds_no_more_than_its_most() -> None:
    [one] = ONE.measures
    full = RecordSaid(measures=tuple(one.model_copy(update={"key": str(place)}) for place in range(MOST_MEASURES)))
    assert "take one out" in mistakes({}, full)["audience"]


def test_every_fact_of_the_duty_has_a_source_and_a_day_and_no_fact_claims_compliance() -> None:
    duty = read_duty()
    assert all(one.source and one.as_of <= duty.issued for one in duty.fact)
    assert any(one.conflict for one in duty.fact)
    assert not any("compliant" in one.said.lower() for one in duty.fact)
