"""The authors' judgement as a pool."""

from pathlib import Path

import numpy as np
import pytest

from assessor.bank.reading import read_bank
from assessor.scoring.pool import Pool
from assessor.sittings import scale as scale_
from assessor.sittings.calibration import calibration_from, calibration_of
from assessor.sittings.scale import read_scale
from assessor.versioned import BrokenFile
from tests.assessor.sittings.making import bank, item

SCALE = read_scale()


def test_an_item_of_right_or_wrong_lies_at_its_authors_difficulty() -> None:
    one = item(0)
    found = SCALE.parameters(one)
    assert (found.name, found.a, found.steps) == (f"{one.id}@1", 1.0, (one.author.difficulty,))


def test_steps_lie_half_a_unit_around_the_authors_difficulty() -> None:
    one = item(3)
    assert one.top == 2
    assert SCALE.parameters(one).steps == pytest.approx((one.author.difficulty - 0.5, one.author.difficulty + 0.5))


def test_half_of_the_score_is_expected_at_the_authors_difficulty() -> None:
    for number in (0, 3):
        one = item(number)
        expected = Pool([SCALE.parameters(one)]).expected(np.array([one.author.difficulty]))
        assert float(expected[0, 0]) == pytest.approx(one.top / 2)  # by symmetry


def test_an_unsure_author_means_more_doubt() -> None:
    doubts = [SCALE.doubt(item(0, author={"difficulty": 0, "confidence": c, "by": "me"})) for c in ("low", "high")]
    assert doubts == [1.0, 0.5]


def test_retired_items_are_left_out() -> None:
    items = [item(0), item(1, status="retired"), item(2)]
    assert [one.name for one in calibration_of(items, SCALE).items] == [f"{items[0].id}@1", f"{items[2].id}@1"]
    with pytest.raises(ValueError, match="no items that are not retired"):
        calibration_of(items[1:2], SCALE)


def test_another_difficulty_is_another_calibration() -> None:
    changed = [item(0, author={"difficulty": 3, "confidence": "low", "by": "me"}), *bank(6)[1:]]
    labels = {calibration_of(items, SCALE).label for items in (bank(6), bank(6), changed)}
    assert len(labels) == 2
    assert all(label.startswith("author@1#") for label in labels)


def test_a_stored_calibration_comes_back_as_it_was() -> None:
    first = calibration_of(bank(8), SCALE)
    assert calibration_from(first.scale, first.stage, first.as_rows()) == first


def test_the_shipped_bank_makes_a_calibration() -> None:
    items = list(read_bank())
    assert len(calibration_of(items, SCALE).items) == sum(one.status != "retired" for one in items)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("low = -1", "below 0"),
        ("slope = ", "is not TOML"),
    ],
)
def test_a_broken_scale_is_said_in_one_sentence(
    change: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (scale_.FOLDER / "author-1.toml").read_text(encoding="utf-8").splitlines()
    key = change.split(" = ", maxsplit=1)[0]
    broken = [change if line.startswith(f"{key} = ") else line for line in lines]
    (tmp_path / f"broken-{key}.toml").write_text("\n".join(broken), encoding="utf-8")
    monkeypatch.setattr(scale_, "FOLDER", tmp_path)
    with pytest.raises(BrokenFile, match=said):
        read_scale(f"broken-{key}")


def test_an_unknown_scale_is_said() -> None:
    with pytest.raises(BrokenFile, match="there is no scale 'no-1'; there are author-1"):
        read_scale("no-1")
