"""What tokens cost: a dated table of list prices, and the user's own, which win. Unknown stays unknown, never 0.

`table` is the way in; `listed` is the only file that knows the price library, `own` the only one that knows the user's
file, `vendors.toml` holds what neither says. No totals: a price is that of one request.
"""

from harness.meter.prices.own import ModelPrice
from harness.meter.prices.table import PriceTable, read_prices

__all__ = ["ModelPrice", "PriceTable", "read_prices"]
