"""Official wording from a file, and links that two people agree on."""

from dataclasses import replace

import pytest

from assessor.people.refusals import Refused
from assessor.programmes.wording import WordingCame, areas_of, confirm, import_wording, propose, wording_of
from assessor.sheets import parse_sheet
from tests.assessor.programmes.conftest import NOON, House

HEAD = "standard,version,code,wording,source,retrieved on\n"
ROW = "ST1512,2.1,K1,Words of the standard,https://example.org,2026-10-09\n"
STANDARD = "ST1512@2.1"


def imported(house: House, text: str) -> WordingCame:
    with house.store.session(write=True) as session:
        return import_wording(session, parse_sheet(text.encode(), "table"), NOON)


def test_words_come_in_once_and_what_is_missing_is_told(house: House) -> None:
    came = imported(house, HEAD + ROW)
    assert (came.new, len(came.missing[STANDARD])) == (1, 63)
    assert imported(house, HEAD + ROW).unchanged == 1
    with house.store.session() as session:
        assert wording_of(session, STANDARD)["K1"].words == "Words of the standard"
        assert wording_of(session, "ST1512@2.0") == {}


def test_other_words_are_added_and_the_earlier_are_kept(house: House) -> None:
    imported(house, HEAD + ROW)
    assert imported(house, HEAD + ROW.replace("Words", "Other words")).changed == 1
    with house.store.session() as session:
        newest = wording_of(session, STANDARD)["K1"]
    assert (newest.words, newest.number) == ("Other words of the standard", 2)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW.replace("K1", "K30"), "ST1512 has no 'K30'"),
        (ROW.replace("2.1", "3.0"), "ST1512 has no version '3.0'; there are 2.0, 2.1"),
        (ROW.replace("https://example.org", ""), "K1 does not say where its wording was taken from"),
        (ROW.replace("Words of the standard", ""), "the wording of K1 is empty or has more than 2,000 characters"),
        (ROW.replace("2026-10-09", "9/10/26"), "'9/10/26' is no day; write it as 2027-01-31"),
    ],
)
def test_a_row_without_code_source_words_or_day_is_left_out(house: House, row: str, said: str) -> None:
    assert imported(house, HEAD + row).left_out == [(2, said)]


def test_a_code_that_stands_twice_and_a_file_without_a_column_are_said(house: House) -> None:
    assert imported(house, HEAD + ROW + ROW).left_out == [(3, "K1 stands twice in the file")]
    with pytest.raises(Refused, match="the file has no column 'source'"):
        imported(house, "standard,version,code,wording\n")


def test_links_wait_for_the_wording_and_count_when_two_people_agree(house: House) -> None:
    other = replace(house.trainer, person_id=house.learner)
    with house.store.session(house.organisation_id, write=True) as session:
        with pytest.raises(Refused, match="has not been imported"):
            propose(session, house.trainer, (STANDARD, "K1", "context"), NOON)
        imported(house, HEAD + ROW)
        with pytest.raises(Refused, match="There is no area 'magic'"):
            propose(session, house.trainer, (STANDARD, "K1", "magic"), NOON)
        link = propose(session, house.trainer, (STANDARD, "K1", "context"), NOON)
        assert propose(session, other, (STANDARD, "K1", "context"), NOON) is link
        with pytest.raises(Refused, match="Another person"):
            confirm(session, house.trainer, link, NOON)
        session.flush()
        assert areas_of(session, STANDARD) == {}
        confirm(session, other, link, NOON)
        session.flush()
        assert areas_of(session, STANDARD) == {"K1": ["context"]}
