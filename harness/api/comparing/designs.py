"""Which designs of which runs are held against one another, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.api.comparing.conditions import Condition, Ruling, rule
from harness.api.comparing.pairs import Compared, compare_arms, compare_pairs, no_worse_than
from harness.api.figures import NoWorseThan
from harness.api.rows import Comparison, RunView, TrialRow
from harness.api.view import open_view
from harness.errors import BadPlan
from harness.plan.level import Level
from harness.stats.planning import cases_needed

_TWO = 2


@dataclass(frozen=True, slots=True)
class Compare:
    """What is to be compared, and what must not be."""

    ledger_url: str
    runs: tuple[str, ...]
    """Ids, beginnings of ids, or ``latest``; the first is what the others are held against."""
    conditions: tuple[Condition, ...] = ()
    """With conditions, several runs are compared design by design, each with the same design of the first run."""
    no_worse_by: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it."""

    views: tuple[RunView, ...]
    comparisons: tuple[Comparison, ...]
    no_worse: tuple[NoWorseThan, ...]
    rulings: tuple[Ruling, ...]

    @property
    def failed(self) -> bool:
        """True when a condition holds; *not resolved* holds as well where another could not be tested."""
        return any(ruling.holds for ruling in self.rulings)


@dataclass(frozen=True, slots=True)
class _Design:
    """A design with its model, and what it did in the runs that are compared."""

    name: str
    arm: str
    run: str
    level: Level
    trials: dict[str, TrialRow]
    """By id."""

    @property
    def compared(self) -> Compared:
        return Compared.of(self.name, self.level, self.trials.values())


def compare(asked: Compare) -> Found:
    """Compare designs, paired by case. Raises BadPlan where there are no pairs."""
    if asked.no_worse_by is not None and not 0 < asked.no_worse_by < 1:
        raise BadPlan(f"--no-worse-by is {asked.no_worse_by:g}; quality goes from 0 to 1, so it lies between them")
    views = [open_view(asked.ledger_url, name, checks=False) for name in asked.runs]
    _check(views)
    designs = _designs(views)
    if len(designs) < _TWO:
        who = f"run {views[0].id} has" if len(views) == 1 else f"the {len(views)} runs named share"
        raise BadPlan(f"{who} one design; a comparison needs two")
    compared = {one.name: one.compared for one in designs}
    if asked.conditions and len(views) > 1:
        comparisons = compare_pairs(
            [(compared[later.name], compared[first.name]) for first, later in _same(designs, views)]
        )
    else:
        comparisons = compare_arms(compared.values())
    needed = cases_needed(len(comparisons))
    pairs = [(pair, compared[pair.first], compared[pair.second]) for pair in comparisons]
    margin = asked.no_worse_by
    return Found(
        tuple(views),
        comparisons,
        () if margin is None else tuple(no_worse_than(first, second, margin) for _, first, second in pairs),
        _untested(
            [
                rule(condition, pair, first, second, needed)
                for condition in asked.conditions
                for pair, first, second in pairs
            ]
        ),
    )


def _check(views: Sequence[RunView]) -> None:
    first = views[0]
    if len({view.id for view in views}) < len(views):
        raise BadPlan(f"the {len(views)} runs named are not all different; name each run once")
    for view in views[1:]:
        if _of(view) != _of(first):
            raise BadPlan(f"run {view.id} is not of the same task, version and dials as run {first.id}: no pairs")


def _of(view: RunView) -> tuple[object, ...]:
    """Return what two runs have to have in common, so that their cases are the same."""
    return view.task, view.task_version, view.task_digest, view.dial_values


def _designs(views: Sequence[RunView]) -> list[_Design]:
    """Return the designs of all runs; one whose trials several runs share stands once, with the trials of all of them.

    A trial's id names design, model and settings: whoever has one in common is the same.
    """
    found: list[_Design] = []
    for view in views:
        for arm in (arm for arm in view.arms if arm.kind == "design"):
            trials = {trial.id: trial for trial in view.trials if trial.arm == arm.id}
            same = [one for one in found if one.trials.keys() & trials.keys()]
            if same:
                for one in same[1:]:  # this run joins what earlier ones had apart
                    found.remove(one)
                    trials |= one.trials
                same[0].trials.update(trials)
            else:
                name = arm.id if len(views) == 1 else f"{arm.id} [{view.id[:6]}]"
                found.append(_Design(name, arm.design_name, view.id, arm.level, trials))
    return found


def _same(designs: Sequence[_Design], views: Sequence[RunView]) -> list[tuple[_Design, _Design]]:
    """Return each design of the first run with those of the same name in later runs."""
    earlier = [one for one in designs if one.run == views[0].id]
    found = [(one, later) for one in earlier for later in designs if later.run != one.run and later.arm == one.arm]
    if not found:
        raise BadPlan(
            f"no design of run {views[0].id} stands under the same name in another run with trials of its own; "
            "--fail-if has nothing to compare"
        )
    return found


def _untested(rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Let *not resolved* hold as well where another condition could not be tested for the same pair."""
    open_pairs = {(ruling.first, ruling.second): ruling for ruling in rulings if ruling.holds is None}
    found = []
    for ruling in rulings:
        other = open_pairs.get((ruling.first, ruling.second))
        if other and ruling.holds is False and ruling.is_about_resolving:
            found.append(replace(ruling, holds=True, why=_about(other)))
        else:
            found.append(ruling)
    return tuple(found)


def _about(other: Ruling) -> str:
    return f"'{other.condition}' could not be tested: {other.why}"
