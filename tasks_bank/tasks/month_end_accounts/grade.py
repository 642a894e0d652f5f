"""Marks a closed month: journals 40, balance 5, control accounts 15, anomalies 15, summary 10, escalations 15."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.compare import Comparison, compare_rows, key_of
from tasks_bank.checks.mentions import Fact, mentions_check
from tasks_bank.checks.rows import bounded, rows_check
from tasks_bank.checks.sheet import Sheet, mark
from tasks_bank.deliverable import Column, Deliverable, Row
from tasks_bank.grade import Check, Grade
from tasks_bank.reading.values import amount
from tasks_bank.tasks.month_end_accounts.figures import figures_of, spellings
from tasks_bank.world.accounts import account_code

JOURNAL_WEIGHTS = {"debit less credit": 0.75, "reason": 0.25}
CONTROL_WEIGHTS = {"ledger_balance": 0.2, "expected_balance": 0.5, "difference": 0.3}
_NET = "debit less credit"


def grade(case: Case, answer: Answer) -> Grade:
    """Mark one answer."""
    return mark(case, answer, _checks)


def _checks(sheet: Sheet) -> Sequence[Check]:
    truth = sheet.case.truth
    asked = _netted_form(sheet.asked["journals"])
    rows = [_netted(row) for row in sheet.rows("journals")]
    journals = compare_rows(asked, [_netted(row) for row in truth.tables["journals"]], rows, JOURNAL_WEIGHTS)
    done = journals.recall * journals.precision
    return (
        rows_check("journals", 40, journals),
        _balance_check(asked, rows, done),
        rows_check("control_accounts", 15, _controls(sheet)),
        rows_check("anomalies", 15, sheet.compared("anomalies", {}), done),
        _summary_check(sheet, rows),
        sheet.escalations(15, _settled(journals), done),
    )


def _netted_form(asked: Deliverable) -> Deliverable:
    """Return the form in which journals are compared: one signed amount instead of two sides."""
    kept = [column for column in asked.columns if column.name not in {"debit", "credit"}]
    return replace(asked, columns=(*kept, Column(_NET, "amount")))


def _netted(row: Row) -> Row:
    """Return a row with its account as the chart writes it, and debit less credit; an empty side is nought."""
    sides = [amount(row.get(name) or "0") for name in ("debit", "credit")]
    debit, credit = sides
    net = "" if debit is None or credit is None else f"{debit - credit:.2f}"
    return row | {"account": account_code(row.get("account", "")), _NET: net}


def _balance_check(asked: Deliverable, rows: Sequence[Row], done: float) -> Check:
    """Mark whether the debits and credits of each journal are equal, in proportion to the journals' worth."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[key_of(asked, row)[0]] += amount(row[_NET]) or Decimal(0)
    uneven = [f"{ref}: debits exceed credits by {total:.2f}" for ref, total in sums.items() if total]
    share = 1 - len(uneven) / len(sums) if sums else 0.0
    why = f"{len(sums) - len(uneven)} of {len(sums)} journals balance; {done:.0%} of the journals' work was done"
    return Check("balance", 5 * share * done, 5, why, details=bounded(uneven))


def _controls(sheet: Sheet) -> Comparison:
    """Compare the control accounts; a difference that is not the row's own ledger less expected balance is wrong."""
    rows = []
    for row in sheet.rows("control_accounts"):
        cells = [amount(row.get(name, "")) for name in ("ledger_balance", "expected_balance", "difference")]
        ledger, expected, difference = cells
        follows = None not in cells and (ledger or Decimal(0)) - (expected or Decimal(0)) == difference
        changed = {} if follows else {"difference": "does not follow from the row"}
        rows.append(row | changed | {"account": account_code(row.get("account", ""))})
    asked, true = sheet.asked["control_accounts"], sheet.case.truth.tables["control_accounts"]
    return compare_rows(asked, true, rows, CONTROL_WEIGHTS)


def _summary_check(sheet: Sheet, rows: Sequence[Row]) -> Check:
    """Mark the figures that the summary states, in proportion to those that the answer's own journals bear out."""
    facts = sheet.case.truth.facts
    true = {row["figure"]: Decimal(row["amount"]) for row in facts["figures"]}
    last = Decimal(facts["last_month"][0]["amount"])
    before = figures_of({row["account"]: Decimal(row["amount"]) for row in facts["balances"]})
    after = _replayed({row["account"]: Decimal(row["amount"]) for row in facts["balances"]}, rows)
    borne_out = sum(after[name] == amount for name, amount in true.items()) / len(true)
    wanted = [Fact(f"{name} after the journals", spellings(amount)) for name, amount in true.items()]
    wanted.append(Fact("last month's profit", spellings(last)))
    right = {abs(amount) for amount in (*true.values(), last)}
    never = spellings(before["profit"])[:2] if abs(before["profit"]) not in right else ()
    return mentions_check("summary", 10, sheet.text("summary"), wanted, never=never, diligence=borne_out)


def _replayed(balances: Mapping[str, Decimal], rows: Sequence[Row]) -> Mapping[str, Decimal]:
    """Return the figures as they come out with the answer's own journals."""
    sums = defaultdict(Decimal, balances)
    for row in rows:
        sums[row["account"]] += amount(row[_NET]) or Decimal(0)
    return figures_of(sums)


def _settled(journals: Comparison) -> Mapping[str, bool]:
    """Say of each journal that is wanted whether all its lines were right."""
    right: dict[str, bool] = {}
    for key in journals.shares:
        right[key[0]] = right.get(key[0], True) and key in journals.wholly_right
    return right
