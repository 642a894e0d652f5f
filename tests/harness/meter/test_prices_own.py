"""The user's own table of prices."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from harness.errors import BadPlan
from harness.messages import Evidence, Usage
from harness.meter.prices import ModelPrice, PriceTable, read_prices

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOP = 'as_of = 2026-11-22\nsource = "the price page"\n'
HEAD = f'{TOP}[model."openai_compatible/a"]\n'
IN_AND_OUT = "input_usd_per_mtok = 1.25\noutput_usd_per_mtok = 10\n"
OWN = "openai_compatible/a"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    return tmp_path / "prices.toml"


def cost(model: str, usage: Usage, at: datetime = NOW) -> int | None:
    return read_prices("http://127.0.0.1:8080/v1", at).nano_usd(model, "real", usage)


def test_each_kind_of_token_costs_its_own_price(table: Path) -> None:
    table.write_text(f"{HEAD}{IN_AND_OUT}cache_read_usd_per_mtok = 0.125\n")
    # By hand: 1000 x 1.25 + 100 x 1.25 + 2000 x 0.125 + 500 x 10 = 6625 dollars per million tokens.
    usage = Usage(input=1000, cache_read=2000, cache_write=100, output=500, reasoning=400)
    assert cost(OWN, usage) == 6_625_000


def test_writing_to_a_cache_costs_what_is_entered(table: Path) -> None:
    table.write_text(f"{HEAD}{IN_AND_OUT}cache_write_usd_per_mtok = 1.5\ncache_write_1h_usd_per_mtok = 2.5\n")
    assert cost(OWN, Usage(cache_write=1000, cache_write_1h=10)) == 1_500_000 + 25_000


def test_a_token_from_a_cache_costs_like_any_other_where_no_price_is_given(table: Path) -> None:
    table.write_text(HEAD + IN_AND_OUT)
    assert cost(OWN, Usage(cache_read=10)) == cost(OWN, Usage(cache_write=10)) == cost(OWN, Usage(input=10)) == 12_500
    assert cost(OWN, Usage(cache_write_1h=10)) is None


def test_the_vendors_rule_says_what_a_cache_costs_where_no_price_is_given(table: Path) -> None:
    table.write_text(f'{TOP}[model."anthropic/claude-mythos-5-1"]\ninput_usd_per_mtok = 10\noutput_usd_per_mtok = 50\n')
    # Anthropic's rule: read 0.1, write 1.25, write for an hour 2 times the price of input, here 10 dollars.
    mythos = "anthropic/claude-mythos-5-1"
    assert cost(mythos, Usage(cache_read=1000)) == 1_000_000
    assert cost(mythos, Usage(cache_write=1000)) == 12_500_000
    assert cost(mythos, Usage(cache_write_1h=1000)) == 20_000_000


def test_what_the_user_entered_wins_over_the_list(table: Path) -> None:
    table.write_text(f'{TOP}[model."anthropic/claude-opus-5-5"]\ninput_usd_per_mtok = 3\noutput_usd_per_mtok = 15\n')
    own = read_prices(at=NOW)
    assert own.nano_usd("anthropic/claude-opus-5-5", "real", Usage(input=1000)) == 3_000_000
    assert own.nano_usd("anthropic/claude-opus-5", "real", Usage(input=1000)) == 5_000_000


def test_long_prompts_may_have_prices_of_their_own(table: Path) -> None:
    bands = "".join(
        f'[[model."{OWN}".above]]\nprompt_tokens = {tokens}\ninput_usd_per_mtok = {sent}\noutput_usd_per_mtok = 40\n'
        for tokens, sent in ((1000, 2), (2000, 4))
    )
    table.write_text(HEAD + IN_AND_OUT + bands)
    assert [cost(OWN, Usage(input=many)) for many in (1000, 1001, 2000, 2001)] == [
        1_250_000,
        2_002_000,
        4_000_000,
        8_004_000,
    ]
    assert cost(OWN, Usage(input=1001, output=1)) == 2_002_000 + 40_000


def test_prices_count_on_their_own_days_alone(table: Path) -> None:
    entries = "".join(
        f'[[model."{OWN}"]]\ninput_usd_per_mtok = {sent}\noutput_usd_per_mtok = 1\n{days}\n'
        for sent, days in ((1, "starts = 2026-10-01\nends = 2026-11-01"), (2, "starts = 2026-11-01"))
    )
    table.write_text(TOP + entries)
    days = [datetime(2026, month, day, 23, 59, tzinfo=UTC) for month, day in ((9, 30), (10, 1), (10, 31), (11, 1))]
    assert [cost(OWN, Usage(input=1000), at) for at in days] == [None, 1_000_000, 1_000_000, 2_000_000]


def test_prices_in_another_currency_are_taken_at_the_rate_that_the_user_entered(table: Path) -> None:
    band = f'[[model."{OWN}".above]]\nprompt_tokens = 10_000\ninput_gbp_per_mtok = 4\noutput_gbp_per_mtok = 8\n'
    rate = "[currency.gbp]\nusd = 1.31\nat = 2026-11-20\n"
    table.write_text(f"{HEAD}input_gbp_per_mtok = 2\noutput_gbp_per_mtok = 8\n{band}{rate}")
    # By hand: 2 pounds are 2.62 dollars, 4 are 5.24.
    assert cost(OWN, Usage(input=1000)) == 2_620_000
    assert cost(OWN, Usage(input=20_000)) == 104_800_000


def test_no_sum_of_many_small_calls_drifts(table: Path) -> None:
    table.write_text(f"{HEAD}input_usd_per_mtok = 0.07\noutput_usd_per_mtok = 0.3\n")
    # 0.07 dollars per million tokens are 70 nano-dollars each, exactly; as a binary fraction 0.07 is not.
    assert sum(cost(OWN, Usage(input=1)) or 0 for _ in range(100)) == 7_000


def test_the_price_of_an_unlisted_model_stays_unknown(table: Path) -> None:
    table.write_text(HEAD + IN_AND_OUT)
    own = read_prices("http://127.0.0.1:8080/v1")
    assert own.nano_usd("openai_compatible/b", "real", Usage(input=1)) is None
    assert not own.knows("openai_compatible/b", "real")
    assert own.knows(OWN, "real")


@pytest.mark.parametrize("evidence", ["embedded", "scripted", "replay", "silent"])
def test_what_is_no_service_costs_nothing(evidence: Evidence) -> None:
    assert PriceTable().nano_usd("local/x", evidence, Usage(input=10**9)) == 0
    assert PriceTable().knows("local/x", evidence)


def test_a_table_by_hand_knows_its_own_models_alone() -> None:
    own = PriceTable("p@1", {"fake/m": ModelPrice(input_usd_per_mtok=1, output_usd_per_mtok=10)})
    assert own.nano_usd("fake/m", "real", Usage(input=10, output=1)) == 20_000
    assert own.nano_usd("anthropic/claude-opus-5-5", "real", Usage(input=1)) is None


def test_without_a_table_of_the_users_the_list_is_named_with_its_version_and_day(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"genai-prices {version('genai-prices')} at 2026-11-22"
    assert not table.exists()
    assert read_prices(at=NOW).name == name
    monkeypatch.delenv("TOPRUNG_HOME")
    assert read_prices(at=NOW).name == name


def test_the_table_in_the_docs_is_one(table: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(# \$TOPRUNG_HOME/prices\.toml\n.*?)```", page, re.DOTALL)
    table.write_text(shown)
    assert cost("openai_compatible/NAME", Usage(input=200_001)) == 500_002_500
    # By hand: 1000 tokens at 3 dollars a million, and from December on at 2 euros of 1.08 dollars.
    december = datetime(2026, 12, 1, tzinfo=UTC)
    assert [cost("openai_compatible/OTHER", Usage(input=1000), at) for at in (NOW, december)] == [3_000_000, 2_160_000]


@pytest.mark.parametrize("day", ["2026-11-22", '"2026-11-22"'])
def test_a_table_of_the_users_is_named_by_its_digest(table: Path, day: str) -> None:
    text = HEAD.replace("2026-11-22", day) + IN_AND_OUT
    table.write_text(text)
    digest = sha256(text.encode()).hexdigest()[:8]
    assert read_prices(at=NOW).name == f"genai-prices {version('genai-prices')} at 2026-11-22 + prices.toml#{digest}"


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
            "'model.openai_compatible/a.input_usd_per_mtok' is Infinity: Input should be a finite number",
        ),
        (
            f"{HEAD}{IN_AND_OUT}input = 3",
            "'model.openai_compatible/a.input' is 3: Extra inputs are not permitted",
        ),
        (f"{TOP}[model]\na = 3", "'model.a' is 3: Input should be a valid dictionary or instance of ModelPrice"),
        (
            f"{HEAD}{IN_AND_OUT}starts = 2026-11-02\nends = 2026-11-02",
            "'model.openai_compatible/a': they end on 2026-11-02, which is not after 2026-11-02, when they start",
        ),
        (
            f'{HEAD}{IN_AND_OUT}[[model."{OWN}".above]]\nprompt_tokens = 0\n{IN_AND_OUT}',
            "'model.openai_compatible/a.above.0.prompt_tokens' is 0: Input should be greater than 0",
        ),
        (
            f"{HEAD}input_eur_per_mtok = 1\noutput_eur_per_mtok = 1",
            (
                "'model.openai_compatible/a.input_eur_per_mtok' is in EUR; "
                "say what it is worth: [currency.eur] with usd = ... and at = the day of the rate"
            ),
        ),
        (f"{HEAD}{IN_AND_OUT}[currency.eur]\nusd = 1.1", "'currency.eur.at' is missing"),
        ("source = 'x'", "'as_of' is missing"),
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
