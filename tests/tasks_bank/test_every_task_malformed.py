"""Whatever is handed in, a Grade comes back: broken tables, odd numbers and marks, mixed encodings, far too much."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tasks_bank.answer import Action, Answer, Escalation
from tasks_bank.file import File
from tasks_bank.grade import Grade
from tasks_bank.task import Task
from tests.tasks_bank.tasks_found import dealt, each_task, exemplar

pytestmark = each_task

ODD = (
    *("NaN", "-0", "-0.00", "1e309", "Infinity", "\u00a312,3,4.5", "\u0661\u0662", "31/02/2026", "25:61", "none", ""),
    *("\u202e", "\u200f", "\u200b", "\ufeff", "\x00", "\x85", "\u2028", "\r", "\n\n", "\t", "\ud7ff", "\U0001f4a3"),
    *("|", "||", "|---|", '"', "'", "```", "~~~", "[", "{", '{"a": [', "]]}", ",,,,", ";", "## ", "BEGIN:VCALENDAR\n"),
)
"""Bits that break tables, numbers, dates and texts."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1")
ENDINGS = (".md", ".csv", ".tsv", ".json", ".txt", ".ics", ".xlsx", ".pdf", "")
Edit = tuple[float, int, str]
"""Where in the text, from 0 to 1; how many characters are taken out there; and what is put in."""

edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400), st.sampled_from(ODD)), max_size=12)
few = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def right_text(task: Task) -> str:
    return exemplar(task.folder, 1, "right").answer.text


def edited(text: str, changes: Sequence[Edit]) -> str:
    for where, out, put_in in changes:
        at = int(where * len(text))
        text = text[:at] + put_in + text[at + out :]
    return text


def marked(task: Task, answer: Answer) -> Grade:
    case = dealt(task.folder, 1)
    grade = task.grade(case, answer)
    assert 0 <= grade.score <= 1
    assert all(check.why for check in grade.checks)
    assert task.grade(case, Answer.from_json(answer.to_json())) == grade
    return grade


@few
@given(changes=edits)
def test_a_broken_text_gets_a_grade(task: Task, changes: list[Edit]) -> None:
    marked(task, Answer(edited(right_text(task), changes)))


@few
@given(changes=edits, encoding=st.sampled_from(ENCODINGS), ending=st.sampled_from(ENDINGS), tail=st.binary(max_size=60))
def test_a_broken_file_gets_a_grade(task: Task, changes: list[Edit], encoding: str, ending: str, tail: bytes) -> None:
    data = edited(right_text(task), changes).encode(encoding, "replace") + tail
    marked(task, Answer(files=(File(f"answer{ending}", data), File(f"more{ending}", tail))))


@few
@given(cells=st.lists(st.sampled_from(ODD), min_size=3, max_size=3), many=st.integers(1, 30))
def test_odd_actions_and_escalations_get_a_grade(task: Task, cells: list[str], many: int) -> None:
    item, reason, why = cells
    names = [name for each in task.deliverables for name in each.column_names]
    writes = [each.write or each.name for each in task.deliverables]
    actions = tuple(Action(write, dict.fromkeys(names, item)) for write in writes)
    marked(task, Answer(why, actions=actions * many, escalations=(Escalation(item, reason, why),) * many))


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_every_cell_the_same_odd_bit_earns_next_to_nothing(task: Task, odd: str) -> None:
    case = dealt(task.folder, 1)
    tables = (each for each in task.deliverables if each.has_rows)
    text = "\n\n".join(
        f"## {each.name}\n\n{','.join(each.column_names)}\n" + f"{','.join([odd] * len(each.columns))}\n" * 3
        for each in tables
    )
    assert task.grade(case, Answer(text)).score <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize("how", ["repeated", "one line", "rows", "files"])
def test_ten_megabytes_get_a_grade(task: Task, how: str) -> None:
    right = right_text(task)
    times = 10_000_000 // len(right) + 1
    text = {
        "repeated": (right + "\n\n") * times,
        "one line": right.replace("\n", " ") * times,
        "rows": right + "".join(f"X{number},{number},x\n" for number in range(600_000)),
        "files": "",
    }[how]
    files = tuple(File(f"part {number}.md", (right * (times // 10)).encode()) for number in range(10))
    assert 0 <= task.grade(dealt(task.folder, 1), Answer(text, files if how == "files" else ())).score <= 1
