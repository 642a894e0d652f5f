import json

import pytest

from tasks_bank.grade import Check, Grade

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
