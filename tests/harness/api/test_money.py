"""What calls would have cost without a cache."""

from harness.api.money import cold_nano_usd
from harness.messages import Usage
from harness.meter.prices import ModelPrice, PriceTable

TABLE = PriceTable(
    "p@1",
    {
        "fake/m": ModelPrice(
            input_usd_per_mtok=2,
            output_usd_per_mtok=10,
            cache_read_usd_per_mtok="0.2",
            cache_write_usd_per_mtok="2.5",
            above=[{"prompt_tokens": 1000, "input_usd_per_mtok": 4, "output_usd_per_mtok": 20}],
        )
    },
)
SENT = Usage(input=10, cache_read=700, cache_write=200, cache_write_1h=90, output=5, reasoning=3)


def test_all_that_was_sent_costs_the_price_of_input() -> None:
    # By hand: 1000 sent at 2 and 5 back at 10 dollars per million tokens.
    assert cold_nano_usd([("fake/m", SENT)], TABLE, "real") == 2_050_000


def test_each_request_stands_in_its_own_band() -> None:
    # Together they sent 2000 tokens, but no prompt had more than 1000.
    assert cold_nano_usd([("fake/m", SENT), ("fake/m", SENT)], TABLE, "real") == 2 * 2_050_000


def test_one_unknown_price_makes_the_sum_unknown() -> None:
    assert cold_nano_usd([("fake/m", SENT), ("fake/other", SENT)], TABLE, "real") is None


def test_what_is_no_service_costs_nothing_without_a_cache_either() -> None:
    assert cold_nano_usd([("local", SENT)], PriceTable(), "embedded") == 0
