"""Public list prices, from `genai-prices`: its data come with the package, and nothing is fetched.

The only file that knows the library, which is imported when the first price is asked for.
"""

import re
from datetime import datetime
from decimal import Decimal
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from harness.meter.prices.rates import Banded, CacheRule, Prices, Rates
from harness.meter.prices.vendors import cache_rule, vendor_of

if TYPE_CHECKING:
    from genai_prices.types import ModelPrice, Provider

_KEYS = (
    "input_mtok",
    "output_mtok",
    "output_reasoning_mtok",
    "cache_read_mtok",
    "cache_write_mtok",
    "cache_write_1h_mtok",
    "requests_kcount",
)
"""What text in and text out may cost. Prices for sound, pictures and searches do not touch us."""
_REQUESTS_PER_KCOUNT = 1000


def library() -> str:
    """Name the library with its version."""
    return f"genai-prices {version('genai-prices')}"


def listed(model: str, base_url: str | None, at: datetime) -> Banded | None:
    """Return the list price of ``provider/name`` at an instant, or None where there is none.

    A service is known by its address alone: at an address that is no vendor's, a model's name proves nothing. Without
    an address it is the provider's own vendor. Standard prices: rebates for batches or slower service are not seen.
    """
    if base_url and _is_nobodys(base_url):
        return None
    from genai_prices.data import providers  # noqa: PLC0415 - a third of a second, and most runs ask for no price

    name, _, wanted = model.partition("/")
    own = vendor_of(name)
    service = next((one for one in providers if (_is_at(one, base_url) if base_url else one.id == own)), None)
    found = service.find_model(wanted, all_providers=providers) if service else None
    if service is None or found is None:
        return None
    return _banded(found.get_prices(at), cache_rule(service.id))


def _is_nobodys(base_url: str) -> bool:
    """Say whether an address can be no vendor's: a number, or a name without a domain, such as ``localhost``."""
    host = urlsplit(base_url).hostname or ""
    return ":" in host or "." not in host or host.replace(".", "").isdigit()


def _is_at(service: "Provider", base_url: str) -> bool:
    """Say whether an address is a vendor's: the library's pattern has to end where a part of the address ends."""
    match = re.match(service.api_pattern, base_url, re.IGNORECASE)
    if match is None:
        return False
    return match.group().endswith((".", "/")) or base_url[match.end() :][:1] in {"", "/", ":"}


def _banded(prices: "ModelPrice", rule: CacheRule | None) -> Banded | None:
    """Return the rates of each band, or None for what cannot be priced by the tokens that our meter tells apart."""
    if prices.input_mtok is None or prices.output_mtok is None or prices.output_citation_mtok is not None:
        return None
    starts = {tier.start for key in _KEYS for tier in getattr(getattr(prices, key), "tiers", ())}
    bands = [(start, Rates.of(_prices(prices, start + 1), rule)) for start in sorted(starts, reverse=True)]
    return Banded(Rates.of(_prices(prices, 0), rule), tuple(bands))


def _prices(prices: "ModelPrice", sent: int) -> Prices:
    """Return the prices for a prompt of so many tokens."""
    usd = {key: _price(prices, key, sent) for key in _KEYS}
    per_kcount = usd["requests_kcount"]
    return Prices(
        input=usd["input_mtok"] or Decimal(0),
        output=usd["output_mtok"] or Decimal(0),
        reasoning=usd["output_reasoning_mtok"],
        cache_read=usd["cache_read_mtok"],
        cache_write=usd["cache_write_mtok"],
        cache_write_1h=usd["cache_write_1h_mtok"],
        request_usd=None if per_kcount is None else per_kcount / _REQUESTS_PER_KCOUNT,
    )


def _price(prices: "ModelPrice", key: str, sent: int) -> Decimal | None:
    """Return one price, from the highest tier that the prompt is longer than."""
    price = getattr(prices, key)
    if price is None or isinstance(price, Decimal):
        return price
    found: Decimal = price.base
    for tier in price.tiers:
        if sent > tier.start:
            found = tier.price
    return found
