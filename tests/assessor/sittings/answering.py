"""People for tests: ways to answer, and whole sittings."""

from collections.abc import Callable
from random import Random

from sqlalchemy import Table, func, select

from assessor.bank.marking import Response
from assessor.db import Store
from assessor.models.measurement.result import Result
from assessor.sittings.form import Form
from assessor.sittings.sitting import Question, Sittings

Answering = Callable[[Question], Response]


def right(question: Question) -> Response:
    """Choose the first option of the item's file, which is right in the test's bank."""
    return [question.dealt.order.index(0)]


def wrong(question: Question) -> Response:
    return [question.dealt.order.index(4)]


def by_lot(seed: int) -> Answering:
    return lambda question: [Random(f"{seed} {question.dealt.item}").randrange(5)]


def take(sittings: Sittings, sitting_id: str, answering: Answering, most: int = 99) -> list[Question]:
    """Answer until the end, or so many questions."""
    shown: list[Question] = []
    while len(shown) < most and isinstance(question := sittings.next_item(sitting_id), Question):
        shown.append(question)
        sittings.record(question.asked_id, answering(question), seconds=20)
    return shown


def whole(sittings: Sittings, answering: Answering, form: Form | None = None, **start: str) -> Result:
    sitting = sittings.start(form, **({"seed": "1"} | start))  # type: ignore[arg-type]
    take(sittings, sitting.id, answering)
    return sittings.finish(sitting.id)


def count(store: Store, table: Table) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()
