"""Marks answers to a task that is data only, by the checks that its task.toml names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from tasks_bank.checks.compare import Comparison, by_key, compare_rows, key_of
from tasks_bank.checks.mentions import mentions_check
from tasks_bank.checks.rows import rows_check
from tasks_bank.checks.sheet import Sheet
from tasks_bank.checks.totals import Sums, add_up, totals_check
from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.grade import Check
from tasks_bank.own.dealing import facts_of
from tasks_bank.own.spec import EscalationsCheck, MentionsCheck, OwnSpec, RowsCheck, TotalsCheck
from tasks_bank.reading.values import amount, code, day


def checks_of(spec: OwnSpec) -> Callable[[Sheet], Sequence[Check]]:
    """Return what marks an open answer."""
    return lambda sheet: _Marker(spec, sheet).checks()


@dataclass(frozen=True, slots=True)
class _Marker:
    """The checks of one task beside one answer."""

    spec: OwnSpec
    sheet: Sheet

    def checks(self) -> Sequence[Check]:
        """Mark every check; what is earned beside the main table is in proportion to the work done on it."""
        compared = {check.table: self._compared(check) for check in self.spec.rows_checks}
        main = next(iter(compared.values()), None)
        done = main.recall * main.precision if main else 1.0
        found: list[Check] = []
        for check in self.spec.check:
            if isinstance(check, RowsCheck):
                found.append(rows_check(check.table, check.marks, compared[check.table], done))
            elif isinstance(check, TotalsCheck):
                found.append(self._totals(check))
            elif isinstance(check, MentionsCheck):
                found.append(self._mentions(check, done))
            else:
                found.append(self._escalations(check, main, done))
        return found

    def _compared(self, check: RowsCheck) -> Comparison:
        asked = self.sheet.asked[check.table]
        expected = self.sheet.case.truth.tables[check.table]
        found = _brought_near(asked, expected, self.sheet.rows(check.table), check.tolerance)
        return compare_rows(asked, expected, found, weights_of(check, asked))

    def _totals(self, check: TotalsCheck) -> Check:
        true = _sums(self.sheet.case.truth.tables[check.table], check)
        stated = [
            (group, _near(true.get(group), sum_, check.tolerance))
            for group, sum_ in _grouped(self.sheet.rows(check.table), check)
        ]
        replayed = {
            group: _near(true.get(group), sum_, check.tolerance) or Decimal(0)
            for group, sum_ in self._added_up(check).items()
        }
        return totals_check(check.table, check.marks, true, stated, replayed)

    def _added_up(self, check: TotalsCheck) -> Sums:
        """Add up the answer's own lines; lines that it states in two ways are left out."""
        rows = by_key(self.sheet.asked[check.lines], self.sheet.rows(check.lines))
        once = {str(place): same[0] for place, same in enumerate(rows.values()) if len(same) == 1}
        amounts = {line: amount(row.get(check.amount, "")) for line, row in once.items()}
        groups = {line: code(row.get(check.group, "")) for line, row in once.items()}
        return add_up(groups, {line: each for line, each in amounts.items() if each is not None})

    def _mentions(self, check: MentionsCheck, done: float) -> Check:
        must, never = facts_of(self.sheet.case.truth.facts[check.text])
        return mentions_check(check.text, check.marks, self.sheet.text(check.text), must, never=never, diligence=done)

    def _escalations(self, check: EscalationsCheck, main: Comparison | None, done: float) -> Check:
        settled = {" ".join(key): key in main.wholly_right for key in main.shares} if main else {}
        return self.sheet.escalations(check.marks, settled, done)


def weights_of(check: RowsCheck, asked: Deliverable) -> Mapping[str, float]:
    """Return what each column is worth, adding up to 1; nothing where the key is all there is to get right."""
    weights = check.weights or {
        column.name: 1.0 for column in asked.columns if column.name not in asked.key and column.type != "prose"
    }
    whole = sum(weights.values())
    return {name: worth / whole for name, worth in weights.items()}


def totals_add_up(check: TotalsCheck, tables: Mapping[str, Sequence[Row]]) -> str:
    """Return the first group whose expected total is not what the expected lines add up to; empty when all are."""
    true = _sums(tables[check.table], check)
    lines: dict[str, Decimal] = {}
    for group, each in _grouped(tables[check.lines], check):
        lines[group] = lines.get(group, Decimal(0)) + (each or Decimal(0))
    off = [
        group for group, total in true.items() if abs(total - lines.get(group, Decimal(0))) > _exact(check.tolerance)
    ]
    return off[0] if off else ""


def _grouped(rows: Sequence[Row], check: TotalsCheck) -> list[tuple[str, Decimal | None]]:
    return [(code(row.get(check.group, "")), amount(row.get(check.amount, ""))) for row in rows]


def _sums(rows: Sequence[Row], check: TotalsCheck) -> dict[str, Decimal]:
    return {group: total or Decimal(0) for group, total in _grouped(rows, check)}


def _near(true: Decimal | None, given: Decimal | None, tolerance: float) -> Decimal | None:
    """Return the true amount where the given one is near enough, else the given one."""
    if true is None or given is None or abs(true - given) > _exact(tolerance):
        return given
    return true


def _exact(tolerance: float) -> Decimal:
    """Return the tolerance as it was written: 0.1 is not a hair more than a tenth."""
    return Decimal(str(tolerance))


def _brought_near(
    asked: Deliverable, expected: Sequence[Row], found: Sequence[Row], tolerance: Mapping[str, float]
) -> Sequence[Row]:
    """Put the expected cell in place of each that is near enough to it."""
    if not tolerance:
        return found
    wanted = {key_of(asked, row): row for row in expected}
    columns = [column for column in asked.columns if column.name in tolerance]
    return [_row_near(row, wanted.get(key_of(asked, row)), columns, tolerance) for row in found]


def _row_near(row: Row, wanted: Row | None, columns: Sequence[Column], tolerance: Mapping[str, float]) -> Row:
    if wanted is None:
        return row
    near = {
        column.name: wanted[column.name]
        for column in columns
        if column.name in row and _is_near(column, wanted[column.name], row[column.name], tolerance[column.name])
    }
    return row | near


def _is_near(column: Column, wanted: str, given: str, tolerance: float) -> bool:
    if column.type == "amount":
        true, said = amount(wanted), amount(given)
        return true is not None and said is not None and abs(true - said) <= _exact(tolerance)
    then, when = day(wanted), day(given)
    return then is not None and when is not None and abs(then - when) <= timedelta(days=tolerance)
