"""How the benchmark report is asked for on the command line, and which pages it has."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

import harness.api
from reports.data import Page
from reports.kinds.benchmark import overview
from reports.kinds.benchmark.sections import trials
from reports.kinds.benchmark.trial.page import build_trial


class Benchmark:
    """The report on one benchmark run: a page for the run and a page for each trial."""

    about = "one benchmark run: what came out at each level, what it took, and every trial in full"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the run and the ledger."""
        parser.add_argument("run", metavar="RUN", help="the id of a run, its beginning, or 'latest'")
        parser.add_argument(
            "--trial",
            metavar="TRIAL",
            default="",
            help="only the page of this trial: an id, its beginning, slowest, worst",
        )
        parser.add_argument("--ledger", metavar="URL", default="sqlite:///runs.db", help="default: %(default)s")

    def pages(self, options: Namespace, given: Iterable[object] = ()) -> Iterator[Page]:
        """Read the run and build its pages, one trial at a time."""
        assert not given, "it reads the ledger itself"
        view = harness.api.open_view(options.ledger, options.run, happened=not options.trial)
        if options.trial:
            for detail in harness.api.trial_details(options.ledger, view.id, options.trial):
                yield Page("index", build_trial(view, detail, alone=True))
            return
        yield Page("index", overview.build(view))
        for detail in harness.api.trial_details(options.ledger, view.id):
            yield Page(trials.page(detail.trial.id), build_trial(view, detail))

    def source(self, options: Namespace) -> str:
        """Name the ledger, its password left out."""
        return "ledger: " + re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", options.ledger)


KIND = Benchmark()
