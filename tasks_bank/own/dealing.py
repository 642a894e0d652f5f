"""Deals the cases of a task that is data only: seed 1 is the first of them, and there are no more than there are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from tasks_bank.answer import Escalation
from tasks_bank.case import Brief, Truth
from tasks_bank.checks.mentions import Fact
from tasks_bank.deliverable import Deliverable, Row
from tasks_bank.errors import BrokenTask
from tasks_bank.file import File
from tasks_bank.own.expected import FACTS, read_expected, utf8
from tasks_bank.own.folder import CASES, files_of
from tasks_bank.own.spec import MentionsCheck, OwnSpec
from tasks_bank.world.references import nonsense_word

RULES = "rules.md"
_ALTERNATIVE = "|"


def brief_of(folder: Path, case: Path, deliverables: Sequence[Deliverable]) -> Brief:
    """Put the brief of a case together. The rules lie among the files too, where somebody who pastes finds them."""
    ask = utf8(folder / "brief.md", "brief.md")
    rules = utf8(folder / RULES, RULES) if (folder / RULES).is_file() else ""
    files = files_of(case)
    if rules and RULES not in {file.name for file in files}:
        files = (*files, File(RULES, rules.encode()))
    return Brief(ask, rules, files, tuple(deliverables))


def truth_of(name: str, spec: OwnSpec, case: Path, deliverables: Sequence[Deliverable]) -> Truth:
    """Read what a perfect answer to a case holds. Raises BrokenTask."""
    asked = {each.name: each for each in deliverables}
    shown = f"{CASES}/{case.name}/" if case.parent.name == CASES else ""
    expected = {path.stem: path for path in (case / "expected").glob("*.csv")}
    if unknown := sorted(set(expected) - set(asked)):
        raise BrokenTask(f"{shown}expected/{unknown[0]}.csv: there is no deliverable '{unknown[0]}'")
    tables: dict[str, tuple[Row, ...]] = {}
    facts: dict[str, tuple[Row, ...]] = {}
    for check in spec.check:
        table = _table_of(check)
        where = f"{shown}expected/{table}.csv"
        if table not in expected:
            raise BrokenTask(f"there is no {where}; the check '{check.name}' needs it")
        if isinstance(check, MentionsCheck):
            facts[table] = read_expected(expected[table], where, FACTS)
        else:
            tables[table] = read_expected(expected[table], where, asked[table])
    _check_filled(spec, tables, facts, shown)
    escalations = tuple(
        Escalation(row["item"], row["reason"], row.get("why", "")) for row in tables.get("escalations", ())
    )
    texts = {text: _model_text(rows) for text, rows in facts.items()}
    return Truth(tables, escalations, facts, nonsense_word(Random(f"canary {name} {case.name}")), texts)


def facts_of(rows: Sequence[Row]) -> tuple[Sequence[Fact], Sequence[str]]:
    """Return what a text must state, and what it must not."""
    must = [Fact(row["fact"], _spellings(row)) for row in rows if row["says"] == "must"]
    never = [spelling for row in rows if row["says"] == "never" for spelling in _spellings(row)]
    return must, never


def _table_of(check: object) -> str:
    return str(getattr(check, "table", getattr(check, "text", "escalations")))


def _check_filled(
    spec: OwnSpec, tables: Mapping[str, Sequence[Row]], facts: Mapping[str, Sequence[Row]], shown: str
) -> None:
    """Refuse a case in which doing nothing would be the right answer to the main work."""
    if spec.rows_checks and not tables[spec.rows_checks[0].table]:
        name = spec.rows_checks[0].table
        raise BrokenTask(f"{shown}expected/{name}.csv has no row; the table of the first check 'rows' needs some")
    for name, rows in facts.items():
        if not facts_of(rows)[0]:
            raise BrokenTask(f"{shown}expected/{name}.csv names no fact that the text must state")
        if silent := [row["fact"] for row in rows if not _spellings(row)]:
            raise BrokenTask(f"{shown}expected/{name}.csv: the fact '{silent[0]}' has no spelling")


def _spellings(row: Row) -> tuple[str, ...]:
    found = (spelling.strip() for spelling in row["spellings"].split(_ALTERNATIVE))
    return tuple(spelling for spelling in found if spelling)


def _model_text(rows: Sequence[Row]) -> str:
    """Write a text that states all facts and nothing else."""
    return " ".join(f"{row['fact']}: {_spellings(row)[0]}." for row in rows if row["says"] == "must")
