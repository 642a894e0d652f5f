"""Made-up pages of this report, for the common test: every person and every number is invented."""

from collections.abc import Mapping

from reports.data import Page
from reports.groups.made_up import group, hidden, nobody
from reports.kinds import Sample
from reports.kinds.cohort.made_up import cohort
from reports.kinds.cohort.overview import build
from reports.kinds.cohort.rows import Cohort


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    owner = group(14, kind="cohort", name="Spring intake")
    return {
        "many": _sample(cohort(120)),
        "five thousand": _sample(cohort(5000)),
        "one": _sample(cohort(1, group=hidden(kind="cohort", name="Spring intake"))),
        "none": _sample(cohort(0, group=nobody(kind="cohort", name="Spring intake"))),
        "left-out": _sample(cohort(16)),
        "an owner's": _sample(cohort(14, group=owner, learners=None, programmes=None)),
    }


def _sample(made: Cohort) -> Sample:
    told = made.group.told
    asked, people = (told.when.asked, told.when.people) if told else (0, 0)
    return Sample((Page("index", build(made)),), asked, asked - people, ("person", "people"))
