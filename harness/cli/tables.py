"""Runs and comparisons as lines for a terminal."""

from collections.abc import Sequence

from harness.api.figures import PassK, TimesAsMuch
from harness.api.rows import Arm, Comparison, RunView
from harness.cli.text import count, money, share, table

_MEASURES = ("quality", "95 % interval", "tokens in", "out", "money", "s/trial", "done/limit/refused/infra", "unread.")
_FURTHER = (
    "frontier",
    "pass^k",
    "calls",
    "repeats",
    "from cache",
    "to cache",
    "money cold",
    "works s",
    "waits s",
    "1st s",
)


def arm_table(view: RunView) -> str:
    """Write the main table: what each design reached, and what it took."""
    return table(("", "level", *_MEASURES), [_main(view, arm) for arm in view.arms])


def further_table(view: RunView) -> str:
    """Write how dependable each design is, how likely no other beats it on every count, and what the calls were."""
    return table(("", *_FURTHER), [_further(view, arm) for arm in view.arms])


def _main(view: RunView, arm: Arm) -> tuple[str, ...]:
    outcomes = "/".join(str(arm.outcomes[name]) for name in ("done", "limit", "refused", "infrastructure"))
    interval = "too few cases" if arm.quality_low is None else f"{share(arm.quality_low)} to {share(arm.quality_high)}"
    return (
        _name(view, arm),
        arm.level,
        share(arm.quality_mean),
        interval,
        f"{arm.input_tokens:,}",
        f"{arm.output_tokens:,}",
        money(arm.cost_nano_usd),
        _seconds(arm.wall_s_mean),
        outcomes,
        str(arm.unreadable),
    )


def _further(view: RunView, arm: Arm) -> tuple[str, ...]:
    return (
        _name(view, arm),
        share(arm.frontier_probability),
        pass_k(arm.pass_k),
        f"{arm.calls:,}",
        f"{arm.retries:,}",
        f"{arm.cached_tokens:,}",
        f"{arm.cache_write_tokens:,}",
        money(arm.cost_cold_nano_usd),
        _seconds(arm.working_s_mean),
        _seconds(arm.waited_s_mean),
        "-" if arm.first_token_s_median is None else f"{arm.first_token_s_median:.2f}",
    )


def pass_k(found: Sequence[PassK]) -> str:
    """Write pass^k for each k: ``0.80 (k=1), 0.55 (k=3)``."""
    return ", ".join(f"{share(one.chance)} (k={one.k})" for one in found) or "-"


def comparison_lines(pair: Comparison) -> list[str]:
    """Write one comparison: quality with its verdict, and below it how many times as much the first takes."""
    difference = "-" if pair.difference is None else f"{pair.difference:+.2f}"
    interval = "" if pair.low is None else f" ({pair.low:+.2f} to {pair.high:+.2f})"
    line = (
        f"{pair.first} minus {pair.second}: {difference}{interval}, {count(pair.cases, 'case')}, "
        f"{pair.verdict}: {pair.why}"
    )
    amounts = ((pair.cost, "money"), (pair.tokens, "tokens"), (pair.time, "working time"))
    said = [f"{_times(amount)} the {what}" for amount, what in amounts if amount.ratio is not None]
    return [line, *([f"  the first takes {', '.join(said)}"] if said else [])]


def _times(amount: TimesAsMuch) -> str:
    interval = "" if amount.low is None else f" ({amount.low:.2f} to {amount.high:.2f})"
    return f"{amount.ratio:.2f}{interval} times"


def _name(view: RunView, arm: Arm) -> str:
    return arm.id.removeprefix(f"{view.task}-")


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
