"""The figures of a month's accounts: income, costs and profit, from the balances of the accounts."""

from collections.abc import Mapping
from decimal import Decimal


def figures_of(balances: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Return income (accounts that begin with 4), costs (with 5 to 8) and profit; a debit balance is positive."""
    income = -sum((amount for account, amount in balances.items() if account.startswith("4")), Decimal(0))
    costs = sum((amount for account, amount in balances.items() if account[:1] in {"5", "6", "7", "8"}), Decimal(0))
    return {"income": income, "costs": costs, "profit": income - costs}


def spellings(amount: Decimal) -> tuple[str, ...]:
    """Return how people write an amount of pounds to the penny, without its sign."""
    return (f"{abs(amount):,.2f}", f"{abs(amount):.2f}", f"{abs(amount):,.2f}".replace(",", " "))


def summary_of(month: str, figures: Mapping[str, Decimal], last_profit: Decimal, anomalies: int) -> str:
    """Write a summary that a managing director could use."""
    pounds = {name: spellings(amount)[0] for name, amount in figures.items()}
    change = figures["profit"] - last_profit
    result = "profit" if figures["profit"] >= 0 else "loss"
    return (
        f"{month} closed with a {result} of £{pounds['profit']}: income of £{pounds['income']} less costs of "
        f"£{pounds['costs']}. Last month's result was £{spellings(last_profit)[0]}, so it is "
        f"{'better' if change >= 0 else 'worse'} by £{spellings(change)[0]}. Things in the books that were wrong or "
        f"open: {anomalies}; what I could settle is in the journals, what you have to decide in the escalations."
    )
