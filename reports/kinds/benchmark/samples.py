"""Made-up pages of this report, for the common test: no model worked in these runs, every number is invented."""

from collections.abc import Mapping

from harness.api.rows import RunView
from harness.plan.level import Level
from reports.data import Page
from reports.kinds import Sample
from reports.kinds.benchmark import overview
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import HOSTILE, Invention, detail
from reports.kinds.benchmark.sections import trials
from reports.kinds.benchmark.trial.page import build_trial


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    made = {
        "many": Invention(12, evidence="real", priced="known"),
        "one": Invention(1, levels=(Level.PROMPTING,), tools_only=False),
        "none": Invention(0),
        "left-out": Invention(8, broken=5, priced="unknown", evidence="scripted"),
        "two cases": Invention(2),
        "long names": Invention(3, design_name=f"{'a-very-long-design-name-' * 5}{{level}} {HOSTILE}"),
    }
    return {name: _sample(run(invention)) for name, invention in made.items()}


def _sample(view: RunView) -> Sample:
    pages = [Page("index", overview.build(view))]
    pages += [Page(trials.page(row.id), build_trial(view, detail(row))) for row in view.trials[:4]]
    return Sample(tuple(pages), view.finished + view.left_out, view.left_out)
