import json

from tasks_bank.answer import Action, Answer, Escalation
from tasks_bank.file import File

FULL = Answer(
    "text",
    (File("a/b.xlsx", bytes(range(256))),),
    (Action("book", {"slot": 3, "who": "Ann"}),),
    (Escalation("B1", "odd", "why"),),
)


def test_answer_survives_json() -> None:
    assert Answer.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL
    assert Answer.from_json(Answer().to_json()) == Answer()


def test_answer_of_blanks_is_empty_and_any_part_makes_it_not() -> None:
    assert Answer(" \n").is_empty
    parts = [Answer("x"), Answer(files=FULL.files), Answer(actions=FULL.actions), Answer(escalations=FULL.escalations)]
    assert not any(part.is_empty for part in parts)


def test_media_type_goes_by_the_ending() -> None:
    assert File("a.CSV", b"").media_type == "text/csv"
    assert File("a.b", b"").media_type == "application/octet-stream"
    assert File("a", b"").suffix == ""
