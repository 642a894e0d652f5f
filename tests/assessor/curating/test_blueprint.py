"""What a bank lacks against the blueprint."""

import pytest

from assessor.bank.item import Item
from assessor.curating.checking.blueprint import Blueprint, gaps, read_blueprint
from assessor.versioned import BrokenFile
from tests.assessor.sittings.making import item

SMALL = {"name": "small", "version": 1, "issued": "2026-11-23", "source": "a test", "items": 0, "families": 0}
NOTHING = {"items": 0}


def made(**more: object) -> Blueprint:
    return Blueprint.model_validate({**SMALL, "cell": NOTHING, "area": NOTHING, **more})


def said(items: list[Item], blueprint: Blueprint) -> list[str]:
    return [fault.says for fault in gaps(items, blueprint)]


def test_the_shipped_blueprint_asks_for_240_items_and_40_families() -> None:
    blueprint = read_blueprint()
    assert (blueprint.items, blueprint.families) == (240, 40)
    assert 30 * blueprint.cell.items == blueprint.items  # six areas at five levels


def test_a_bank_that_holds_enough_lacks_nothing() -> None:
    assert said([item(1)], made(items=1)) == []


def test_what_lacks_is_said_with_both_numbers() -> None:
    assert said([item(1)], made(items=2, families=1)) == [
        "the bank has 1 items; the blueprint asks for 2",
        "the bank has 0 families; the blueprint asks for 1",
    ]


def test_each_area_at_each_level_is_counted_by_kind() -> None:
    found = said([item(1)], made(cell={"items": 0, "kinds": {"single": 1}}))
    assert len(found) == 29
    assert f"the area {item(1).area} at level {item(1).level} has" not in " ".join(found)


def test_retired_items_do_not_count() -> None:
    assert said([item(1, status="retired")], made(items=1)) == ["the bank has 0 items; the blueprint asks for 1"]


def test_a_blueprint_that_is_not_there_is_named() -> None:
    with pytest.raises(BrokenFile, match="there is no blueprint 'nowhere'"):
        read_blueprint("nowhere")
