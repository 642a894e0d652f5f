"""The public list. Figures by hand are from the vendors' price pages as the project's notes of 2026-11-22 have them."""

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from genai_prices import Usage as LibraryUsage
from genai_prices.data import providers
from genai_prices.types import ModelInfo
from genai_prices.types import Provider as Vendor

from harness.messages import Usage
from harness.meter.prices import PriceTable, read_prices
from harness.meter.prices.listed import listed
from harness.meter.prices.rates import nano

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MTOK = 1_000_000
OPUS = "anthropic/claude-opus-5-5"
HAIKU = "anthropic/claude-haiku-5-5"


@pytest.fixture(autouse=True)
def _no_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOPRUNG_HOME", raising=False)


def usd(model: str, usage: Usage, *, base_url: str | None = None, at: datetime = NOW) -> float | None:
    nano_usd = read_prices(base_url, at).nano_usd(model, "real", usage)
    return None if nano_usd is None else nano_usd / 1e9


@pytest.mark.parametrize(
    ("model", "sent", "back"),
    [
        (OPUS, 4, 20),
        ("anthropic/claude-opus-5", 5, 25),
        ("anthropic/claude-sonnet-5-5", 2, 10),
        ("anthropic/claude-fable-5-1", 10, 50),
        ("anthropic/claude-haiku-4-5-20251001", 1, 5),
        ("openai_compatible/gpt-5", 1.25, 10),
        ("openai_compatible/gpt-5-nano", 0.05, 0.40),
    ],
)
def test_a_million_tokens_cost_what_the_vendors_page_says(model: str, sent: float, back: float) -> None:
    # A thousand requests of a thousand tokens, so that no prompt is a long one.
    assert usd(model, Usage(input=1000)) == sent / 1000
    assert usd(model, Usage(output=1000)) == back / 1000


def test_each_kind_of_token_costs_its_own_price() -> None:
    # By hand, per million tokens: input 4, read 0.20, write 5 (1.25 x 4), write for an hour 8 (2 x 4), output 20:
    # 1000 x 4 + 2000 x 0.2 + 100 x 5 + 50 x 8 + 500 x 20 = 15300.
    usage = Usage(input=1000, cache_read=2000, cache_write=100, cache_write_1h=50, output=500, reasoning=400)
    assert read_prices(at=NOW).nano_usd(OPUS, "real", usage) == 15_300_000


def test_a_prompt_of_more_than_100_000_tokens_costs_the_second_band_for_all_of_its_tokens() -> None:
    # Haiku 5.5: 0.10 in and 0.50 out, 0.50 and 2.50 for prompts above 100k tokens.
    assert usd(HAIKU, Usage(input=100_000, output=1000)) == 0.0105
    assert usd(HAIKU, Usage(input=100_001, output=0)) == 0.0500005
    assert usd(HAIKU, Usage(output=200_000)) == 0.1


def test_tokens_from_and_to_a_cache_make_a_prompt_long_too() -> None:
    # 60,000 x 0.50 + 40,000 x 0.05 + 1 x 1.00, all of the second band, as 100,001 tokens were sent.
    usage = Usage(input=60_000, cache_read=40_000, cache_write_1h=1)
    assert usd(HAIKU, usage) == 0.032001


def test_a_price_that_has_changed_is_that_of_the_day() -> None:
    # Sonnet 4.6 above 200k tokens: 6 until 2026-03-12, no second band since.
    prompt, model = Usage(input=300_000), "anthropic/claude-sonnet-4-6"
    assert usd(model, prompt, at=datetime(2026, 3, 12, 23, 59, tzinfo=UTC)) == 1.8
    assert usd(model, prompt, at=datetime(2026, 3, 13, tzinfo=UTC)) == 0.9


@pytest.mark.parametrize(
    "model",
    [
        "anthropic/claude-mythos-5-1",  # the list does not have it
        "anthropic/",
        "anthropic",
        "claude-opus-5-5",
        "nobody/claude-opus-5-5",
        "openai_compatible/text-embedding-3-small",  # a price for what goes in alone
    ],
)
def test_what_the_list_does_not_have_is_unknown(model: str) -> None:
    assert usd(model, Usage(input=1)) is None
    assert not read_prices().knows(model, "real")


@pytest.mark.parametrize(
    "base_url",
    ["http://127.0.0.1:8080/v1", "https://llm.example.org/v1", "https://api.openai.com.example.org/v1", "x"],
)
def test_at_an_address_that_is_no_vendors_a_models_name_proves_nothing(base_url: str) -> None:
    assert usd("openai_compatible/gpt-5", Usage(input=1), base_url=base_url) is None
    assert usd(OPUS, Usage(input=1), base_url=base_url) is None


@pytest.mark.parametrize(
    ("model", "base_url", "sent"),
    [
        ("openai_compatible/gpt-5", "https://api.openai.com/v1", 1.25),
        ("openai_compatible/gpt-5", "https://API.OpenAI.com:443/v1", 1.25),
        ("openai_compatible/gpt-5", "https://company.openai.azure.com/openai/v1/", 1.25),
        ("openai_compatible/claude-opus-5-5", "https://company.services.ai.azure.com/models", 4),
        (OPUS, "https://api.anthropic.com", 4),
    ],
)
def test_a_vendor_is_known_by_its_address(model: str, base_url: str, sent: float) -> None:
    assert usd(model, Usage(input=1000), base_url=base_url) == sent / 1000


def test_a_vendor_does_not_sell_at_its_address_what_another_sells() -> None:
    assert usd("openai_compatible/claude-opus-5-5", Usage(input=1), base_url="https://api.openai.com/v1") is None


def test_what_keeping_a_prompt_for_an_hour_costs_is_unknown_where_nobody_says() -> None:
    at_openai = "https://api.openai.com/v1"
    assert usd("openai_compatible/gpt-5", Usage(cache_write=1000), base_url=at_openai) == 0.00125
    assert usd("openai_compatible/gpt-5", Usage(cache_write_1h=1), base_url=at_openai) is None


def models() -> list[tuple[Vendor, ModelInfo]]:
    return [(vendor, model) for vendor in providers for model in vendor.models]


def rounded(price: Any) -> int:  # noqa: ANN401 - the library's number
    return nano(Decimal(price))


def test_every_model_of_the_list_costs_what_the_library_says() -> None:
    """The library's own sum is the second method; it rounds nothing, and some of its figures have 17 digits."""
    usages = [
        Usage(input=1234, cache_read=5678, cache_write=910, cache_write_1h=11, output=1213, reasoning=141),
        Usage(input=99_000, cache_read=1_000, output=1),
        Usage(input=1_500_000, cache_read=7, output=3),
        Usage(output=1),
    ]
    priced = 0
    for vendor, model in models():
        prices = listed(f"{vendor.id}/{model.id}", None, NOW)
        if prices is None or vendor.find_model(model.id, all_providers=providers) is not model:
            continue
        priced += 1
        known = model.get_prices(NOW)
        for usage in usages:
            if vendor.id == "anthropic" and known.cache_read_mtok is None and usage.cache_read:
                continue  # the library takes no account of the vendor's rule
            ours, theirs = (
                prices.nano_usd(usage),
                model.calc_price(
                    LibraryUsage(
                        input_tokens=usage.sent,
                        cache_read_tokens=usage.cache_read,
                        cache_write_tokens=usage.cache_write + usage.cache_write_1h,
                        cache_write_1h_tokens=usage.cache_write_1h,
                        output_tokens=usage.output,
                        output_reasoning_tokens=usage.reasoning,
                    ),
                    vendor,
                    genai_request_timestamp=NOW,
                ),
            )
            if usage.cache_write_1h and known.cache_write_1h_mtok is None:
                assert ours is None
            else:
                assert ours is not None
                assert abs(ours - rounded(theirs.total_price)) <= 1, (vendor.id, model.id, usage)
    assert priced > 1500


def test_the_library_is_not_loaded_before_a_real_models_price_is_asked_for() -> None:
    program = (
        "import sys; from harness.messages import Usage; from harness.meter.prices import read_prices\n"
        "table = read_prices(); print(table.name); table.nano_usd('local', 'embedded', Usage(input=1))\n"
        "assert not [name for name in sys.modules if name.startswith('genai_prices')]\n"
        "table.knows('anthropic/claude-opus-5-5', 'real'); assert 'genai_prices' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_a_model_is_looked_up_once() -> None:
    asked: list[str] = []
    table = PriceTable("p", lists=asked.append)
    for _ in range(3):
        assert table.nano_usd("a/b", "real", Usage(input=1)) is None
        assert not table.knows("a/b", "real")
    assert asked == ["a/b"]
