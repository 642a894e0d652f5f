from pathlib import Path

import pytest

from harness.errors import BadPlan
from harness.messages import Usage
from harness.meter.prices import ModelPrice, PriceTable, read_prices

PRICE = ModelPrice(input_usd_per_mtok=1.25, output_usd_per_mtok=10, cache_read_usd_per_mtok=0.125)
TABLE = PriceTable("prices.toml as of 2026-11-22", {"openai_compatible/a": PRICE})
HEAD = 'as_of = 2026-11-22\nsource = "the price page"\n[model."openai_compatible/a"]\n'


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    return tmp_path / "prices.toml"


def test_each_kind_of_token_costs_its_own_price() -> None:
    # By hand: 1000 x 1.25 + 100 x 1.25 + 2000 x 0.125 + 500 x 10 = 6625 dollars per million tokens.
    usage = Usage(input=1000, cache_read=2000, cache_write=100, output=500, reasoning=400)
    assert TABLE.nano_usd("openai_compatible/a", "real", usage) == 6_625_000


def test_a_token_from_a_cache_costs_like_any_other_where_no_price_is_given() -> None:
    price = ModelPrice(input_usd_per_mtok=2, output_usd_per_mtok=4)
    assert price.nano_usd(Usage(cache_read=10)) == price.nano_usd(Usage(input=10)) == 20_000


def test_the_price_of_an_unlisted_model_stays_unknown() -> None:
    assert TABLE.nano_usd("openai_compatible/b", "real", Usage(input=1)) is None
    assert not TABLE.knows("openai_compatible/b", "real")
    assert TABLE.knows("openai_compatible/a", "real")


@pytest.mark.parametrize("evidence", ["embedded", "scripted", "replay", "silent"])
def test_what_is_no_service_costs_nothing(evidence: str) -> None:
    table = PriceTable()
    assert table.nano_usd("local/x", evidence, Usage(input=10**9)) == 0  # type: ignore[arg-type] # one of the words
    assert table.knows("local/x", evidence)  # type: ignore[arg-type] # the same


def test_without_an_installation_or_a_table_no_price_is_known(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not table.exists()
    assert read_prices() == PriceTable()
    monkeypatch.delenv("TOPRUNG_HOME")
    assert read_prices() == PriceTable()


@pytest.mark.parametrize("day", ["2026-11-22", '"2026-11-22"'])
def test_a_table_is_named_by_its_date(table: Path, day: str) -> None:
    prices = "input_usd_per_mtok = 1.25\noutput_usd_per_mtok = 10\ncache_read_usd_per_mtok = 0.125"
    table.write_text(HEAD.replace("2026-11-22", day) + prices)
    assert read_prices() == TABLE


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"{HEAD}input_usd_per_mtok = 1", "'model.openai_compatible/a.output_usd_per_mtok' is missing"),
        (
            f"{HEAD}input_usd_per_mtok = -1\noutput_usd_per_mtok = 1",
            "'model.openai_compatible/a.input_usd_per_mtok' is -1: Input should be greater than or equal to 0",
        ),
        (
            f"{HEAD}input_usd_per_mtok = inf\noutput_usd_per_mtok = 1",
            "'model.openai_compatible/a.input_usd_per_mtok' is inf: Input should be a finite number",
        ),
        (
            f"{HEAD}input_usd_per_mtok = 1\noutput_usd_per_mtok = 1\ninput = 3",
            "'model.openai_compatible/a.input' is 3: Extra inputs are not permitted",
        ),
    ],
)
def test_a_price_that_does_not_fit_is_said_with_its_place(table: Path, text: str, wrong: str) -> None:
    table.write_text(text)
    with pytest.raises(BadPlan) as caught:
        read_prices()
    assert str(caught.value) == f"prices in {table}: {wrong}"


@pytest.mark.parametrize("data", [b"as_of = ", b"\xff\xfe"])
def test_a_table_that_cannot_be_read_is_one_sentence(table: Path, data: bytes) -> None:
    table.write_bytes(data)
    with pytest.raises(BadPlan, match=r"^cannot read the prices in .*prices\.toml: "):
        read_prices()
