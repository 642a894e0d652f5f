"""What charts about money are given: plain rows, in pounds, made from the same numbers as the table beside them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MoneyMonth:
    """The money of one month."""

    label: str
    """``Dec 2026``."""
    left: float | None
    """In an account at its end; None where there is no account."""
    funded: float
    """Paid out of the account, or by the government."""
    own: float
    """Paid by the employer beside it."""
