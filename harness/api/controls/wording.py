"""A verdict by rule in words: from what it follows, or what is missing."""

from collections.abc import Sequence

from harness.api.controls.rows import Beside, RuleVerdict

NAMES = {
    "context": "one agent",
    "tools only": "tools only",
    "same tokens": "one agent with the same tokens",
    "best of n": "the best of n attempts",
    "self-check": "one agent with a self-check",
}
MEANS: dict[RuleVerdict, str] = {
    "orchestration helped": "the team did better than one agent, however that one spends as much",
    "spending helped": "the team did better than one agent, and one agent that spends more does as well",
    "code was enough": "the code around the models does as well with every model reply empty",
    "not resolved": "this run cannot tell",
    "hurt": "one agent did better than the team",
}
RULE = (
    "Hurt: significantly below one agent. Orchestration helped: significantly above one agent, above tools only and "
    "above each way of one agent to spend more, those that were to use what the team used having done so. Code was "
    "enough: tools only no worse than the team by more than {margin:g}. Spending helped: the team above one agent, and "
    "a way of one agent to spend more no worse than the team by more than {margin:g}. Else not resolved."
)


def why(
    verdict: RuleVerdict, beside: Sequence[Beside], margin: float, cases_needed: int, *, is_tampered: bool = False
) -> str:
    """Say from what a verdict follows, or what is missing for another."""
    context, *controls = beside
    if is_tampered:
        return "faults were put in on purpose, so nothing is judged"
    if verdict == "hurt":
        return f"it scored below one agent: {_difference(context)}"
    if verdict == "orchestration helped":
        least = min(beside, key=lambda one: one.difference or 0.0)
        return f"it scored above one agent and above every control, by the least above {_named(least)}"
    if verdict == "code was enough":
        tools = next(one for one in controls if one.kind == "tools only")
        above = ", and is above one agent as the team is" if context.is_above else ""
        return f"tools only is no worse by more than {margin:g}: {_difference(tools)}{above}"
    if verdict == "spending helped":
        as_good = "; ".join(_spent(one) for one in controls if one.is_no_worse)
        return f"it scored above one agent ({_difference(context)}), but no worse by more than {margin:g}: {as_good}"
    return "; ".join(_missing(beside, cases_needed))


def _missing(beside: Sequence[Beside], cases_needed: int) -> list[str]:
    context, *controls = beside
    cases = min((one.cases for one in beside), default=0)
    if cases < cases_needed:
        return [f"too few cases: {cases}; at least {cases_needed} are needed"]
    if not context.is_above:
        return [f"not told from one agent: {_difference(context)}"]
    said = [f"it scored above one agent ({_difference(context)})"]
    if close := [one for one in controls if not one.is_above]:
        said.append("neither above nor shown to be matched by " + ", ".join(map(_named, close)))
    said += [
        f"{NAMES[one.kind]} used {_ratio(one)} what the team used, so it is no fair control"
        for one in controls
        if one.is_matched is False
    ]
    return said


def _named(one: Beside) -> str:
    return f"{NAMES[one.kind]} ({_difference(one)})"


def _spent(one: Beside) -> str:
    return f"{_named(one)}, with {_ratio(one)} what the team used"


def _ratio(one: Beside) -> str:
    """Say how many times as much it used, by money where that decided."""
    amount = one.money if one.kind == "best of n" and one.money.ratio is not None else one.tokens
    return "an unknown share of" if amount.ratio is None else f"{amount.ratio:.2f} times"


def _difference(one: Beside) -> str:
    if one.difference is None:
        return "no pair"
    p = "" if one.p_holm is None else f", p {one.p_holm:.3f}"
    return f"{one.difference:+.2f}{p}"
