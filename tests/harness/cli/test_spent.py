"""What was paid for: every call is in an arm's totals or in what was spent in attempts that do not count."""

from pathlib import Path

from tests.harness.benching import SMALL, Bench
from tests.harness.crash.counting import ask

FAULTY = ("run", *SMALL, "--cases", "6", "--model", "scripted/faulty", "--max-connections", "1")
EVERY_CALL = "SELECT count(*), sum(input_tokens + output_tokens) FROM call WHERE model_asked LIKE 'scripted/%'"
REPEATED = "SELECT max(attempt) FROM trial"


def write_faulty(home: Path, seed: int, rate: float = 0.3) -> None:
    """Write the script whose service gives bad replies; a seed of its own lets a repeated request come through."""
    script = (home / "scripts" / "petty_cash.toml").read_text(encoding="utf-8")
    faults = f'[faults]\nrate = {rate}\nkinds = ["bad"]\nseed = {seed}\n'
    (home / "scripts" / "faulty.toml").write_text(f"{script}\n{faults}", encoding="utf-8")


def counted(view: dict[str, object]) -> tuple[int, int]:
    """Add up calls and tokens as the view has them."""
    arms, spent = view["arms"], view["spent"]
    assert isinstance(arms, list)
    assert isinstance(spent, dict)
    designs = [arm for arm in arms if arm["kind"] == "design"]
    calls = sum(arm["calls"] for arm in designs) + spent["calls_lost"] + spent["calls_unknown"]
    tokens = sum(arm["input_tokens"] + arm["output_tokens"] for arm in designs) + spent["tokens_lost"]
    return calls, tokens


def test_no_call_of_a_failed_attempt_vanishes_when_it_is_repeated(bench: Bench, home: Path) -> None:
    lost = []
    for seed in range(5):
        write_faulty(home, seed)
        assert bench(*FAULTY).code in {0, 5}
        view = bench.view()
        assert [counted(view)] == ask(home.parent / "runs.db", EVERY_CALL)
        lost.append(view["spent"]["calls_lost"])
    assert ask(home.parent / "runs.db", REPEATED)[0][0] > 2
    assert lost[0] == 0 < lost[1] <= lost[-1]


def test_what_was_lost_is_shown_with_its_tokens_and_its_money(bench: Bench, home: Path) -> None:
    write_faulty(home, 0, rate=0.5)
    bench(*FAULTY)
    write_faulty(home, 0, rate=0.0)
    assert bench(*FAULTY).code == 0
    spent = bench.view()["spent"]
    assert spent["calls_lost"] > 0
    assert spent["nano_usd_lost"] == 0
    said = f"{spent['calls_lost']} calls in attempts that never ended or were repeated ({spent['tokens_lost']:,} tokens"
    assert f"{said}, no charge)" in bench("show", "latest").out
