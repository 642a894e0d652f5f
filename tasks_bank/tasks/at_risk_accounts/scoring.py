"""The risk rules as code: what an account scores, on which rows that rests, what is struck out, what to do next.

Every rule can be read with care or at the papers' word: the second is what somebody does who notices nothing planted
and believes the lesser source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tasks_bank.deliverable import Row
from tasks_bank.tasks.at_risk_accounts.records import Account, Review
from tasks_bank.world.month import Month

AT_RISK, HIGH_RISK = 30, 60
SLIGHT_POINTS, STEEP_POINTS = 20, 40
TICKET_POINTS, MOST_TICKET_POINTS = 15, 30
CONTRACT_POINTS, GONE_POINTS, COMPARES_POINTS, THREAT_POINTS = 20, 20, 25, 30
MANY_TICKETS = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of risk that counts."""

    code: str
    """``fall``, ``tickets``, ``contract``, ``gone``, ``compares`` or ``threatens``."""
    points: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules make of one account."""

    account: Account
    signs: tuple[Sign, ...]

    @property
    def score(self) -> int:
        """The points together."""
        return sum(sign.points for sign in self.signs)

    @property
    def is_high(self) -> bool:
        """True in the upper band."""
        return self.score >= HIGH_RISK

    @property
    def next_action(self) -> str:
        """The first action of the rules whose sign is there."""
        codes = {sign.code for sign in self.signs}
        tickets = sum(len(sign.evidence) for sign in self.signs if sign.code == "tickets")
        steps = {
            "hold": "threatens" in codes,
            "find_contact": "gone" in codes,
            "meet": "compares" in codes,
            "service_review": tickets >= MANY_TICKETS,
            "renewal_offer": "contract" in codes,
        }
        return next((step for step, applies in steps.items() if applies), "call")


def at_risk(review: Review, *, careful: bool = True) -> list[Finding]:
    """Return the accounts at risk, the first in rank first."""
    counted = [each for each in review.accounts if not (careful and each.merged_into)]
    found = [Finding(account, signs_of(review, account, careful=careful)) for account in counted]
    risky = [each for each in found if each.score >= AT_RISK]
    return sorted(risky, key=lambda each: (-each.score, -each.account.customer.monthly_pounds, each.account.ref))


def rows_at_risk(found: Sequence[Finding]) -> tuple[Row, ...]:
    """Write findings as rows of the deliverable."""
    return tuple(
        {
            "rank": str(rank),
            "account": each.account.ref,
            "score": str(each.score),
            "band": "high" if each.is_high else "medium",
            "evidence": "+".join(ref for sign in each.signs for ref in sign.evidence),
            "next_action": each.next_action,
        }
        for rank, each in enumerate(found, start=1)
    )


def signs_of(review: Review, account: Account, *, careful: bool) -> tuple[Sign, ...]:
    """Return the signs of risk that count for an account."""
    signs = [_fall(review, account, careful=careful), _tickets(account, careful=careful)]
    signs.append(_contract(review, account, careful=careful))
    if careful:
        signs += [
            Sign(code, points, (message,))
            for code, points, message in (
                ("gone", GONE_POINTS, account.gone),
                ("compares", COMPARES_POINTS, account.compares),
                ("threatens", THREAT_POINTS, account.threatens),
            )
            if message
        ]
    return tuple(sign for sign in signs if sign is not None)


def struck_out(review: Review) -> list[tuple[str, str]]:
    """Return the accounts whose signs do not count, each with the reason, in order."""
    found = []
    for account in review.accounts:
        if account.merged_into:
            found.append((account.ref, "merged_account"))
        elif _fall(review, account, careful=False) and not _fall(review, account, careful=True):
            found.append((account.ref, "seasonal_dip" if is_seasonal(review, account) else "one_off_order"))
        if account.renewed:
            found.append((account.ref, "renewal_signed"))
    return sorted(found)


def is_seasonal(review: Review, account: Account) -> bool:
    """Say whether sales fell in the same months of last year too."""
    return _per_cent(Decimal(account.last_year[0]), Decimal(account.last_year[-1])) >= review.policy.slight_fall


def fall_of(review: Review, account: Account, *, careful: bool = True) -> Decimal:
    """Return the fall from the first to the last month in per cent; negative where sales rose."""
    accounts = [account]
    if careful:
        accounts += [each for each in review.accounts if each.merged_into is account]
    first, last = (_sales(accounts, month, careful=careful) for month in (review.months[0], review.months[-1]))
    return _per_cent(first, last)


def _per_cent(first: Decimal, last: Decimal) -> Decimal:
    return (first - last) / first * 100 if first else Decimal(0)


def _sales(accounts: Sequence[Account], month: Month, *, careful: bool) -> Decimal:
    invoices = [invoice for account in accounts for invoice in account.invoices if invoice.dated in month]
    return sum((i.amount for i in invoices if not (careful and i.kind == "project")), Decimal(0))


def _fall(review: Review, account: Account, *, careful: bool) -> Sign | None:
    fall = fall_of(review, account, careful=careful)
    if fall < review.policy.slight_fall or (careful and (account.merged_into or is_seasonal(review, account))):
        return None
    points = STEEP_POINTS if fall >= review.policy.steep_fall else SLIGHT_POINTS
    last = [i for i in account.invoices if i.dated in review.months[-1]]
    return Sign("fall", points, tuple(i.ref for i in last if not (careful and i.kind == "project")))


def _tickets(account: Account, *, careful: bool) -> Sign | None:
    told = set() if careful else account.said_closed
    refs = tuple(ticket.ref for ticket in account.tickets if ticket.counts and ticket.ref not in told)
    points = min(TICKET_POINTS * len(refs), MOST_TICKET_POINTS)
    return Sign("tickets", points, refs) if refs else None


def _contract(review: Review, account: Account, *, careful: bool) -> Sign | None:
    end = account.registered_end if careful else account.crm_end
    if end > review.window_end or (careful and account.renewed):
        return None
    return Sign("contract", CONTRACT_POINTS, (account.contract,))
