"""Made-up pages of this report, for the common test: every person and every number is invented."""

import datetime as dt
from collections.abc import Mapping

from reports.data import Page
from reports.kinds import Sample
from reports.kinds.learner.made_up import learner
from reports.kinds.learner.overview import build
from reports.kinds.learner.rows import Learner


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Marjoribanks-X"
    return {
        "many": _sample(learner(7)),
        "one": _sample(learner(1)),
        "none": _sample(learner(0)),
        "left-out": _sample(learner(3, hidden=2, own_eyes=False)),
        "no growth said": _sample(learner(3, growth_may_be_said=False)),
        "long names": _sample(learner(4, name=long)),
        "right to left": _sample(learner(2, name="مريم بنت يوسف 😀 <b>x</b>")),
        "no level": _sample(learner(1, questions=4)),
        "on one day": _sample(learner(2, apart=dt.timedelta(0))),
    }


def _sample(made: Learner) -> Sample:
    return Sample((Page("index", build(made)),), len(made.sittings) + made.hidden, made.hidden, ("sitting", "sittings"))
