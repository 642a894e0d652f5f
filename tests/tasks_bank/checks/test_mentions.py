import pytest

from tasks_bank.checks.mentions import Fact, mentions_check, states

DATE = Fact("the first day", ("14 September", "14/09/2026"))
WHO = Fact("the buddy", ("Ann Lee",))


@pytest.mark.parametrize("text", ["See you on 14  September.", "ON 14 SEPTEMBER!", "(14\nSeptember)"])
def test_gaps_and_letter_case_do_not_matter(text: str) -> None:
    assert states(text, "14 September")


@pytest.mark.parametrize("text", ["214 September", "14 Septembers", "14th of September", ""])
def test_a_spelling_is_whole_words(text: str) -> None:
    assert not states(text, "14 September")


def test_each_fact_counts_once_in_any_spelling() -> None:
    check = mentions_check("mail", 10, "Start 14/09/2026, that is 14 September.", [DATE, WHO])
    assert check.earned == 5
    assert check.details == ("not stated: the buddy",)


def test_a_text_that_says_what_it_must_not_earns_nothing() -> None:
    check = mentions_check("mail", 10, "14 September with Ann Lee or Bo Carr", [DATE, WHO], never=["Bo Carr"])
    assert check.earned == 0
    assert "must not be said: Bo Carr" in check.details


def test_marks_fall_with_the_work_that_was_not_done() -> None:
    assert mentions_check("mail", 10, "14 September, Ann Lee", [DATE, WHO], diligence=0.5).earned == 5


def test_an_empty_text_earns_nothing() -> None:
    assert mentions_check("mail", 10, "  ", [DATE]).earned == 0
