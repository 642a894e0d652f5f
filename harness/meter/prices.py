"""What tokens cost: a dated table that the user keeps, in US dollars per million tokens. Unknown stays unknown.

The table is ``$TOPRUNG_HOME/prices.toml``:

    as_of = 2026-11-22
    source = "the vendor's price page"
    [model."openai_compatible/NAME"]
    input_usd_per_mtok = 1.25
    output_usd_per_mtok = 10.0
    cache_read_usd_per_mtok = 0.125     # optional; the input price where it is missing
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harness.errors import BadPlan
from harness.messages import Evidence, Usage

_NANO_PER_USD = 1_000_000_000
_TOKENS_PER_MTOK = 1_000_000


class ModelPrice(BaseModel):
    """The prices of one model."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    input_usd_per_mtok: float = Field(ge=0)
    output_usd_per_mtok: float = Field(ge=0)
    cache_read_usd_per_mtok: float | None = Field(default=None, ge=0)

    def nano_usd(self, usage: Usage) -> int:
        """Return what the tokens cost, in nano-dollars, rounded to the nearest."""
        cached = self.input_usd_per_mtok if self.cache_read_usd_per_mtok is None else self.cache_read_usd_per_mtok
        usd = (
            (usage.input + usage.cache_write) * self.input_usd_per_mtok
            + usage.cache_read * cached
            + usage.output * self.output_usd_per_mtok
        ) / _TOKENS_PER_MTOK
        return round(usd * _NANO_PER_USD)


class _PriceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    as_of: date
    source: str
    model: dict[str, ModelPrice]


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices by model, with their name and date."""

    name: str = "none"
    models: Mapping[str, ModelPrice] = field(default_factory=dict)

    def nano_usd(self, model: str, evidence: Evidence, usage: Usage) -> int | None:
        """Return what the tokens cost, or None when nobody knows; a model on this machine costs 0."""
        if evidence != "real":
            return 0
        price = self.models.get(model)
        return None if price is None else price.nano_usd(usage)

    def knows(self, model: str, evidence: Evidence) -> bool:
        """Say whether the price of a model is known."""
        return evidence != "real" or model in self.models


def read_prices() -> PriceTable:
    """Read the user's table; an empty one when there is none. Raises BadPlan when it cannot be read."""
    home = os.environ.get("TOPRUNG_HOME")
    path = Path(home) / "prices.toml" if home else None
    if path is None or not path.is_file():
        return PriceTable()
    try:
        data = _PriceFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        wrong = "is missing" if first["type"] == "missing" else f"is {first['input']!r}: {first['msg']}"
        raise BadPlan(f"prices in {path}: '{where}' {wrong}") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPlan(f"cannot read the prices in {path}: {error}") from error
    return PriceTable(f"{path.name} as of {data.as_of}", data.model)
