"""Where the learner stands: the level issued, how likely each level is, and the ability found."""

from reports import words
from reports.data import Cell, Chart, Column, Fact, Facts, Headline, Paragraph, Row, Section, Table
from reports.growth_rows import SPREADS, Rung, State
from reports.kinds.learner.rows import Learner, Sat
from reports.kinds.learner.wording import CHANCE, based_on, in_hundred, level_of

TITLE = "Where things stand"


def build(learner: Learner) -> Section:
    """Tell of the newest sitting."""
    if not learner.sittings:
        return Section("standing", TITLE, (Paragraph(_nothing(learner)),))
    newest = learner.sittings[-1]
    return Section(
        "standing",
        TITLE,
        (
            Headline((f"{_level(newest)} ({based_on(newest)}).", _likely(learner, newest))),
            *_left_out(learner),
            _facts(learner, newest),
            _ladder(learner, newest),
        ),
    )


def _nothing(learner: Learner) -> str:
    if learner.hidden:
        return f"{_count(learner)}. There is no result that may be shown here."
    return "There is no finished sitting yet, so there is nothing to tell. A first sitting takes about 20 minutes."


def _left_out(learner: Learner) -> tuple[Paragraph, ...]:
    return (
        (Paragraph(f"{_count(learner)}: this reader may not see them, or their owner has not."),)
        if learner.hidden
        else ()
    )


def _count(learner: Learner) -> str:
    total = learner.hidden + len(learner.sittings)
    return f"{learner.hidden} of {words.count(total, 'sitting')} left out"


def _level(sat: Sat) -> str:
    return f"{sat.said[0].upper()}{sat.said[1:]}"


def _likely(learner: Learner, sat: Sat) -> str:
    best = max(range(len(sat.chances)), key=lambda place: sat.chances[place])
    name, chance = learner.levels[best].name, 100 * sat.chances[best]
    return (
        f"By the answers alone {name} is the likeliest level, with a chance of {chance:.0f} in 100. "
        "No test knows it exactly."
    )


def _facts(learner: Learner, sat: Sat) -> Facts:
    issued = "none yet" if sat.issued is None else level_of(learner, sat.issued)
    band = sat.band
    return Facts(
        (
            Fact("Level issued", f"{issued}, in {learner.framework}"),
            Fact("Ability", f"{band.theta:.2f} standard deviations, 95 % interval {band.low:.2f} to {band.high:.2f}"),
            Fact("Rests on", f"{based_on(sat)}, {sat.what}"),
        )
    )


def _ladder(learner: Learner, sat: Sat) -> Chart:
    rungs = []
    for place, (level, chance) in enumerate(zip(learner.levels, sat.chances, strict=True)):
        is_pointed = sat.issued is not None and place == sat.pointed != sat.issued
        state: State = "issued" if place == sat.issued else "pointed to" if is_pointed else ""
        rungs.append(Rung(level.name, level.begins, chance, state))
    said = [f"{rung.name} {100 * rung.chance:.0f}" for rung in rungs[::-1]]
    return Chart(
        "level_ladder",
        "The ladder",
        f"Chance of each level out of 100: {words.listed(said)}. Dark is the level issued"
        + ("; hatched is where answers point." if any(rung.state == "pointed to" for rung in rungs) else ".")
        + " Below: the ability found, with its 95 % interval.",
        (*rungs, sat.band),
        Table(
            "ladder",
            f"Levels and how likely each is ({based_on(sat)})",
            (
                Column("Level"),
                Column("Chance", CHANCE),
                Column("Begins at", SPREADS),
                Column("What somebody there does"),
            ),
            tuple(
                Row(
                    (
                        Cell(level.name, aside=rung.state),
                        in_hundred(rung.chance),
                        Cell("the lowest") if level.begins is None else Cell(f"{level.begins:.2f}", level.begins),
                        Cell(level.about),
                    )
                )
                for rung, level in zip(rungs[::-1], learner.levels[::-1], strict=True)
            ),
        ),
    )
