"""How to read the report: what the figures are evidence of, and who sees it."""

from reports.data import Bullets, Fact, Facts, Section
from reports.kinds.learner.rows import Learner
from reports.words import day

TITLE = "How to read this"


def build(learner: Learner) -> Section:
    """Say what figures rest on, when the report was made and for whom."""
    conditions = learner.sittings[-1].conditions if learner.sittings else ()
    facts = Facts(
        (
            Fact("Made on", day(learner.made_on)),
            Fact("For", learner.name if learner.own_eyes else "somebody who may see these results"),
            Fact("Why that reader may see them", learner.why),
            Fact("Framework", learner.framework),
            Fact("Ability", "0 is the middle of the population that the scale is set by; 1 is its standard deviation"),
        )
    )
    return Section("reading", TITLE, (facts, *((Bullets(conditions),) if conditions else ())))
