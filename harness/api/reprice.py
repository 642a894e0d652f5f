"""Prices a run's calls again, by the prices of another day or of another model. Nothing stored is overwritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from harness.errors import BadPlan
from harness.messages import Evidence
from harness.meter.prices import PriceTable, read_prices
from harness.plan.benchmark import SILENT, Plan
from harness.store.amending.repricing import PricedCall
from harness.store.ledger import Ledger, open_ledger

_NOON = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Money:
    """What some calls cost, twice."""

    calls: int
    """Calls that ended."""
    nano_usd: int | None
    """What they cost when they were made; None when any price is unknown."""
    unknown: int
    """Calls without a known price when they were made."""
    nano_usd_again: int | None
    """What they cost by the other prices; None when any price is unknown."""
    unknown_again: int


@dataclass(frozen=True, slots=True)
class Repriced:
    """A run's money, as it was and as priced again."""

    run_id: str
    model: str
    price_tables: tuple[str, ...]
    """The price tables that were used when the calls were made."""
    price_table_again: str
    price_as: str
    """The model whose prices were assumed; empty where each call's own model counts, and the prices are then kept."""
    kept: int
    """Calls whose new price was kept now; those that had it already are not kept twice."""
    arms: dict[str, Money]
    """By row of the main table: the attempts that count."""
    elsewhere: Money
    """Attempts that never ended or were repeated."""
    calls_unknown: int
    """Calls whose end was never seen, so that their tokens are not known: they are not priced again."""


@dataclass(slots=True)
class _Account:
    """A running sum."""

    calls: int = 0
    was: int = 0
    unknown: int = 0
    again: int = 0
    unknown_again: int = 0

    def add(self, was: int | None, again: int | None) -> None:
        self.calls += 1
        self.was += was or 0
        self.unknown += was is None
        self.again += again or 0
        self.unknown_again += again is None

    def money(self) -> Money:
        return Money(
            calls=self.calls,
            nano_usd=None if self.unknown else self.was,
            unknown=self.unknown,
            nano_usd_again=None if self.unknown_again else self.again,
            unknown_again=self.unknown_again,
        )


@dataclass(slots=True)
class _Accounts:
    """The sums of a run."""

    arms: dict[str, _Account]
    elsewhere: _Account = field(default_factory=_Account)
    tables: set[str] = field(default_factory=set)
    kept: int = 0

    def add(self, calls: Iterable[PricedCall], again: Iterable[int | None]) -> None:
        for call, nano_usd in zip(calls, again, strict=True):
            account = self.arms[call.arm] if call.counts else self.elsewhere
            account.add(call.nano_usd, nano_usd)
            self.tables.add(call.price_table)


def reprice(ledger_url: str, run: str, day: date | None = None, price_as: str = "") -> Repriced:
    """Price every call of a run that ended by the prices of a day (None: today), and keep them beside the run's own.

    With `price_as`, another model's prices are assumed (``provider/name``, at its vendor's own address) and nothing is
    kept. Raises BadPlan when there is no such run, or no price for that model.
    """
    with open_ledger(ledger_url, must_exist=True) as ledger:
        record = ledger.run(run)
        plan = Plan.from_json(record.plan)
        at = datetime.combine(day or datetime.now(UTC).date(), _NOON)
        prices = read_prices(None if price_as else plan.base_url, at)
        if price_as and not prices.knows(price_as, "real"):
            raise BadPlan(
                f"no price is known for --price-as '{price_as}' ({prices.name}); name provider and model, such as "
                "anthropic/claude-opus-5-5, or put its price into $TOPRUNG_HOME/prices.toml"
            )
        accounts = _Accounts({arm.id: _Account() for arm in plan.arms})
        for calls in ledger.calls_to_price(record.id, prices.name):
            again = [_again(call, prices, plan.evidence, price_as) for call in calls]
            accounts.add(calls, again)
            if not price_as:
                accounts.kept += _keep(ledger, prices.name, calls, again)
        return Repriced(
            run_id=record.id,
            model=f"{plan.provider}/{plan.model}" if plan.model else plan.provider,
            price_tables=tuple(sorted(accounts.tables - {""})),
            price_table_again=prices.name,
            price_as=price_as,
            kept=accounts.kept,
            arms={arm: account.money() for arm, account in accounts.arms.items()},
            elsewhere=accounts.elsewhere.money(),
            calls_unknown=sum(call.start.model_asked != SILENT for call in ledger.unfinished(record.id)),
        )


def _again(call: PricedCall, prices: PriceTable, evidence: Evidence, price_as: str) -> int | None:
    """Return what a call costs by the other prices."""
    if call.model_asked == SILENT:
        return 0  # it reached nobody
    if not call.usage.total:
        return call.nano_usd  # turned away for nothing, or broken off, and nobody knows what for
    if price_as:
        return prices.nano_usd(price_as, "real", call.usage)
    return prices.nano_usd(call.model_asked, evidence, call.usage)


def _keep(ledger: Ledger, price_table: str, calls: Sequence[PricedCall], again: Sequence[int | None]) -> int:
    """Keep the prices that are not kept yet, and return how many they were."""
    new = [(call.number, nano_usd) for call, nano_usd in zip(calls, again, strict=True) if not call.is_kept]
    if new:
        ledger.keep_prices(price_table, new).result()
    return len(new)
