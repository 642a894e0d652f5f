"""The plots of the page, as SVG whose bytes depend on the figures alone.

A light ground stands under each, so that it reads on a dark page too; series differ by their markers as well as by
their colours (Okabe and Ito's palette, which people who do not see red from green can tell apart).
"""

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.errors import MissingPiece
from assessor.simulating.condition import STATED
from assessor.simulating.study import Study, Told
from assessor.simulating.verdict import COVERAGE
from assessor.sittings.form import make_form

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#56B4E9")
_MARKERS = ("o", "s", "^", "D", "v", "P")
_WIDTH, _HEIGHT = 7.4, 3.4
_Z = 1.96
FEWEST_SHOWN = 50
"""Answers to an item, below which its difference between groups is chance."""


def check_plots() -> None:
    """Raise MissingPiece where plots cannot be drawn."""
    if importlib.util.find_spec("matplotlib") is None:
        raise MissingPiece(
            "the page's plots need matplotlib; install toprung[plots], or look at one condition by --only"
        )


def draw(found: Study, folder: Path) -> None:
    """Draw every plot into a folder. Raises OSError."""
    import matplotlib as mpl  # noqa: PLC0415 - heavy, and an extra
    from matplotlib.figure import Figure  # noqa: PLC0415 - the same

    folder.mkdir(parents=True, exist_ok=True)
    plots: dict[str, Callable[[Axes, Study], None]] = {
        "coverage": _coverage,
        "populations": _populations,
        "length": _length,
        "levels": _levels,
        "exposure": _exposure,
        "misfit": _misfit,
        "subgroups": _subgroups,
        "gentle": _gentle,
    }
    with mpl.rc_context():
        mpl.rc("svg", hashsalt="toprung", fonttype="path")
        mpl.rc("font", size=9)
        mpl.rc("axes.spines", top=False, right=False)
        mpl.rc("legend", frameon=False)
        for name, plot in plots.items():
            figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
            plot(figure.add_subplot(), found)
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})


def _coverage(axes: "Axes", found: Study) -> None:
    _by_level_with_band(axes, found.section("difficulties"))


def _populations(axes: "Axes", found: Study) -> None:
    _by_level_with_band(axes, [found.of(STATED), *found.section("populations")])


def _by_level_with_band(axes: "Axes", told: Sequence[Told]) -> None:
    low, high = (100 * share for share in COVERAGE)
    axes.axhspan(low, high, color="#dddddd", zorder=0, label="demanded")
    for place, one in enumerate(told):
        apart = (place - (len(told) - 1) / 2) * 0.12
        levels = one.everybody.by_level
        axes.errorbar(
            [level.level + apart for level in levels],
            [100 * level.coverage.share for level in levels],
            yerr=[100 * _Z * level.coverage.error for level in levels],
            linestyle="none",
            marker=_MARKERS[place],
            color=_COLOURS[place],
            markersize=5,
            capsize=2,
            label=one.condition.title,
        )
    axes.set(xlabel="true level", ylabel="coverage, %", xticks=range(1, 6))
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))


def _length(axes: "Axes", found: Study) -> None:
    told = [found.of(STATED), found.of("known"), found.of("gentle")]
    for place, one in enumerate(told):
        levels = one.everybody.by_level
        axes.plot(
            [level.level for level in levels],
            [level.length for level in levels],
            marker=_MARKERS[place],
            color=_COLOURS[place],
            label=one.condition.title,
        )
    form = make_form()
    axes.axhline(form.most, color="#666666", linestyle="--", linewidth=1)
    axes.annotate("cap", (5.05, form.most), va="bottom", color="#444444")
    axes.set(xlabel="true level", ylabel="questions, mean", xticks=range(1, 6), ylim=(0, form.most + 3))
    axes.legend(loc="lower left")


def _levels(axes: "Axes", found: Study) -> None:
    told = list(reversed(found.told))
    places = range(len(told))
    exact = [100 * one.everybody.levels.exact for one in told]
    allowed = [100 * one.everybody.levels.allowed for one in told]
    axes.hlines(places, exact, allowed, color="#999999", linewidth=1)
    axes.plot(exact, places, "o", color=_COLOURS[0], label="right level, found")
    axes.plot(allowed, places, "D", color=_COLOURS[1], fillstyle="none", label="allowed by the standard errors")
    axes.set_yticks(places, [one.condition.title for one in told])
    axes.set(xlabel="people, %")
    axes.legend(loc="upper center", bbox_to_anchor=(0.3, 1.14), ncols=2)


def _exposure(axes: "Axes", found: Study) -> None:
    for place, one in enumerate([found.of(STATED), found.of("gentle"), found.of("known")]):
        rates = [100 * rate for rate in one.exposed.rates]
        axes.plot(
            range(1, len(rates) + 1),
            rates,
            color=_COLOURS[place],
            linestyle=("-", "--", ":")[place],
            label=one.condition.title,
        )
    ceiling = 100 * make_form().ceiling
    axes.axhline(ceiling, color="#666666", linewidth=1)
    axes.annotate("ceiling", (found.items, ceiling), ha="right", va="bottom", color="#444444")
    axes.set(xlabel="items, the most often asked first", ylabel="sittings with the item, %", ylim=(0, None))
    axes.legend(loc="center right")


def _misfit(axes: "Axes", found: Study) -> None:
    told = [one for one in reversed(found.section("misfit")) if one.different and one.usual]
    places = range(len(told))
    axes.axvline(0, color="#666666", linewidth=1)
    theirs = [one.different.bias for one in told if one.different]
    others = [one.usual.bias for one in told if one.usual]
    axes.plot(theirs, places, "o", color=_COLOURS[1], label="they")
    axes.plot(others, places, "s", color=_COLOURS[0], fillstyle="none", label="the others")
    axes.set_yticks(places, [one.condition.title for one in told])
    axes.set(xlabel="mean error of the ability", ylim=(-0.5, len(told) - 0.5))
    axes.legend(loc="best")


def _subgroups(axes: "Axes", found: Study) -> None:
    groups = found.of("subgroups").subgroups
    assert groups is not None
    shown = [one for one in groups.tested if one.n >= FEWEST_SHOWN]
    for planted, marker, colour, what in (
        (False, "o", _COLOURS[0], "other items"),
        (True, "^", _COLOURS[1], "planted"),
    ):
        for flagged in (False, True):
            items = [one for one in shown if (one.planted, one.flagged) == (planted, flagged)]
            axes.plot(
                [one.n for one in items],
                [one.smd for one in items],
                marker,
                color=colour,
                fillstyle="full" if flagged else "none",
                markersize=5,
                label=f"{what}, {'flagged' if flagged else 'not flagged'}",
            )
    axes.axhline(0, color="#666666", linewidth=1)
    axes.set(xlabel="answers to the item", ylabel="difference, in s.d. of the item")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))


def _gentle(axes: "Axes", found: Study) -> None:
    for place, one in enumerate([found.of(STATED), found.of("gentle")]):
        levels = one.everybody.by_level
        axes.plot(
            [level.level for level in levels],
            [level.se for level in levels],
            marker=_MARKERS[place],
            color=_COLOURS[place],
            label=one.condition.title,
        )
    axes.set(xlabel="true level", ylabel="standard error, mean", xticks=range(1, 6))
    axes.margins(y=0.1)
    axes.set_ylim(bottom=0)
    axes.legend(loc="lower left")
