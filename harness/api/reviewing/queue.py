"""What a run's designs handed to a person, as a queue to work through. The same for a terminal and for a page."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from harness.api.marking.regrade import answered, dealt_again
from harness.api.reviewing.deciding import Subject
from harness.api.reviewing.papers import Paper, papers_about, row_words
from harness.context.reading_files.texts import texts_of
from harness.errors import BadPlan
from harness.plan.benchmark import Plan, PlannedArm
from harness.store.ledger import Ledger
from harness.store.records import TrialRecord
from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.catalog import find_task
from tasks_bank.checks.compare import key_of
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.reading.answer import Reading, read_answer
from tasks_bank.reading.values import code, ids

TABLE = "escalations"
_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a person is to decide. Which design handed it over is not shown: it must not sway anybody."""

    subject: Subject
    dealt: Case
    """The case; its truth is not to be shown."""
    texts: Mapping[str, str]
    """The case's papers as text, by name."""
    why: str
    instead: tuple[str, ...]
    """What the design has put into its answer about the item, which stands if nobody acts."""
    papers: tuple[Paper, ...]

    @property
    def case(self) -> str:
        """A readable name of the case."""
        return self.dealt.name


def queue_of(ledger: Ledger, run: str, arm: str = "") -> list[Thing]:
    """Return what a run handed to a person, case by case; within a case in an order that tells nothing of designs.

    `arm` takes one row of the table alone. Raises BadPlan, also where the cases cannot be dealt again.
    """
    plan = Plan.from_json(ledger.run(run).plan)
    arms = {one.id for one in _arms(plan, arm)}
    places = {trial.id: trial for trial in plan.trials}
    trials = [trial for trial in answered(ledger, plan) if places[trial.id].arm.id in arms]
    cases = dealt_again(plan, find_task(plan.task), trials)
    gates: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for span in ledger.reviews.person_gates(plan.id):
        gates[span.trial_id, span.attempt].append(span.detail)
    found = [
        thing for trial in trials for thing in _things(plan, trial, cases[trial.id], gates[trial.id, trial.attempt])
    ]
    seeds = {seed: place for place, seed in enumerate(plan.seeds)}
    order = {trial.id: seeds[places[trial.id].seed] for trial in trials}
    return sorted(found, key=lambda thing: (order[thing.subject.trial_id or ""], thing.subject.name))


def _arms(plan: Plan, name: str) -> Sequence[PlannedArm]:
    """Return the arm of that name, else the designs in which a model worked. Raises BadPlan."""
    if not name:
        return plan.designs
    found = [arm for arm in plan.arms if name in {arm.id, arm.id.removeprefix(f"{plan.task}-")}]
    if not found:
        raise BadPlan(f"run {plan.id} has no row '{name}'; it has {', '.join(arm.id for arm in plan.arms)}")
    return found


def _things(plan: Plan, trial: TrialRecord, case: Case, gates: Sequence[str]) -> Iterator[Thing]:
    """Yield what one answer handed over, and what its gates did."""
    reading = read_answer(Answer.from_json(trial.answer), case.brief.deliverables)
    asked = {each.name: each for each in case.brief.deliverables}
    due = {escalation.item for escalation in case.truth.escalations}
    texts = texts_of(case.brief.files)
    seen = set()
    for row in reading.tables.get(TABLE, ()):
        [item, *_], reason = key_of(asked[TABLE], row), code(row.get("reason", ""))
        if (item, reason) not in seen:
            seen.add((item, reason))
            own = _own_rows(reading, asked, item)
            words = [item, *(word for row in own for word in _references(asked, row))]
            yield Thing(
                _subject(plan, trial, "escalation", item, reason, warranted=item in due),
                case,
                texts,
                row.get("why", ""),
                tuple(f"{table}: {row_words(row)}" for table, row in own),
                papers_about(case, texts, words),
            )
    for place, detail in enumerate(gates):
        subject = _subject(plan, trial, "gate", f"gate {place + 1}", detail, warranted=None)
        tables = (f"{name}: {row_words(row)}" for name, rows in reading.tables.items() for row in rows[:_MOST_ROWS])
        yield Thing(subject, case, texts, detail, tuple(tables), ())


def _own_rows(reading: Reading, asked: dict[str, Deliverable], item: str) -> list[tuple[str, Row]]:
    """Return the rows of the answer's other tables that are about an item."""
    found = [
        (table, row)
        for table, rows in reading.tables.items()
        if table != TABLE and table in asked
        for row in rows
        if item in key_of(asked[table], row) or item in ids(" + ".join(row.values()))
    ]
    return found[:_MOST_ROWS]


def _references(asked: dict[str, Deliverable], own: tuple[str, Row]) -> list[str]:
    """Return the papers that a row names."""
    table, row = own
    columns = [column.name for column in asked[table].columns if column.type == "ids"]
    return sorted({reference for name in columns for reference in ids(row.get(name, ""))})


def _subject(plan: Plan, trial: TrialRecord, kind: str, item: str, reason: str, *, warranted: bool | None) -> Subject:
    """Name one thing; the digest tells whoever reads the ledger nothing of what was said."""
    text = "\n".join((trial.id, str(trial.attempt), kind, item, reason))
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    is_gate = kind == "gate"
    return Subject(
        plan.id,
        name,
        "gate" if is_gate else "escalation",
        trial.id,
        trial.attempt,
        item,
        "" if is_gate else reason,
        warranted,
    )
