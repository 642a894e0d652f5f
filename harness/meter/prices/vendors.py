"""Reads ``vendors.toml``: which vendor a provider reaches by itself, and what a cache costs by the vendor's rule."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from harness.meter.prices.rates import CacheRule

_FILE = Path(__file__).with_name("vendors.toml")


@dataclass(frozen=True, slots=True)
class _Vendors:
    names: Mapping[str, str]
    rules: Mapping[str, CacheRule]


def vendor_of(provider: str) -> str:
    """Return the vendor that a provider reaches when it is given no address."""
    return _read().names.get(provider, provider)


def cache_rule(vendor: str) -> CacheRule | None:
    """Return a vendor's rule on what a cache costs."""
    return _read().rules.get(vendor)


@cache
def _read() -> _Vendors:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    rules = {
        vendor: CacheRule(
            rule["source"],
            rule["as_of"],
            Decimal(rule["cache_read"]),
            Decimal(rule["cache_write"]),
            Decimal(rule["cache_write_1h"]),
        )
        for vendor, rule in data["cache"].items()
    }
    return _Vendors(data["vendor"], rules)
