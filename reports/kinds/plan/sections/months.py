"""Money month by month: the levy account, or what falls due where there is none."""

from collections.abc import Sequence

from reports import words
from reports.data import Block, Cell, Chart, Column, Fact, Facts, Paragraph, Row, Section, Table
from reports.kinds.plan.rows import Account, Money, Month, Plan
from reports.kinds.plan.wording import POUNDS, month, pounds, rounded, rounded_cell
from reports.money_rows import MoneyMonth

TITLE = "Money month by month"


def build(plan: Plan) -> Section:
    """Tell of the account, or of what falls due, or why neither is there."""
    money = plan.money
    if money is None or not money.drawn:
        return Section("months", TITLE, (Paragraph(_why_not(plan)),))
    facts: tuple[Block, ...] = (_account(money.account, plan),) if money.account else ()
    chart = _of_account(money) if money.months else _of_what_falls_due(money.drawn)
    return Section("months", TITLE, (*facts, chart))


def _why_not(plan: Plan) -> str:
    if all(seats.cost_pence is None for seats in plan.seats):
        return "Nothing was typed in that money could be reckoned from: no levy account, and no seat with its price."
    if plan.pays_levy == "no":
        return "The employer's part is not known, so nothing is told by month."
    return "No levy account was typed in, so it cannot be told who pays in which month."


def _account(account: Account, plan: Plan) -> Facts:
    until = f", to {month(account.committed_until)}" if account.committed_until else ", with no end typed"
    expiring = words.listed([f"{pounds(pence)} by {month(when)}" for when, pence in account.expiring])
    return Facts(
        (
            Fact(f"In the levy account on {words.day(account.on)}", pounds(account.balance_pence)),
            Fact("Comes in", f"{pounds(account.inflow_pence)} a month"),
            Fact("Already committed", f"{pounds(account.committed_pence)} a month{until}"),
            Fact("Expires unless it is spent before", expiring or "nothing typed"),
            Fact("Typed in by", f"{plan.typed_by}, {words.day(plan.typed_on) if plan.typed_on else 'no date'}"),
        )
    )


def _of_account(money: Money) -> Chart:
    rows = money.months
    return Chart(
        "money_by_month",
        "The levy account, month by month",
        _sentence(rows),
        money.drawn,
        Table(
            "account-months",
            f"The levy account from {month(rows[0].month)} to {month(rows[-1].month)}",
            (
                Column("Month"),
                Column("Expired", POUNDS),
                Column("Came in", POUNDS),
                Column("Committed before", POUNDS),
                Column("Seats", POUNDS),
                Column("Out of the account", POUNDS),
                Column("The employer pays", POUNDS),
                Column("Left at the end", POUNDS),
            ),
            tuple(map(_row, rows)),
            note="To the pound. What expires is gone at the beginning of its month. The oldest money is spent first. "
            "What the account cannot pay is paid in part by the employer; the government pays the rest. What lies "
            "above a funding band is not in it: the employer pays that beside it.",
            stacks=True,
        ),
    )


def _sentence(rows: Sequence[Month]) -> str:
    short = [row for row in rows if row.spent < row.committed + row.cost]
    expired = sum(row.expired for row in rows)
    left = rounded(rows[-1].left) if rows[-1].left else "Nothing"
    said = [f"{left} is left at the end of {month(rows[-1].month)}."]
    if short:
        many = words.count(len(short), "month")
        said.append(
            f"In {many} the account cannot pay all that falls due, first in {month(short[0].month)}; the employer "
            f"pays {rounded(sum(row.employer_pays for row in rows))} of it in all."
        )
    else:
        said.append("In every month the account pays all that falls due.")
    said.append(f"{rounded(expired)} expires unspent." if expired else "Nothing expires.")
    return " ".join(said)


def _row(row: Month) -> Row:
    amounts = (row.expired, row.came_in, row.committed, row.cost, row.spent, row.employer_pays, row.left)
    return Row((Cell(month(row.month), day=row.month), *map(rounded_cell, amounts)))


def _of_what_falls_due(drawn: Sequence[MoneyMonth]) -> Chart:
    own, funded = (sum(getattr(row, name) for row in drawn) for name in ("own", "funded"))
    return Chart(
        "money_by_month",
        "What falls due, month by month",
        f"From {drawn[0].label} to {drawn[-1].label}, £{own + funded:,.0f} fall due; the employer pays at most "
        f"£{own:,.0f} of it.",
        drawn,
        Table(
            "due-months",
            f"What falls due from {drawn[0].label} to {drawn[-1].label}",
            (Column("Month"), Column("Paid by the government", POUNDS), Column("The employer pays, at most", POUNDS)),
            tuple(
                Row((Cell(row.label), Cell(f"{row.funded:,.0f}", row.funded), Cell(f"{row.own:,.0f}", row.own)))
                for row in drawn
            ),
            note="To the pound. The cost of a seat falls due evenly over its months. Where ages are not known, the "
            "employer's part is the larger one. What lies above a funding band is not in it.",
            stacks=True,
        ),
    )
