"""The sections of the page: for each its words, its rows, and its plot, in words too for those who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor.framework import read_framework
from assessor.simulating.condition import PLANTED, STATED
from assessor.simulating.study import Study, Told
from assessor.simulating.telling.plots import FEWEST_SHOWN
from assessor.simulating.telling.tables import (
    accuracy,
    accuracy_cells,
    by_level,
    coverage_by_level,
    exactness,
    exposures,
    misfit,
    percent,
    raised,
    reasons,
    signed,
    table,
)
from assessor.sittings.form import make_form


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page."""

    title: str
    words: str
    rows: tuple[str, ...]
    """Tables, in Markdown."""
    plot: str
    """Name of the plot's file."""
    shows: str
    """What the plot shows, in words."""


def sections(found: Study) -> list[Section]:
    """Return the sections of the page, in their order."""
    levels = [level.shown_name for level in read_framework().level]
    return [
        _difficulties(found, levels),
        _populations(found, levels),
        _length(found, levels),
        _levels(found),
        _exposure(found),
        _misfit(found),
        _subgroups(found),
        _gentle(found),
    ]


def _difficulties(found: Study, levels: Sequence[str]) -> Section:
    told = found.section("difficulties")
    main, right, sure = found.of(STATED).everybody, found.of("right").everybody, found.of("over-sure").everybody
    return Section(
        title="When difficulties are right, wrong, doubted or believed",
        words=(
            f"{_said(told)}\n\n"
            "How often the reported 95 % interval holds the true ability, with its Monte Carlo error in points. Where "
            f"difficulties are wrong as stated, the engine that reckons with it covers {percent(main.coverage.share)}, "
            f"one that takes them for known {percent(sure.coverage.share)}. Where the authors happen to be right and "
            f"are doubted all the same, intervals cover {percent(right.coverage.share)}. Next to the outer levels "
            "coverage is a little lower, because sittings end when a level is likely enough, and some of those end on "
            "the wrong side of its cut.\n\n"
            "Errors of difficulties are shared by all who answer the same items, so coverage differs from one draw of "
            f"the true items to another: by a standard deviation of {100 * main.between_draws:.1f} points in the main "
            f"condition, {100 * sure.between_draws:.1f} where difficulties are taken for known."
        ),
        rows=(coverage_by_level(told, levels), accuracy(told)),
        plot="coverage",
        shows="Coverage at each true level for each condition, with the band from 93 to 97 % that is demanded. "
        + _ranges(told),
    )


def _populations(found: Study, levels: Sequence[str]) -> Section:
    told = [found.of(STATED), *found.section("populations")]
    return Section(
        title="A population one level down, and one up",
        words=(
            f"{_said(told[1:])}\n\n"
            "Difficulties are wrong as stated here too. The ability that is reported is drawn towards 0, the mean of "
            "the population that the engine reckons with, hence the bias; the interval is not, and covers."
        ),
        rows=(coverage_by_level(told, levels), accuracy(told)),
        plot="populations",
        shows="Coverage at each true level in the population of the engine, one level down and one level up, with the "
        "band from 93 to 97 % that is demanded. " + _ranges(told),
    )


def _length(found: Study, levels: Sequence[str]) -> Section:
    form, main = make_form(), found.of(STATED)
    told = [main, found.of("known"), found.of("gentle")]
    return Section(
        title="Length, error and bias",
        words=(
            f"A sitting ends at a standard error of {form.se:.2f}, or when one level has a chance of "
            f"{percent(form.certainty, 0)}, or after {form.most} questions, and never before {form.fewest}. As long as "
            "difficulties are the authors' word, most sittings go on to the end; once they are known, half as many "
            "questions do. Bias at the outer levels is that of every EAP: it is drawn towards the middle."
        ),
        rows=(reasons(told), by_level(main.everybody, levels)),
        plot="length",
        shows="Mean number of questions at each true level: "
        + "; ".join(f"{one.condition.title}: {one.everybody.length:.1f} overall" for one in told)
        + ".",
    )


def _levels(found: Study) -> Section:
    main = found.of(STATED).everybody.levels
    return Section(
        title="How often the level is right",
        words=(
            "The level of the reported ability against the true one, before gates and floors. *Allowed* is the rate "
            "that the standard errors of these people let one expect (Rudner 2005). *One error for all* gives the rate "
            "of exact, and of exact or adjacent levels, that the root mean square of the errors would allow in a "
            f"normal population. In the main condition {percent(main.exact)} are exact, {percent(main.adjacent)} exact "
            f"or adjacent: a wrong level is nearly always a neighbour. Of {percent(main.between)} no level has half of "
            "the chance, and they are told that they stand between two."
        ),
        rows=(exactness(found.told),),
        plot="levels",
        shows="The rate of exact levels beside the rate that the standard errors allow, for each condition; both stand "
        "in the table above.",
    )


def _exposure(found: Study) -> Section:
    form, main = make_form(), found.of(STATED).exposed
    return Section(
        title="How often items are seen",
        words=(
            f"The ceiling is {form.ceiling:.2f}. The highest share is looked up after every sitting that follows the "
            f"warm-up of {found.warm_up} sittings, counted from the first of them on, and in the sittings after it by "
            "themselves, where chance adds to it. Overlap is the share of one "
            "sitting's items that another one has too (Chen, Ankenmann and Spray 2003). In the main condition "
            f"{percent(main.never)} of the items are never asked, {percent(main.rare)} in less than one of a hundred "
            f"sittings, and two sittings share {percent(main.overlap)} of their items. As long as every item has the "
            "same slope, those with part marks are taken to tell more, and come first; so answers to the others, which "
            "calibration needs, come in slowly."
        ),
        rows=(exposures(found.told),),
        plot="exposure",
        shows="The share of sittings in which each item is asked, from the most to the least often asked, in the main "
        "condition, in gentle mode, and with known difficulties, below the ceiling.",
    )


def _misfit(found: Study) -> Section:
    told = found.section("misfit")
    usual = [one.usual.raised["person_fit"] for one in told if one.usual]
    known = found.of("known").everybody.raised["person_fit"]
    return Section(
        title="People who do not answer as the model has it",
        words=(
            f"{_said(told)}\n\n"
            "Half of the people behave so, the others as usual, and difficulties are wrong as stated. This is "
            "reported; nothing is demanded of it. Flags: lz* below -1.645, response-time "
            'effort below .90, more than a third of "I don\'t know" (which the others never say here). They ask a '
            "person to look, and fail nobody. Where difficulties are known, lz* flags "
            f"{percent(known)} of those who answer by the model; where they are wrong as stated it flags "
            f"{percent(min(usual))} to {percent(max(usual))} of them, since then the item is the surprise and not the "
            "person. So a real result raises it only once difficulties rest on answers. Effort sees those who guess "
            "within seconds, and "
            "nobody else; times are assumptions here (lognormal, by the length of the item)."
        ),
        rows=(misfit(told), raised(told)),
        plot="misfit",
        shows="Mean error of the reported ability of those who depart from the model and of the others: "
        + "; ".join(
            f"{one.condition.title} {signed(one.different.bias, 2)}, others {signed(one.usual.bias, 2)}"
            for one in told
            if one.different and one.usual
        )
        + ".",
    )


def _subgroups(found: Study) -> Section:
    one = found.of("subgroups")
    groups, pair = one.subgroups, (one.different, one.usual)
    assert groups is not None
    planted = sum(item.planted for item in groups.tested)
    others = len(groups.tested) - planted
    rows = [
        [who, *accuracy_cells(of), percent(of.coverage.share), percent(of.levels.exact)]
        for who, of in zip(("focal group", "others"), pair, strict=True)
        if of is not None
    ]
    head = ["who", "people", "questions, mean (10th to 90th percentile)", "standard error", "RMSE", "bias"]
    return Section(
        title="Items that are harder for one group",
        words=(
            f"{one.condition.says} The scan (matched by ability in twenty groups; Mantel-Haenszel, Mantel and logistic "
            f"regression, as in `toprung irt dif`) flags {percent(groups.found)} of the {planted} planted items that "
            f"people of both groups answered, and {percent(groups.false_alarms)} of {others} other ones; of the "
            f"{groups.planted} that are planted the rest was not asked. The planted items are {percent(groups.asked)} "
            f"of the focal group's questions: its mean error differs from that of the others by "
            f"{signed(groups.moved, 3)}, and the share of its people with a level below the true one by "
            f"{signed(100 * groups.lower, 1)} points."
        ),
        rows=(table([*head, "coverage", "exact level"], rows),),
        plot="subgroups",
        shows=f"Each item's difference between the groups at equal ability, by how many answers it has, from "
        f"{FEWEST_SHOWN} on. Planted items, {PLANTED} harder for the focal group, lie lower than the others.",
    )


def _gentle(found: Study) -> Section:
    told = [found.of(STATED), found.of("gentle")]
    rows = [
        [
            one.condition.title,
            *accuracy_cells(one.everybody),
            percent(one.everybody.success),
            percent(one.everybody.coverage.share),
            percent(one.everybody.levels.exact),
        ]
        for one in told
    ]
    head = ["condition", "people", "questions, mean (10th to 90th percentile)", "standard error", "RMSE", "bias"]
    return Section(
        title="Gentle mode",
        words=(
            f"{told[1].condition.says} Success is the mean share of an answer's highest marks, as the answers came out."
        ),
        rows=(table([*head, "success", "coverage", "exact level"], rows),),
        plot="gentle",
        shows="Mean standard error at each true level, usual and gentle: "
        + "; ".join(f"{one.condition.title} {one.everybody.se:.3f} overall" for one in told)
        + ".",
    )


def _said(told: Sequence[Told]) -> str:
    return "\n".join(f"- **{one.condition.title}**: {one.condition.says}" for one in told)


def _ranges(told: Sequence[Told]) -> str:
    parts = []
    for one in told:
        shares = [level.coverage.share for level in one.everybody.by_level]
        if shares:
            parts.append(f"{one.condition.title}: {percent(min(shares))} to {percent(max(shares))}")
    return "; ".join(parts) + "."
