"""What came out, in words that follow from the verdicts by rule; losing reads as plainly as winning."""

from harness.api.rows import Arm, Comparison, RunView
from reports import words
from reports.data import Headline
from reports.kinds.benchmark import arms


def headline(view: RunView) -> Headline:
    """Say what the comparisons between designs have shown."""
    if not view.finished:
        # What has ended and was not measured is left out, every one of them.
        ended = f"{view.left_out:,} of {words.count(view.planned, 'trial')} have ended"
        return Headline((f"Nothing has been measured yet: {ended}{', all left out' if view.left_out else ''}.",))
    by_id = {arm.id: arm for arm in view.arms}
    pairs = [c for c in view.comparisons if _is_design(by_id, c.first) and _is_design(by_id, c.second)]
    if not pairs:
        return Headline(("Only one way of using AI was run, so there is nothing to compare it with.",))
    if all(pair.verdict == "not resolved" for pair in pairs) and _most(pairs) < view.cases_needed:
        return Headline((_too_few(view, [by_id[id_] for pair in pairs for id_ in (pair.first, pair.second)], pairs),))
    names = arms.labels(view)
    resolved = [_resolved(pair, by_id, names) for pair in pairs if pair.verdict != "not resolved"]
    return Headline((*resolved, *(_unresolved(view, pair, names) for pair in pairs if pair.verdict == "not resolved")))


def _is_design(by_id: dict[str, Arm], arm_id: str) -> bool:
    return arm_id in by_id and by_id[arm_id].kind == "design"


def _most(pairs: list[Comparison]) -> int:
    return max(pair.cases for pair in pairs)


def _too_few(view: RunView, compared: list[Arm], pairs: list[Comparison]) -> str:
    many_levels = len({arm.level for arm in compared}) == len({arm.id for arm in compared})
    what = "levels" if many_levels else "designs"
    cases = words.count(_most(pairs), "case")
    return f"Not resolved: {cases} cannot separate these {what}; at least {view.cases_needed} are needed."


def _resolved(pair: Comparison, by_id: dict[str, Arm], names: dict[str, str]) -> str:
    """Say it of the arm that stands higher on the ladder, whichever of the two came out ahead."""
    ladder = [arms.LADDER.index(by_id[id_].level) for id_ in (pair.first, pair.second)]
    turned = ladder[0] < ladder[1]
    subject, other = (pair.second, pair.first) if turned else (pair.first, pair.second)
    higher = (pair.verdict == "better") != turned
    up = 1 if (pair.difference or 0.0) >= 0 else -1
    ends = sorted(up * end for end in (pair.low, pair.high) if end is not None)
    low, high = ends if len(ends) == 2 else (None, None)  # noqa: PLR2004 - both ends or none
    size = words.interval(abs(pair.difference or 0.0), low, high)
    way = "higher" if higher else "lower"
    return f"{names[subject]} scored {way} than {arms.small(names[other])}, by {size} on a scale of 0 to 1."


def _unresolved(view: RunView, pair: Comparison, names: dict[str, str]) -> str:
    both = f"{arms.small(names[pair.first])} and {arms.small(names[pair.second])}"
    if pair.cases < view.cases_needed:
        cases = words.count(pair.cases, "case")
        return f"Not resolved: {both}; {cases} cannot separate them, at least {view.cases_needed} are needed."
    size = words.interval(pair.difference, pair.low, pair.high, sign=True)
    return f"Not resolved: {both}; their difference, {size}, may be chance."
