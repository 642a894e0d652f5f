"""Figures as rows of Markdown."""

from collections.abc import Sequence

from assessor.simulating.figures import Coverage, Figures
from assessor.simulating.study import Told


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def percent(share: float, digits: int = 1) -> str:
    """Return a share as people read it: ``94.6 %``."""
    return f"{100 * share:.{digits}f} %"


def signed(value: float, digits: int) -> str:
    """Return a number with its sign; what rounds to nothing is +0."""
    return f"{round(value, digits) + 0.0:+.{digits}f}"


def coverage_cell(one: Coverage) -> str:
    """Return coverage with its Monte Carlo error: ``94.6 % (0.4)``."""
    return f"{percent(one.share)} ({100 * one.error:.1f})"


def coverage_by_level(told: Sequence[Told], levels: Sequence[str]) -> str:
    """Return coverage overall and at each true level, a row a condition."""
    rows = []
    for one in told:
        at = {level.level: coverage_cell(level.coverage) for level in one.everybody.by_level}
        cells = [at.get(number, "-") for number in range(1, len(levels) + 1)]
        rows.append([one.condition.title, coverage_cell(one.everybody.coverage), *cells])
    return table(["condition", "all", *levels], rows)


def accuracy(told: Sequence[Told]) -> str:
    """Return length, error and bias, a row a condition."""
    head = ["condition", "people", "questions, mean (10th to 90th percentile)", "standard error", "RMSE", "bias"]
    return table(head, [[one.condition.title, *accuracy_cells(one.everybody)] for one in told])


def accuracy_cells(of: Figures) -> list[str]:
    """Return people, length, standard error, RMSE and bias."""
    return [
        f"{of.people:,}",
        f"{of.length:.1f} ({of.length_p10:.0f} to {of.length_p90:.0f})",
        f"{of.se:.3f}",
        f"{of.rmse:.3f}",
        signed(of.bias, 3),
    ]


def by_level(of: Figures, levels: Sequence[str]) -> str:
    """Return length, standard error, bias and RMSE at each true level."""
    rows = [
        [
            levels[one.level - 1],
            f"{one.coverage.n:,}",
            f"{one.length:.1f}",
            f"{one.se:.3f}",
            signed(one.bias, 3),
            f"{one.rmse:.3f}",
        ]
        for one in of.by_level
    ]
    return table(["true level", "people", "questions", "standard error", "bias", "RMSE"], rows)


def reasons(told: Sequence[Told]) -> str:
    """Return why sittings ended, a row a condition."""
    kinds = sorted({reason for one in told for reason in one.everybody.reasons})
    rows = [
        [one.condition.title, *(percent(one.everybody.reasons.get(kind, 0.0), 0) for kind in kinds)] for one in told
    ]
    return table(["condition", *kinds], rows)


def exactness(told: Sequence[Told]) -> str:
    """Return how often levels are right, beside what the standard errors allow, a row a condition."""
    head = ["condition", "exact", "allowed", "difference", "exact or adjacent", "one error for all", "between two"]
    rows = []
    for one in told:
        of = one.everybody.levels
        expected = (
            "-"
            if of.expected_exact is None or of.expected_adjacent is None
            else f"{percent(of.expected_exact)}, {percent(of.expected_adjacent)}"
        )
        away = f"{signed(100 * (of.exact - of.allowed), 1)} points"
        cells = [percent(of.exact), percent(of.allowed), away, percent(of.adjacent), expected, percent(of.between)]
        rows.append([one.condition.title, *cells])
    return table(head, rows)


def misfit(told: Sequence[Told]) -> str:
    """Return what departing from the model does to the ability, a row a condition."""
    head = ["who", "mean error, theirs", "others'", "coverage, theirs", "others'", "exact level, theirs", "others'"]
    rows = [
        [
            one.condition.title,
            *(signed(of.bias, 2) for of in (theirs, others)),
            *(percent(of.coverage.share) for of in (theirs, others)),
            *(percent(of.levels.exact) for of in (theirs, others)),
        ]
        for one, theirs, others in _halves(told)
    ]
    return table(head, rows)


def raised(told: Sequence[Told]) -> str:
    """Return how often each flag is raised, a row a condition."""
    kinds = {"person_fit": "lz*", "effort": "effort", "do_not_know": 'many "I don\'t know"'}
    head = ["who", *(f"{words}, {whose}" for words in kinds.values() for whose in ("theirs", "others'"))]
    rows = [
        [one.condition.title, *(percent(of.raised[kind]) for kind in kinds for of in (theirs, others))]
        for one, theirs, others in _halves(told)
    ]
    return table(head, rows)


def _halves(told: Sequence[Told]) -> list[tuple[Told, Figures, Figures]]:
    return [(one, one.different, one.usual) for one in told if one.different is not None and one.usual is not None]


def exposures(told: Sequence[Told]) -> str:
    """Return exposure, a row a condition."""
    rows = [
        [
            one.condition.title,
            f"{one.exposed.highest:.3f}",
            f"{one.exposed.highest_here:.3f}",
            percent(one.exposed.never),
            percent(one.exposed.rare),
            percent(one.exposed.overlap),
        ]
        for one in told
    ]
    return table(
        [
            "condition",
            "highest share, warm-up included",
            "highest share after it",
            "items never asked",
            "in less than 1 of 100",
            "overlap of two sittings",
        ],
        rows,
    )
