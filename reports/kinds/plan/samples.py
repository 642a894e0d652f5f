"""Made-up pages of this report, for the common test: every number is invented."""

from collections.abc import Mapping
from dataclasses import replace

from reports.data import Page
from reports.kinds import Sample
from reports.kinds.plan.made_up import account, measured, no_levy, nothing, seats, standing, with_seats
from reports.kinds.plan.overview import build
from reports.kinds.plan.rows import Plan


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    planned = [seats(1, 12), seats(3, 8, 1_500_000), seats(9, 4, 200_000, 3)]
    some = [seats(1, 12), seats(3, 8, None), seats(9, 4, 200_000, None)]
    alone = [seats(1, 1)]
    long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Marjoribanks-X"
    return {
        "many": _sample(with_seats(planned, account(20_000_000, 1_200_000, planned, 36), pace=measured())),
        "one": _sample(with_seats(alone, account(3_000_000, 100_000, alone), standing=standing(1))),
        "none": _sample(nothing()),
        "left-out": _sample(with_seats(some, account(20_000_000, 1_200_000, some))),
        "no levy": _sample(with_seats(planned, no_levy(planned), pays_levy="no")),
        "over-committed": _sample(with_seats(planned, account(500_000, 100_000, planned))),
        "long names": _sample(replace(nothing(), about=long, organisation="شركة 😀 <b>x</b>")),
        "largest": _sample(
            with_seats([seats(1, 10_000)], account(10**11, 10**10, [seats(1, 10_000)], 60), pace=measured())
        ),
    }


def _sample(plan: Plan) -> Sample:
    return Sample((Page("index", build(plan)),), plan.all_seats, plan.left_out, ("seat", "seats"))
