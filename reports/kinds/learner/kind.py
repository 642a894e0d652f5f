"""How the report on a learner is asked for on the command line. What it shows is given by the assessor."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

from reports.data import Page
from reports.kinds.learner import overview
from reports.kinds.learner.rows import Learner


class LearnerReport:
    """The report on one learner, or on each of an organisation's: a page each."""

    about = "one learner: level, growth, areas, evidence, and what to do next"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add whose report it is, and through whose eyes."""
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--learner", metavar="ID", default="", help="a person's id or the address of her mail")
        whose.add_argument("--all", action="store_true", help="everybody who has sat, a page each, and a list of them")
        parser.add_argument(
            "--organisation",
            metavar="ID",
            default="",
            help="which organisation, where there are several: its id or name",
        )
        parser.add_argument(
            "--reader",
            metavar="ID",
            default="",
            help="for whom it is made, by id or address: what she may see; default: the learner herself",
        )

    def pages(self, options: Namespace, given: Iterable[Learner] = ()) -> Iterator[Page]:
        """Build a page for each learner; one that was asked for alone is the index."""
        learners = list(given)
        if not options.all:
            yield from (Page("index", overview.build(learner)) for learner in learners)
            return
        yield Page("index", overview.build_list(learners))
        for learner in learners:
            yield Page(f"learners/{learner.id}", overview.build(learner, in_list=True))

    def source(self, options: Namespace) -> str:
        """Say who reads."""
        return f"for: {options.reader or 'the learner'}"


KIND = LearnerReport()
