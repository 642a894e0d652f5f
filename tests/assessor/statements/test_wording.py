"""What statements say: by the rules of the specification, with the same id for the same thing, and never a name."""

import datetime as dt
import json

import pytest

from assessor.models.declared import new_id
from assessor.settings import BadSetting, Settings
from assessor.statements.wording import Body, Outcome, Sat, began, ended, scored, voided
from tests.assessor.statements.record_store import faults

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
SAT = Sat("https://toprung.example.org", new_id(), new_id(), is_make_believe=False)
MADE_UP = Sat("https://toprung.example.org", new_id(), new_id(), is_make_believe=True)
OUTCOME = Outcome("AI User", "AI User", 0.953, "piloted", new_id())
TERMS = "https://toprung.example.org/xapi/terms/"


def every(sat: Sat) -> list[Body]:
    result = scored(sat, OUTCOME, NOON)
    return [began(sat, NOON), ended(sat, NOON), result, voided(sat, result["id"], NOON)]


@pytest.mark.parametrize("sat", [SAT, MADE_UP], ids=["real", "make-believe"])
def test_every_statement_keeps_the_rules_of_the_specification(sat: Sat) -> None:
    assert [faults(one) for one in every(sat)] == [[], [], [], []]


def test_the_same_thing_has_the_same_id_and_another_thing_another() -> None:
    assert every(SAT) == every(SAT)
    assert len({one["id"] for sat in (SAT, MADE_UP) for one in (began(sat, NOON), ended(sat, NOON))}) == 4
    assert began(SAT, NOON)["id"][14] == "5"  # the version of a UUID


def test_a_result_says_its_level_by_name_with_its_chance_and_stage_and_no_score() -> None:
    assert scored(SAT, OUTCOME, NOON)["result"] == {
        "extensions": {
            f"{TERMS}result": "AI User",
            f"{TERMS}level": "AI User",
            f"{TERMS}chance-of-level-or-above": 0.953,
            f"{TERMS}evidence-stage": "piloted",
        }
    }


def test_what_is_not_known_is_left_out() -> None:
    none = Outcome("no level: too few answers", None, None, "piloted", new_id())
    said = scored(SAT, none, NOON)
    assert set(said["result"]["extensions"]) == {f"{TERMS}result", f"{TERMS}evidence-stage"}
    assert faults(said) == []


def test_a_make_believe_statement_says_so() -> None:
    said = ended(MADE_UP, NOON)
    assert said["context"]["extensions"] == {f"{TERMS}make-believe": True}
    assert "make-believe" in said["object"]["definition"]["name"]["en-GB"]
    assert "make-believe" not in json.dumps(ended(SAT, NOON))


def test_an_endpoint_without_a_secret_or_in_the_clear_is_refused() -> None:
    with pytest.raises(BadSetting, match="needs TOPRUNG_LRS_KEY and TOPRUNG_LRS_SECRET too"):
        Settings(lrs_endpoint="https://lrs.example.org/xapi", lrs_key="k")
    with pytest.raises(BadSetting, match="would send its secret in the clear"):
        Settings(lrs_endpoint="http://lrs.example.org/xapi", lrs_key="k", lrs_secret="s")  # noqa: S106 - of a test
