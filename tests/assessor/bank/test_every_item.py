"""What must hold of every item of the bank: what `toprung items check` finds, and that the right answer earns all."""

import datetime as dt

from assessor.bank.dealing import deal
from assessor.bank.item import Item
from assessor.bank.marking import mark
from assessor.bank.reading import PACKAGED
from assessor.curating.checking.blueprint import read_blueprint
from assessor.curating.checking.checking import check_files
from assessor.curating.checking.wording import is_key

WRITTEN = dt.date(2026, 11, 23)
"""A day on which no review of the shipped bank is due: a test does not fail because time has passed."""
CHECKED = check_files(PACKAGED.glob("*/*.toml"), read_blueprint(), WRITTEN)


def test_the_shipped_bank_has_no_errors_and_meets_the_blueprint() -> None:
    assert [finding for finding in CHECKED.findings if finding.severity == "error"] == []
    assert len(CHECKED.items) == CHECKED.files


def right_places(item: Item) -> list[int]:
    if item.kind == "order":
        return list(range(len(item.option)))
    keys = [place for place, option in enumerate(item.option) if is_key(option)]
    return keys if item.kind == "multiple" else keys[:1]


def test_the_right_answer_earns_all_whatever_the_order() -> None:
    for item in CHECKED.items:
        dealt = deal(item, "x")
        if item.kind != "numeric":
            assert mark(item, dealt, [dealt.order.index(place) for place in right_places(item)]) == item.top, item.id
