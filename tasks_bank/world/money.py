"""Money in pounds and pence, and VAT as United Kingdom traders charge it. Decimals only: no float comes in."""

from decimal import ROUND_HALF_UP, Decimal

STANDARD_VAT = Decimal("0.20")
NO_VAT = Decimal(0)
PENNY = Decimal("0.01")

SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}


def to_pence(amount: Decimal) -> Decimal:
    """Round to whole pence, halves up, as invoices do."""
    return amount.quantize(PENNY, ROUND_HALF_UP)


def vat_on(net: Decimal, rate: Decimal) -> Decimal:
    """Return the VAT to add to a net amount."""
    return to_pence(net * rate)


def vat_within(gross: Decimal, rate: Decimal) -> Decimal:
    """Return the VAT that a gross amount holds: a sixth of it at 20 %."""
    return to_pence(gross * rate / (1 + rate))


def swap_digits(amount: Decimal, at: int) -> Decimal | None:
    """Swap two neighbouring digits, as a typist does; `at` counts from the left. None where it changes nothing."""
    digits = list(str(to_pence(amount)))
    left, right = digits[at : at + 2] if at + 2 <= len(digits) else ("", "")
    if not (left.isdigit() and right.isdigit()) or left == right or (at == 0 and right == "0"):
        return None
    digits[at], digits[at + 1] = right, left
    return Decimal("".join(digits))
