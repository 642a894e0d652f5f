"""Made-up pages of this report, for the common test: every team, run and number is invented."""

from collections.abc import Mapping

from reports.data import Page
from reports.kinds import MANY, Sample
from reports.kinds.business_case.made_up import LOSS, case, group, run, weak, work
from reports.kinds.business_case.overview import build
from reports.kinds.business_case.rows import Case

NO_RUN = "no run was named"
HIDDEN = "not shown: too few people, or fewer could be worked out from it by subtraction"


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and one for each way in which a case may end."""
    claims = work("Expense claims", 40, run("run-1"))
    calendar = work("Content calendar", 8, run("run-2", task="Monthly content calendar"))
    name = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Marjoribanks-X مريم 😀 <b>x</b>"
    made = {
        "many": case(claims, calendar, work("Onboarding", 6, NO_RUN)),
        "one": case(claims),
        "none": case(said=None, group=None, why_no_group="no campaign that asked this team has ended"),
        "left-out": case(claims, work("Onboarding", 6, NO_RUN), work("Tenders", 2, run("run-3", is_resolved=False))),
        "a loss": case(work("Expense claims", 40, run("run-4", LOSS))),
        "not resolved": case(work("Tenders", 2, run("run-3", is_resolved=False))),
        "embedded model": case(work("Expense claims", 40, weak("run-5", "embedded"))),
        "no run": case(work("Onboarding", 6, NO_RUN)),
        "hidden group": case(claims, group=None, why_no_group=HIDDEN),
        "simulated people": case(claims, group=group(is_simulated=True), is_make_believe=True),
        "many people": case(claims, group=group(people=MANY, asked=MANY)),
        "long names": case(work(name, 40, run("run-6", task=name)), team=name),
    }
    return {name: _sample(one) for name, one in made.items()}


def _sample(made: Case) -> Sample:
    asked, counted = (made.group.asked, made.group.people) if made.group else (0, 0)
    return Sample((Page("index", build(made)),), asked, asked - counted, ("person", "people"))
