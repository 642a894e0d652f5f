"""The few sentences under the main table: what was used, what tools alone would have done, what is missing."""

from harness.api.rows import RunView
from reports import words
from reports.data import Bullets
from reports.kinds.benchmark import arms


def in_short(view: RunView) -> Bullets:
    """Say in a few sentences what was used, what tools alone would have done, and what is missing."""
    return Bullets(tuple(filter(None, (_tokens(view), _money(view), _tools_only(view), _missing(view)))))


def _tokens(view: RunView) -> str:
    names = arms.labels(view)
    used = {
        arms.small(names[arm.id]): (arm.input_tokens + arm.output_tokens) / arm.trials
        for arm in arms.designs(view)
        if arm.trials
    }
    if not used:
        return ""
    said = words.listed([f"{name} {words.number(many)}" for name, many in used.items()])
    least, most = min(used, key=lambda name: used[name]), max(used, key=lambda name: used[name])
    if not 0 < used[least] < used[most]:
        return f"Tokens a trial: {said}."
    return f"Tokens a trial: {said}; {most} took {used[most] / used[least]:.1f} times as many as {least}."


def _money(view: RunView) -> str:
    priced = [arm for arm in arms.designs(view) if arm.trials]
    if not priced:
        return ""
    costs = {arm.cost_nano_usd for arm in priced}
    if costs == {0}:
        return "Money: no charge for any trial, so the levels are compared by tokens."
    names = arms.labels(view)
    said = words.listed([f"{arms.small(names[arm.id])} {words.money(arms.cost_each(arm))}" for arm in priced])
    return f"Money a trial: {said}."


def _tools_only(view: RunView) -> str:
    """Set each *tools only* row beside its design."""
    silent = [arm for arm in arms.ordered(view) if arm.kind == arms.TOOLS_ONLY and arm.quality_mean is not None]
    by_design = {arm.design: arm for arm in arms.designs(view)}
    said = [
        f"{words.score(arm.quality_mean)} at {arms.small(words.LEVELS[arm.level])}"
        f" (with the model {words.score(by_design[arm.design].quality_mean)})"
        for arm in silent
        if arm.design in by_design
    ]
    return f"The tools alone, with every model reply empty, scored {words.listed(said)}." if said else ""


def _missing(view: RunView) -> str:
    said = []
    if view.finished + view.left_out < view.planned:
        said.append(f"{view.finished:,} of {words.count(view.planned, 'planned trial')} measured so far.")
    if view.left_out:
        said.append(f"{left_out(view)}; see below why.")
    return " ".join(said)


def left_out(view: RunView) -> str:
    """Count what could not be measured among the trials that ended: ``2 of 18 trials left out``."""
    return f"{view.left_out:,} of {words.count(view.finished + view.left_out, 'trial')} left out"
