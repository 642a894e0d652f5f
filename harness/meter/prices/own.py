"""The user's own prices: ``$TOPRUNG_HOME/prices.toml``, described in ``docs/commands.md``. They win over every list.

Prices in another currency are turned into dollars here, at the rate that the user entered.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from harness.errors import BadPlan
from harness.meter.prices.rates import Banded, Prices, Rates
from harness.meter.prices.vendors import cache_rule, vendor_of

_PRICE = re.compile(r"((?:in|out)put|cache_(?:read|write|write_1h))_([a-z]{3})_per_mtok")
_DIGITS_KEPT = Decimal("1e-9")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class BandPrice(_Strict):
    """Prices by kind of token."""

    input_usd_per_mtok: Decimal = Field(ge=0)
    output_usd_per_mtok: Decimal = Field(ge=0)
    cache_read_usd_per_mtok: Decimal | None = Field(default=None, ge=0)
    cache_write_usd_per_mtok: Decimal | None = Field(default=None, ge=0)
    cache_write_1h_usd_per_mtok: Decimal | None = Field(default=None, ge=0)

    def prices(self) -> Prices:
        """Return them without their file's manners."""
        return Prices(
            self.input_usd_per_mtok,
            self.output_usd_per_mtok,
            cache_read=self.cache_read_usd_per_mtok,
            cache_write=self.cache_write_usd_per_mtok,
            cache_write_1h=self.cache_write_1h_usd_per_mtok,
        )


class LongPrice(BandPrice):
    """Prices of long prompts."""

    prompt_tokens: int = Field(gt=0)
    """A prompt of more tokens costs these prices."""


class ModelPrice(BandPrice):
    """The prices of one model, as the user entered them."""

    starts: date | None = None
    """The first day on which they count."""
    ends: date | None = None
    """The first day on which they no longer count."""
    above: tuple[LongPrice, ...] = ()

    @model_validator(mode="after")
    def _days_in_order(self) -> "ModelPrice":
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValueError(f"they end on {self.ends}, which is not after {self.starts}, when they start")
        return self

    def counts_on(self, day: date) -> bool:
        """Say whether these prices count on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day < self.ends)

    def banded(self, model: str) -> Banded:
        """Return the rates of ``provider/name``; the vendor's rule on caches says what the user does not."""
        rule = cache_rule(vendor_of(model.partition("/")[0]))
        longest_first = sorted(self.above, key=lambda band: -band.prompt_tokens)
        bands = tuple((band.prompt_tokens, Rates.of(band.prices(), rule)) for band in longest_first)
        return Banded(Rates.of(self.prices(), rule), bands)


class _Currency(_Strict):
    usd: Decimal = Field(gt=0)
    at: date


class _PriceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    as_of: date
    source: str
    model: dict[str, Any] = Field(default_factory=dict)
    currency: dict[str, _Currency] = Field(default_factory=dict)


def read_own(path: Path, day: date) -> tuple[str, Mapping[str, ModelPrice]]:
    """Return the name of the user's table and its prices on a day. Raises BadPlan when it cannot be read."""
    try:
        data = path.read_bytes()
        found = tomllib.loads(data.decode("utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPlan(f"cannot read the prices in {path}: {error}") from error
    where = ""
    try:
        file = _PriceFile.model_validate(found)
        prices: dict[str, ModelPrice] = {}
        for model, entries in file.model.items():
            where = f"model.{model}"
            # One table, or several under the same name for different days.
            for entry in entries if isinstance(entries, list) else [entries]:
                price = ModelPrice.model_validate(_in_dollars(entry, file.currency, where, path))
                if price.counts_on(day):
                    prices[model] = price
    except ValidationError as error:
        raise BadPlan(f"prices in {path}: {_said(error, where)}") from error
    return f"{path.name}#{sha256(data).hexdigest()[:8]}", prices


def _in_dollars(entry: Any, rates: Mapping[str, _Currency], where: str, path: Path) -> Any:  # noqa: ANN401 - any TOML
    """Return an entry with the prices that are in another currency in dollars."""
    if isinstance(entry, list):
        return [_in_dollars(one, rates, where, path) for one in entry]
    if not isinstance(entry, dict):
        return entry
    return dict(_converted(entry, rates, where, path))


def _converted(
    entry: Mapping[str, Any], rates: Mapping[str, _Currency], where: str, path: Path
) -> Iterator[tuple[str, Any]]:
    for key, value in entry.items():
        named = _PRICE.fullmatch(key)
        if named is None or named[2] == "usd" or not isinstance(value, int | Decimal):
            yield key, _in_dollars(value, rates, where, path)
            continue
        if named[2] not in rates:
            raise BadPlan(
                f"prices in {path}: '{where}.{key}' is in {named[2].upper()}; say what it is worth: "
                f"[currency.{named[2]}] with usd = ... and at = the day of the rate"
            )
        yield f"{named[1]}_usd_per_mtok", (value * rates[named[2]].usd).quantize(_DIGITS_KEPT)


def _said(error: ValidationError, where: str) -> str:
    """Say the first mistake with its place and its value."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in (where, *first["loc"]) if part != "")
    if first["type"] == "missing":
        return f"'{place}' is missing"
    said = first["msg"].removeprefix("Value error, ")
    if first["type"] == "value_error":
        return f"'{place}': {said}"
    value = str(first["input"]) if isinstance(first["input"], Decimal) else repr(first["input"])
    return f"'{place}' is {value}: {said}"
