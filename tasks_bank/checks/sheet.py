"""An answer opened for marking: its rows by deliverable, and the Grade that its checks make up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import Comparison, compare_rows, key_of
from tasks_bank.checks.escalations import escalations_check
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.grade import Check, Grade
from tasks_bank.reading.answer import Reading, read_answer
from tasks_bank.reading.values import code


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer, read and laid beside its case."""

    case: Case
    reading: Reading
    asked: Mapping[str, Deliverable]
    """The deliverables by name."""

    def rows(self, name: str) -> Sequence[Row]:
        """Return the rows that were handed in for a deliverable; none where it was not handed in."""
        return self.reading.tables.get(name, ())

    def text(self, name: str) -> str:
        """Return a text or mail that was handed in; empty where it was not."""
        return self.reading.texts.get(name, "")

    def compared(self, name: str, weights: Mapping[str, float]) -> Comparison:
        """Compare the rows of a deliverable with the true ones; see `compare_rows` on the weights."""
        return compare_rows(self.asked[name], self.case.truth.tables[name], self.rows(name), weights)

    def escalations(self, marks: float, settled: Mapping[str, bool], diligence: float) -> Check:
        """Mark what was handed to a person; see `escalations_check` on what was settled and on diligence."""
        asked = self.asked["escalations"]
        handed_over = [(key_of(asked, row)[0], code(row.get("reason", ""))) for row in self.rows("escalations")]
        return escalations_check(
            "escalations",
            marks,
            self.case.truth.escalations,
            handed_over=handed_over,
            settled=settled,
            diligence=diligence,
        )


def mark(case: Case, answer: Answer, checks: Callable[[Sheet], Sequence[Check]]) -> Grade:
    """Read an answer and mark it; where nothing of what was asked for was recognised, it is unreadable."""
    grader = f"{case.task}@{case.version}"
    reading = read_answer(answer, case.brief.deliverables)
    if not reading.is_readable and not answer.is_empty:
        return Grade("unreadable", (), grader, reading.problems[-1])
    sheet = Sheet(case, reading, {each.name: each for each in case.brief.deliverables})
    return Grade("marked", tuple(checks(sheet)), grader)
