import json

import pytest

from tasks_bank.grade import Check, Grade, HandedOver

CHECKS = (
    Check("lines", 30, 60, "half"),
    Check("totals", 20, 20, "all", details=("one", "two")),
    Check("tone", 0, 20, "no judge", scored=False),
)


def test_score_is_the_share_of_what_could_be_scored() -> None:
    grade = Grade("marked", CHECKS, "t@1")
    assert grade.score == pytest.approx(50 / 80)
    assert grade.share_scored == pytest.approx(80 / 100)


def test_unreadable_or_without_checks_is_zero() -> None:
    assert Grade("unreadable", CHECKS, "t@1").score == 0
    assert Grade("marked", (), "t@1").score == 0
    assert Grade("marked", (), "t@1").share_scored == 0


def test_grade_survives_json() -> None:
    grade = Grade("marked", CHECKS, "t@1", "because")
    assert Grade.from_json(json.loads(json.dumps(grade.to_json()))) == grade


def test_what_was_handed_over_survives_json_and_is_left_out_where_it_is_not_counted() -> None:
    counted = HandedOver(due=2, stated=3, rightly=1, lines=9, kept=6, kept_wrong=2)
    grade = Grade("marked", (*CHECKS, Check("escalations", 3, 15, "some", handed_over=counted)), "t@1")
    assert Grade.from_json(json.loads(json.dumps(grade.to_json()))).handed_over == counted
    assert [("handed_over" in check) for check in grade.to_json()["checks"]] == [False, False, False, True]
