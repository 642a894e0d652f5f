"""What the generator promises: planted kinds occur and bite, and nothing is absurd."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from tasks_bank.case import Case
from tasks_bank.task import Task
from tasks_bank.tasks.content_calendar.believing import believed_topics
from tasks_bank.tasks.content_calendar.choosing import choose, score_of
from tasks_bank.tasks.content_calendar.month.dealing import deal_plan
from tasks_bank.tasks.content_calendar.month.plan import Keyword, Plan
from tasks_bank.tasks.content_calendar.month.planted import KINDS
from tasks_bank.tasks.content_calendar.month.published import title_of
from tasks_bank.tasks.content_calendar.month.subjects import FIELDS, MODIFIERS
from tasks_bank.tasks.content_calendar.spelling import holds, plain
from tasks_bank.world.brand import BRANDS
from tasks_bank.world.month import is_working_day

SEEDS = range(1, 9)
PASSED_OVER = {"embargoed_launch", "covered", "saturated", "banned_word", "no_writer"}


@pytest.fixture(scope="module")
def cases(task: Task) -> Mapping[int, Case]:
    return {seed: task.deal(seed, task.dials("default,planted=10")) for seed in SEEDS}


@pytest.fixture(scope="module")
def plans(task: Task) -> Mapping[int, Plan]:
    return {seed: deal_plan(seed, task.dials("default,planted=10")) for seed in SEEDS}


def test_every_kind_is_planted_once_before_any_comes_twice(cases: Mapping[int, Case]) -> None:
    for case in cases.values():
        assert sorted(row["kind"] for row in case.truth.facts["planted"]) == sorted(KINDS)


def test_every_trap_changes_what_is_right(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        score = partial(score_of, plan)
        trusting = {each.ref for each in choose(plan, score, trusting=True).chosen}
        right = {each.ref for each in choose(plan, score).chosen}
        for planted in plan.planted:
            if planted.kind in PASSED_OVER:
                assert planted.what.ref not in right
                assert planted.what.ref in trusting or _is_one_too_many(plan, planted.what)


def _is_one_too_many(plan: Plan, what: object) -> bool:
    """Tell whether a keyword is only kept out because its subject has enough posts already."""
    assert isinstance(what, Keyword)
    chosen = choose(plan, partial(score_of, plan), trusting=True).chosen
    return sum(each.subject == what.subject for each in chosen) == plan.policy.a_subject


def test_whatever_is_handed_over_was_planted(cases: Mapping[int, Case]) -> None:
    for case in cases.values():
        assert sorted(each.reason for each in case.truth.escalations) == ["bot_traffic", "embargo", "no_writer"]


def test_without_traps_there_is_nothing_to_hand_over(task: Task) -> None:
    for seed in SEEDS:
        assert task.deal(seed, task.dials("default,planted=0")).truth.escalations == ()


def test_no_two_scores_come_close(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        scores = sorted(score_of(plan, each) for each in plan.keywords if each.passed_over != "same_keyword")
        assert min(after - before for before, after in pairwise(scores)) >= 15


def test_no_subject_has_two_best_rows(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        visits = [page.visits for page in plan.pages if not page.is_bot]
        assert len(set(visits)) == len(visits)


def test_a_bot_reads_more_than_any_reader(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        assert {page.visits > 5000 for page in plan.pages if page.is_bot} == {True}
        assert max(page.visits for page in plan.pages if not page.is_bot) < 1500


def test_no_page_is_counted_twice_in_a_month(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        rows = [(page.month, page.title) for page in plan.pages]
        assert len(set(rows)) == len(rows)


def test_every_page_that_was_visited_was_published_before(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        published = {post.title: post.day for post in plan.past}
        assert all(published[page.title] < page.month.first for page in plan.pages)


def test_posts_mails_and_launches_stand_on_working_days(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        days = [post.day for post in plan.past] + [day for rival in plan.rivals for day, _ in rival.posts]
        days += [launch.day for launch in plan.launches] + [request.day for request in plan.requests]
        assert [day for day in days if not is_working_day(day)] == []


def test_nothing_published_lies_in_the_month_that_is_planned(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        days = [post.day for post in plan.past] + [day for rival in plan.rivals for day, _ in rival.posts]
        assert max(days) < plan.month.first


def test_wishes_ask_for_days_of_the_month(plans: Mapping[int, Plan]) -> None:
    for plan in plans.values():
        assert all(request.day in plan.month for request in plan.requests)


def test_writers_are_staff_who_are_in_when_their_post_goes_out(
    plans: Mapping[int, Plan], cases: Mapping[int, Case]
) -> None:
    for seed, case in cases.items():
        people = {person.name: person for person in plans[seed].company.people}
        for row in case.truth.tables["topics"]:
            assert people[row["writer"]].is_in(dt.date.fromisoformat(row["date"]))


def test_mails_go_to_the_head_of_marketing(cases: Mapping[int, Case], papers_of: Callable[[Case], Any]) -> None:
    for case in cases.values():
        head = case.brief.ask.split("Thank you, ")[1].split(",")[0]
        mails = [file.data.decode() for file in case.brief.files if file.suffix == ".eml"]
        assert mails
        assert all(f"Hello {head.split()[0]}," in mail for mail in mails)
        assert len(papers_of(case).wishes) == len(mails)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_believes_everything_plans_as_many_posts(cases: Mapping[int, Case], seed: int) -> None:
    case = cases[seed]
    assert len(believed_topics(case)) == len(case.truth.tables["topics"])


def test_without_traps_and_disagreement_belief_is_nearly_right(task: Task) -> None:
    for seed in SEEDS:
        case = task.deal(seed, task.dials("default,planted=0,disagree=0"))
        assert task.grade(case, task.careless(case)).score > 0.95


def test_disagree_is_the_share_of_estimates_that_say_otherwise(task: Task) -> None:
    def share(disagree: float) -> float:
        keywords = [
            each for seed in SEEDS for each in deal_plan(seed, task.dials(f"default,disagree={disagree}")).keywords
        ]
        return sum(each.estimate != each.searches for each in keywords) / len(keywords)

    assert share(0) == 0
    assert share(1) == 1
    # 8 cases of about 38 keywords: three standard errors of a share of 0.3 are 0.079.
    assert share(0.3) == pytest.approx(0.3, abs=0.08)


def test_every_trade_has_subjects_with_products_of_its_own() -> None:
    for brand in BRANDS:
        subjects = FIELDS[brand.trade].subjects
        assert {subject.product for subject in subjects} - {""} <= set(brand.products)
        assert [bool(subject.product) for subject in subjects] == [bool(subject.news) for subject in subjects]
        assert FIELDS[brand.trade].crude in brand.banned
        assert len(subjects) == 7


def test_no_keyword_of_a_trade_holds_another() -> None:
    for trade in FIELDS.values():
        things = [thing for subject in trade.subjects for thing in (*subject.things, *subject.news)]
        phrases = [f"{thing} {modifier}" for thing in things for modifier in MODIFIERS]
        spelled = [plain(phrase) for phrase in phrases]
        assert len(set(spelled)) == len(spelled)
        assert not [(a, b) for a in spelled for b in spelled if a != b and a in b]
        assert not [
            (news, thing)
            for subject in trade.subjects
            for news in subject.news
            for thing in things
            if thing != news and (holds(thing, news) or holds(f"{thing} {next(iter(MODIFIERS))}", news))
        ]


def test_titles_keep_to_sixty_characters() -> None:
    for trade in FIELDS.values():
        for subject in trade.subjects:
            for thing in (*subject.things, *subject.news):
                assert all(len(title_of(f"{thing} {modifier}", 1)) <= 60 for modifier in MODIFIERS)
