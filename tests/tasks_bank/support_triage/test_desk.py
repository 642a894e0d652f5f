import datetime as dt

import pytest

from tasks_bank.task import Task
from tasks_bank.tasks.support_triage.dealing import deal_desk
from tasks_bank.tasks.support_triage.desk import PRIORITIES, Desk, Ticket, after_hours
from tasks_bank.tasks.support_triage.planted import KINDS
from tasks_bank.tasks.support_triage.topics import TOPICS
from tasks_bank.tasks.support_triage.wording import spellings_of

SEEDS = range(30)


@pytest.fixture(scope="module")
def desks(task: Task) -> tuple[Desk, ...]:
    return tuple(deal_desk(seed, task.dials()) for seed in SEEDS)


def planted(desk: Desk, kind: str) -> Ticket:
    return next(ticket for name, ticket in desk.planted if name == kind)


def test_every_kind_is_dealt_at_default(desks: tuple[Desk, ...]) -> None:
    assert all({kind for kind, _ in desk.planted} == set(KINDS) for desk in desks)


def test_the_seed_says_which_kinds_a_small_batch_holds(task: Task) -> None:
    small = [deal_desk(seed, task.dials("small")) for seed in range(40)]
    assert {kind for desk in small for kind, _ in desk.planted} == set(KINDS)
    assert all(len({kind for kind, _ in desk.planted}) == 3 for desk in small)


@pytest.mark.parametrize("kind", ["data_protection", "safety", "no_entitlement", "no_article"])
def test_what_a_person_must_decide_is_planted_and_nothing_else_is(desks: tuple[Desk, ...], kind: str) -> None:
    for desk in desks:
        assert [ticket for ticket in desk.tickets if ticket.reason == kind] == [planted(desk, kind)]


def test_shouting_is_low_and_whispering_is_high(desks: tuple[Desk, ...]) -> None:
    for desk in desks:
        angry, polite = planted(desk, "angry_trivial"), planted(desk, "polite_urgent")
        assert (angry.priority, angry.form_priority) == ("P4", "P1")
        assert polite.priority in {"P1", "P2"}
        assert polite.form_priority == "P4"


def test_an_outdated_article_states_another_figure_than_the_one_that_holds(desks: tuple[Desk, ...]) -> None:
    for desk in desks:
        for kind in ("replaced_article", "release_note"):
            ticket = planted(desk, kind)
            assert ticket.outdated
            assert ticket.outdated != ticket.value


def test_a_newer_article_is_reviewed_later_than_the_one_it_replaces(desks: tuple[Desk, ...]) -> None:
    for desk in desks:
        article = planted(desk, "replaced_article").article
        assert article is not None
        old = next(each for each in desk.articles if each.ref == article.replaces)
        assert old.reviewed < article.reviewed < desk.days[0]


def test_one_release_note_is_older_than_its_article(desks: tuple[Desk, ...]) -> None:
    for desk in desks:
        replaced = {article.replaces for article in desk.articles}
        standing = {article.topic.title: article for article in desk.articles if article.ref not in replaced}
        assert sum(note.dated < standing[note.topic.title].reviewed for note in desk.notes) == 1


def test_papers_are_dated_before_the_tickets_and_tickets_in_their_days(desks: tuple[Desk, ...]) -> None:
    for desk in desks:
        assert all(each.reviewed < desk.days[0] for each in desk.articles)
        assert all(each.dated < desk.days[0] for each in desk.notes)
        assert all(ticket.received.date() in desk.days for ticket in desk.tickets)


def test_every_plain_ticket_has_a_plan_that_holds(desks: tuple[Desk, ...]) -> None:
    for desk in desks:
        for ticket in desk.tickets:
            if ticket.reason != "no_entitlement":
                assert ticket.entitlement
                assert ticket.entitlement.until >= ticket.received.date()
                assert ticket.entitlement.has_tablets or ticket.category != "device"


def test_better_plans_and_higher_priorities_are_answered_sooner(desks: tuple[Desk, ...]) -> None:
    for desk in desks:
        for priority in PRIORITIES:
            levels = [desk.levels[plan, priority] for plan in ("Premier", "Plus", "Standard")]
            assert levels == sorted(set(levels))
        hours = [desk.levels["Plus", priority] for priority in PRIORITIES]
        assert hours == sorted(hours)


def test_papers_disagree_on_the_stated_share_of_tickets(task: Task) -> None:
    for share in (0, 0.5, 1):
        desk = deal_desk(5, task.dials(f"default,planted=0,disagree={share}"))
        said = [t for t in desk.tickets if t.form_category or t.form_priority or t.claimed_plan]
        assert len(said) == pytest.approx(share * len(desk.tickets), abs=1)


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("2025-12-11T10:04", 4, "2025-12-11T14:04"),
        ("2025-12-11T16:30", 1, "2025-12-12T09:30"),
        ("2025-12-11T09:00", 8, "2025-12-11T17:00"),
        ("2025-12-12T16:00", 2, "2025-12-15T10:00"),
        ("2025-12-13T20:11", 3, "2025-12-15T12:00"),
        ("2025-12-11T07:25", 1, "2025-12-11T10:00"),
        ("2025-12-11T17:00", 1, "2025-12-12T10:00"),
        ("2025-12-24T15:00", 4, "2025-12-29T11:00"),
    ],
)
def test_hours_count_while_the_office_is_open(received: str, hours: int, due: str) -> None:
    assert after_hours(dt.datetime.fromisoformat(received), hours) == dt.datetime.fromisoformat(due)


def test_no_two_figures_of_a_topic_share_a_spelling() -> None:
    for topic in TOPICS:
        spelled = [spelling for value in topic.values for spelling in spellings_of(topic.figure(value))]
        assert len(spelled) == len(set(spelled))


@pytest.mark.parametrize(
    ("figure", "spelling"),
    [
        ("30 minutes", "thirty minutes"),
        ("30 minutes", "30-minute"),
        ("12,000 rows", "12000 rows"),
        ("14:00", "2 pm"),
        ("12:00", "noon"),
        ("07:30", "7.30am"),
        ("3 working days", "three business days"),
    ],
)
def test_figures_are_known_in_the_spellings_that_people_use(figure: str, spelling: str) -> None:
    assert spelling in spellings_of(figure)
