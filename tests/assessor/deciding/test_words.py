"""Every word that a result may hold has a sentence for people who read it."""

from typing import get_args

import pytest

from assessor.deciding.conditions import Taken, conditions
from assessor.deciding.stage import STAGES, Use
from assessor.deciding.words import ENDED, USES, explained
from assessor.scoring.adaptive.stopping import Reason
from assessor.sittings.choosing import LEFT, TIME


def test_every_reason_to_end_has_words() -> None:
    assert set(ENDED) == {str(reason) for reason in Reason} | {TIME, LEFT}


def test_every_use_has_words() -> None:
    assert set(USES) == set(get_args(Use))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("yes", [False, True])
def test_every_condition_is_explained(stage: str, *, yes: bool) -> None:
    taken = Taken(
        stage=stage,  # type: ignore[arg-type]
        statuses=["live"] if yes else ["draft"],
        open_items=int(yes),
        private_items=1,
        supervised=yes,
        ai_allowed=yes,
        families=True,
        in_words=True,
    )
    said = [explained(condition) for condition in conditions(taken)]
    assert all(words.endswith(".") and len(words.split()) > 3 for words in said)


def test_a_condition_without_a_sentence_stands_as_it_is() -> None:
    assert explained("responsible use not judged") == "Responsible use not judged."
