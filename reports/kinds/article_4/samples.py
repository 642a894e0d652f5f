"""Made-up pages of this report, for the common test."""

from collections.abc import Mapping

from reports.data import Page
from reports.kinds import Sample
from reports.kinds.article_4.made_up import campaign, measure, record
from reports.kinds.article_4.overview import build
from reports.kinds.article_4.rows import Record


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley مريم 😀 <b>x</b> " * 5
    hidden = tuple(campaign(place, is_told=place == 0) for place in reversed(range(3)))
    made = {
        "many": record(tuple(map(measure, range(12))), tuple(map(campaign, reversed(range(4))))),
        "one": record((measure(0),), (campaign(0),)),
        "none": record((), ()),
        "left-out": record(tuple(map(measure, range(2))), hidden),
        "goes on": record((), (campaign(0, is_told=False, closed=None, sat=None),)),
        "long words": record((measure(0, audience=long, measure="x" * 500),), (campaign(0, name=long),)),
    }
    return {name: _sample(one) for name, one in made.items()}


def _sample(made: Record) -> Sample:
    pages = (Page("index", build(made)),)
    hidden = sum(not one.levels for one in made.campaigns)
    return Sample(pages, len(made.campaigns), hidden, ("campaign", "campaigns"))
