"""How likely each design is on the frontier of quality, money (or tokens) and working time."""

from collections.abc import Sequence

from harness.api.comparing.pairs import Compared


def counts_money(arms: Sequence[Compared]) -> bool:
    """Say whether money can be an axis: every design's is known in all its cases, and none is 0 throughout.

    Where it cannot, tokens are compared, for all designs alike.
    """
    return all(
        arm.nano_usd.keys() == arm.tokens.keys() and any(map(any, arm.nano_usd.values())) for arm in arms if arm.tokens
    )


def probabilities(arms: Sequence[Compared]) -> dict[str, float]:
    """Return how likely each design is on the frontier; empty where there are too few designs or cases to say."""
    taking_part = [arm for arm in arms if arm.tokens]
    if len(taking_part) < 2:  # noqa: PLR2004 - one alone is beaten by none
        return {}
    from harness.stats.pareto import frontier_probability  # noqa: PLC0415 - numpy is heavy, and one design needs none

    money = counts_money(taking_part)
    samples = {
        arm.name: {
            case: (_mean(scores), _mean((arm.nano_usd if money else arm.tokens)[case]), _mean(arm.working_s[case]))
            for case, scores in arm.scores.items()
            if scores
        }
        for arm in taking_part
    }
    return frontier_probability(samples, ("higher", "lower", "lower"))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
