"""What people decided is kept, each decision by itself."""

import dataclasses

import pytest

from harness.errors import LedgerError
from harness.store.ledger import Ledger
from tests.harness.store import making


def test_a_decision_is_read_back_as_it_was_kept(planned: Ledger) -> None:
    planned.trial_ended(making.trial(), None, []).result()
    reviews = [making.review("r1"), making.review("r2", None, kind="seeded")]
    for review in reviews:
        planned.reviews.keep(review).result()
    assert planned.reviews.of_run(making.RUN) == reviews


def test_a_decision_about_a_trial_that_is_not_there_is_refused(planned: Ledger) -> None:
    with pytest.raises(LedgerError):
        planned.reviews.keep(making.review("r1", "t9")).result()
    assert planned.reviews.of_run(making.RUN) == []


def test_a_word_that_is_no_decision_is_refused(planned: Ledger) -> None:
    with pytest.raises(LedgerError):
        planned.reviews.keep(dataclasses.replace(making.review("r1", None), decision="perhaps")).result()


def test_gates_at_a_person_are_those_of_the_attempt_that_counts(planned: Ledger) -> None:
    at_person = dataclasses.replace(making.span(), kind="gate", name="person", detail="two lines")
    planned.trial_ended(making.trial(outcome="infrastructure"), None, [at_person]).result()
    again = dataclasses.replace(at_person, attempt=2, detail="three lines")
    planned.trial_ended(making.trial(attempt=2), None, [again, making.span(attempt=2)]).result()
    assert planned.reviews.person_gates(making.RUN) == [again]
