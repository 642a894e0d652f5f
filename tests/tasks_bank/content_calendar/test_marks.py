"""What the marker does with topics that are right, wrong, doubled, late, banned or made up."""

from collections.abc import Sequence

import pytest

from tasks_bank.answer import Action, Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.grade import Check
from tasks_bank.specimens import Tables, written
from tasks_bank.task import Task


@pytest.fixture(scope="module")
def case(task: Task) -> Case:
    return task.deal(7, task.dials("default,planted=10"))


@pytest.fixture(scope="module")
def topics(case: Case) -> Sequence[Row]:
    return case.truth.tables["topics"]


def check(task: Task, case: Case, name: str, **changed: Sequence[Row]) -> Check:
    tables: Tables = {**case.truth.tables, **changed}
    return next(each for each in task.grade(case, written(case, tables)).checks if each.name == name)


def replaced(topics: Sequence[Row], place: int, **cells: str) -> Sequence[Row]:
    return [row | cells if number == place else row for number, row in enumerate(topics)]


def test_a_hundred_marks_are_by_rule_and_twenty_beside_them_by_a_judge(task: Task, case: Case) -> None:
    checks = task.grade(case, written(case, case.truth.tables)).checks
    assert sum(each.available for each in checks if each.scored) == 100
    assert sum(each.available for each in checks if not each.scored) == 20


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("dials", ["small", "default"])
def test_every_exemplar_gets_its_marks(task: Task, dials: str, seed: int) -> None:
    case = task.deal(seed, task.dials(dials))
    for each in task.exemplars(case):
        grade = task.grade(case, each.answer)
        assert each.at_least - 1e-9 <= grade.score <= each.at_most + 1e-9, each.kind


def test_a_topic_without_its_own_row_among_the_evidence_does_not_count(
    task: Task, case: Case, topics: Sequence[Row]
) -> None:
    found = check(task, case, "topics", topics=replaced(topics, 0, evidence="A-10000"))
    assert found.earned == pytest.approx(30 * 9 / 10)
    assert "does not single out its own row" in found.details[0]


def test_a_topic_that_cites_two_keywords_does_not_count(task: Task, case: Case, topics: Sequence[Row]) -> None:
    both = f"{topics[0]['evidence']}+{topics[1]['evidence']}"
    assert check(task, case, "topics", topics=replaced(topics, 0, evidence=both)).earned == pytest.approx(27)


def test_a_topic_without_its_visits_keeps_half_of_its_evidence(task: Task, case: Case, topics: Sequence[Row]) -> None:
    place = next(at for at, row in enumerate(topics) if row["evidence"].count("+") == 1)
    only = next(ref for ref in topics[place]["evidence"].split("+") if ref.startswith("K-"))
    found = check(task, case, "evidence", topics=replaced(topics, place, evidence=only))
    assert found.earned == pytest.approx(13 * 9.5 / 10)


def test_a_keyword_may_be_spelled_another_way(task: Task, case: Case, topics: Sequence[Row]) -> None:
    spelled = topics[0]["keyword"].replace(" ", "-", 1).upper()
    assert check(task, case, "topics", topics=replaced(topics, 0, keyword=spelled)).earned == pytest.approx(30)


def test_swapping_two_neighbours_costs_one_pair(task: Task, case: Case, topics: Sequence[Row]) -> None:
    swapped = [row | {"rank": {"1": "2", "2": "1"}.get(row["rank"], row["rank"])} for row in topics]
    assert check(task, case, "order", topics=swapped).earned == pytest.approx(10 * 44 / 45)
    assert check(task, case, "topics", topics=swapped).earned == pytest.approx(30)


def test_ranks_upside_down_earn_nothing_for_order(task: Task, case: Case, topics: Sequence[Row]) -> None:
    upside_down = [row | {"rank": str(11 - int(row["rank"]))} for row in topics]
    assert check(task, case, "order", topics=upside_down).earned == 0


def test_a_rank_that_cannot_be_read_is_in_no_order(task: Task, case: Case, topics: Sequence[Row]) -> None:
    found = check(task, case, "order", topics=replaced(topics, 0, rank="first of all"))
    assert found.earned == pytest.approx(10 * 36 / 45)


def test_ten_topics_too_many_halve_the_marks(task: Task, case: Case, topics: Sequence[Row]) -> None:
    more = [row | {"keyword": f"made up thing {number}", "evidence": "K-1"} for number, row in enumerate(topics)]
    assert check(task, case, "topics", topics=[*topics, *more]).earned == pytest.approx(15)


@pytest.mark.parametrize("date", ["2031-01-05", "soon", ""])
def test_a_date_outside_the_month_costs_its_row(task: Task, case: Case, topics: Sequence[Row], date: str) -> None:
    changed = replaced(topics, 0, date=date)
    assert check(task, case, "dates", topics=changed).earned == pytest.approx(12 * 9 / 10)
    assert check(task, case, "topics", topics=changed).earned == pytest.approx(30)


def test_of_two_posts_in_one_place_the_better_ranked_stands(task: Task, case: Case, topics: Sequence[Row]) -> None:
    first = topics[0]
    found = check(task, case, "dates", topics=replaced(topics, 9, date=first["date"], channel=first["channel"]))
    assert found.earned <= 12 * 9 / 10
    assert not [detail for detail in found.details if detail.startswith(first["keyword"])]


def test_a_post_before_its_embargo_ends_may_not_go_out(task: Task, case: Case, topics: Sequence[Row]) -> None:
    keyword = next(row["item"] for row in case.truth.facts["planted"] if row["kind"] == "embargo_lifts")
    place = next((at for at, row in enumerate(topics) if keyword in row["evidence"]), None)
    assert place is not None
    early = {"date": f"{topics[place]['date'][:8]}01"}
    assert check(task, case, "dates", topics=replaced(topics, place, **early)).earned == pytest.approx(10.8)


def test_nobody_writes_more_than_they_can(task: Task, case: Case, topics: Sequence[Row]) -> None:
    one = [row | {"writer": topics[0]["writer"]} for row in topics]
    posts = next(int(row["posts"]) for row in case.systems["writers"].rows if row["writer"] == topics[0]["writer"])
    assert 0 < check(task, case, "writers", topics=one).earned <= 10 * posts / 10


def test_a_writer_may_go_by_the_first_name(task: Task, case: Case, topics: Sequence[Row]) -> None:
    first = replaced(topics, 0, writer=topics[0]["writer"].split()[0])
    assert check(task, case, "writers", topics=first).earned == pytest.approx(10)


def test_a_stranger_writes_nothing(task: Task, case: Case, topics: Sequence[Row]) -> None:
    strangers = [row | {"writer": "Nobody Known"} for row in topics]
    assert check(task, case, "writers", topics=strangers).earned == 0


@pytest.mark.parametrize(
    "title",
    ["Something else", "{keyword}, explained at a length that no page of results will ever show in full", ""],
)
def test_a_title_that_breaks_the_rules_costs_its_row(task: Task, case: Case, topics: Sequence[Row], title: str) -> None:
    words = title.format(keyword=topics[0]["keyword"])
    assert check(task, case, "titles", topics=replaced(topics, 0, title=words)).earned == pytest.approx(6 * 9 / 10)


def test_a_banned_word_spoils_title_and_outline(task: Task, case: Case, topics: Sequence[Row]) -> None:
    word = next(row["word"] for row in case.truth.facts["words"] if row["kind"] == "banned")
    row = topics[0]
    changed = replaced(topics, 0, title=f"{row['keyword']} {word}", outline=f"{row['outline']} {word.upper()}")
    assert check(task, case, "titles", topics=changed).earned == pytest.approx(5.4)
    assert check(task, case, "outlines", topics=changed).earned == pytest.approx(6.3)


def test_an_outline_for_all_topics_counts_once_at_most(task: Task, case: Case, topics: Sequence[Row]) -> None:
    keywords = " ".join(row["keyword"] for row in topics)
    product = next(row["word"] for row in case.truth.facts["words"] if row["kind"] == "product")
    same = [row | {"outline": f"{keywords} {product} and more of it for you"} for row in topics]
    assert check(task, case, "outlines", topics=same).earned <= 7 / 10 + 1e-9


def test_posts_may_be_scheduled_by_action(task: Task, case: Case, topics: Sequence[Row]) -> None:
    actions = tuple(Action("schedule_post", dict(row)) for row in topics)
    answer = Answer(text=written(case, {"escalations": case.truth.tables["escalations"]}).text, actions=actions)
    assert task.grade(case, answer).score == pytest.approx(1)


def test_escalating_every_row_earns_little(task: Task, case: Case) -> None:
    refs = [row["ref"] for system in case.systems.values() for row in system.rows if "ref" in row]
    rows = [{"item": ref, "reason": "no_writer", "why": ""} for ref in refs]
    assert check(task, case, "escalations", escalations=rows).earned < 1
