"""Cases that are data only: dealt in order, told apart by their folder's digest, and marked by the checks named."""

from pathlib import Path

import pytest

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.errors import BadDial, BadSeed, BrokenTask
from tasks_bank.exemplar import REQUIRED
from tasks_bank.grade import Check, Grade
from tasks_bank.specimens import written
from tasks_bank.task import Task, read_task
from tests.tasks_bank.own.jobs import FILES, MARCH, TASK, job


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return read_task(job(tmp_path / "register"))


@pytest.fixture
def march(task: Task) -> Case:
    return task.deal(1, task.dials())


def marked(task: Task, case: Case, **changed: list[Row]) -> dict[str, Check]:
    """Mark the right answer with some of its tables changed; the checks by name."""
    answer = written(case, {**case.truth.tables, **changed}, case.truth.texts)
    return {check.name: check for check in task.grade(case, answer).checks}


def rows(case: Case, name: str, **cells: str) -> list[Row]:
    """Return the true rows, with cells of the first one changed."""
    first, *others = case.truth.tables[name]
    return [first | cells, *others]


def test_seeds_are_the_cases_in_their_order(task: Task) -> None:
    assert [task.deal(seed, {}).brief.files[0].data[:9] for seed in (1, 2)] == [b"Invoice A", b"Invoice B"]


@pytest.mark.parametrize("seed", [0, 3])
def test_a_seed_without_a_case_is_refused(task: Task, seed: int) -> None:
    with pytest.raises(BadSeed, match=f"has 2 cases, of seeds 1 to 2; there is none of seed {seed}"):
        task.deal(seed, task.dials())
    with pytest.raises(BadSeed):
        task.check_seeds([1, 2, seed])


def test_cases_whose_names_begin_with_numbers_are_in_their_order(tmp_path: Path) -> None:
    files = {name.replace("1-march", "10-march"): content for name, content in FILES.items()}
    folder = job(tmp_path / "register", **{**dict.fromkeys(FILES), **files})
    own = read_task(folder).own
    assert own is not None
    assert list(own.cases) == ["2-april", "10-march"]


def test_a_job_of_one_case_needs_no_folder_of_cases(tmp_path: Path) -> None:
    files = {name.replace("cases/1-march/", ""): text for name, text in FILES.items() if "2-april" not in name}
    task = read_task(job(tmp_path / "register", **{**dict.fromkeys(FILES), **files}))
    case = task.deal(1, {})
    assert task.grade(case, written(case, case.truth.tables, case.truth.texts)).score == 1
    with pytest.raises(BadSeed, match="has one case, of seed 1; there is none of seed 2"):
        task.deal(2, {})


def test_the_rules_lie_among_the_files(march: Case) -> None:
    assert [file.name for file in march.brief.files] == ["invoices.txt", "rules.md"]
    assert march.brief.rules.encode() == march.brief.files[1].data


def test_both_usual_presets_are_there_and_no_dial(task: Task) -> None:
    assert task.dials("small") == task.dials("default") == {}
    with pytest.raises(BadDial, match="has no dial 'lines'"):
        task.dials("lines=3")


@pytest.mark.parametrize("name", ["task.toml", "brief.md", "cases/1-march/files/invoices.txt", f"{MARCH}/note.csv"])
def test_a_changed_folder_is_another_version(tmp_path: Path, task: Task, name: str) -> None:
    changed = read_task(job(tmp_path / "changed", **{name: FILES[name] + "\n"}))
    assert changed.digest != task.digest
    assert changed.grade(changed.deal(1, {}), Answer()).grader != task.grade(task.deal(1, {}), Answer()).grader


def test_what_was_said_about_people_and_designs_is_no_other_version(task: Task) -> None:
    before = task.digest
    (task.folder / "data.toml").write_text("people = false\n")
    (task.folder / "designs").mkdir()
    (task.folder / "designs" / "mine.toml").write_text("")
    assert read_task(task.folder).digest == before


def test_the_same_folder_deals_the_same_case_wherever_it_lies(tmp_path: Path, march: Case) -> None:
    other = read_task(job(tmp_path / "elsewhere" / "register"))
    assert other.deal(1, other.dials()) == march


def test_the_canary_is_shown_nowhere(march: Case) -> None:
    shown = march.brief.ask + march.brief.rules + "".join(file.data.decode() for file in march.brief.files)
    assert march.truth.canary not in shown


@pytest.mark.parametrize("seed", [1, 2])
def test_exemplars_get_their_promised_marks(task: Task, seed: int) -> None:
    case = task.deal(seed, task.dials())
    found = {each.kind: (each, task.grade(case, each.answer)) for each in task.exemplars(case)}
    assert set(found) >= set(REQUIRED)
    for each, grade in found.values():
        assert grade.status == each.status
        assert each.at_least - 1e-9 <= grade.score <= each.at_most + 1e-9, (each.kind, grade)


def test_an_empty_answer_earns_nothing(task: Task) -> None:
    """Also where nothing is to be handed over, as in April: nothing was done."""
    assert [task.grade(task.deal(seed, {}), Answer()).score for seed in (1, 2)] == [0, 0]


def test_whoever_hands_nothing_over_loses_the_escalations_alone(task: Task, march: Case) -> None:
    assert task.grade(march, task.careless(march)).score == pytest.approx(0.9)


def test_rows_are_marked_by_their_weights(task: Task, march: Case) -> None:
    """Supplier, date and category are worth 1, the amount 2, of 5; half of the rows is concerned."""
    wrong = marked(task, march, invoices=rows(march, "invoices", supplier="Bluewood Paper"))
    assert wrong["invoices"].earned == pytest.approx(50 * (1 - 1 / 5 / 2))
    wrong = marked(task, march, invoices=rows(march, "invoices", amount="99"))
    assert wrong["invoices"].earned == pytest.approx(50 * (1 - 2 / 5 / 2))


def test_without_weights_all_columns_but_key_and_prose_are_worth_the_same(tmp_path: Path) -> None:
    text = TASK.replace("weights = { supplier = 1, due = 1, category = 1, amount = 2 }\n", "")
    task = read_task(job(tmp_path / "register", **{"task.toml": text}))
    case = task.deal(1, {})
    wrong = marked(task, case, invoices=rows(case, "invoices", amount="99", remark="something else"))
    assert wrong["invoices"].earned == pytest.approx(50 * (1 - 1 / 4 / 2))


@pytest.mark.parametrize(
    ("cells", "is_right"),
    [
        ({"amount": "£120.55"}, True),
        ({"amount": "120.56"}, False),
        ({"due": "16 March 2026"}, True),
        ({"due": "2026-03-17"}, False),
        ({"supplier": "  redwood   PAPER"}, True),
    ],
)
def test_what_is_near_enough_is_right(task: Task, march: Case, cells: dict[str, str], is_right: bool) -> None:  # noqa: FBT001 - a column of the table
    check = marked(task, march, invoices=rows(march, "invoices", **cells))["invoices"]
    assert (check.earned == pytest.approx(50)) is is_right


def test_totals_have_to_be_true_and_borne_out(task: Task, march: Case) -> None:
    assert marked(task, march, totals=rows(march, "totals", amount="120.54"))["totals"].earned == 20
    assert marked(task, march, totals=rows(march, "totals", amount="120.60"))["totals"].earned == 10
    unlike = marked(task, march, invoices=rows(march, "invoices", amount="90"))
    assert unlike["totals"].earned == 10
    assert "the answer's own lines add up to 90.00" in unlike["totals"].details[0]


def test_lines_within_the_tolerance_bear_a_total_out(task: Task, march: Case) -> None:
    assert marked(task, march, invoices=rows(march, "invoices", amount="120.46"))["totals"].earned == 20


def test_a_text_earns_by_facts_in_proportion_to_the_work(task: Task, march: Case) -> None:
    def note(text: str, tables: dict[str, list[Row]]) -> float:
        grade = task.grade(march, written(march, tables, {"note": text}))
        return next(check.earned for check in grade.checks if check.name == "note")

    lines = list(march.truth.tables["invoices"])
    assert note("It came to two hundred pounds fifty.", {"invoices": lines}) == 20
    assert note("It came to £200.50, not 199.00.", {"invoices": lines}) == 0
    assert note("It came to £200.50.", {"invoices": lines[:1]}) == 10
    assert note("It came to £200.50.", {}) == 0


def test_what_lies_in_the_input_earns_nothing_when_it_is_handed_back(task: Task, march: Case) -> None:
    shown = "\n".join([march.brief.ask, march.brief.rules, *(file.data.decode() for file in march.brief.files)])
    assert task.grade(march, Answer(shown, march.brief.files)).score == 0


def test_marking_twice_gives_the_same(task: Task, march: Case) -> None:
    answer = task.careless(march)
    again = Answer.from_json(answer.to_json())
    assert task.grade(march, again) == task.grade(march, answer)
    assert Grade.from_json(task.grade(march, again).to_json()) == task.grade(march, answer)


def test_a_folder_that_was_broken_later_says_where(task: Task) -> None:
    path = task.folder / MARCH / "invoices.csv"
    path.write_text(path.read_text().replace("120.50", "lots"))
    with pytest.raises(BrokenTask, match=r"expected/invoices.csv, line 2: amount is 'lots'"):
        read_task(task.folder).deal(1, {})
