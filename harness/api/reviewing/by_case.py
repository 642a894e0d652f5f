"""A person's minutes and the defects that go out, case by case, so that designs can be held against each other.

The minutes are a straight line in the share of acceptable answers and in how much is handed over, so that the mean over
cases is the figure of the whole run. Every other term is the same in each case, and pairs share its error.
"""

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence

from harness.api.reviewing.escalations import Counted
from harness.api.reviewing.rows import CaseAttention
from harness.meter.attention.formula import Work, defects_per_100, job_min
from harness.meter.attention.terms import Term


def by_case(
    accepted: Mapping[int, Sequence[bool]], handed_over: Sequence[Counted], terms: Sequence[Term]
) -> tuple[CaseAttention, ...]:
    """Work the formula out for each case; `accepted` has for each case whether its answers were acceptable.

    What was entered holds in every case; a case whose answers nobody counted has as much handed over as the rest.
    """
    values = {term.key: term.value for term in terms}
    measured = {term.key for term in terms if term.mark == "measured"}
    items: defaultdict[int, list[int]] = defaultdict(list)
    for one in handed_over:
        items[one.seed].append(one.figures.stated)
    found = []
    for seed, good in accepted.items():
        own = {"acceptable": sum(good) / len(good)}
        if items[seed]:
            own["escalations"] = statistics.fmean(items[seed])
        work = Work.of(values | {key: value for key, value in own.items() if key in measured})
        found.append(CaseAttention(seed, job_min(work), defects_per_100(work)))
    return tuple(found)
