"""Made-up packs, for the common test: every person and every number is invented."""

from collections.abc import Mapping
from dataclasses import replace

from reports.data import Page
from reports.kinds import Sample
from reports.kinds.review.made_up import DUE, JUDGED, programme, review
from reports.kinds.review.overview import build
from reports.kinds.review.rows import Hours, Override, Review, Stood
from reports.programme.made_up import BEGAN, TODAY, ksbs


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Marjoribanks-X"
    worded = ksbs(words="A made-up wording that is about as long as those of a standard usually are, in two lines.")
    starter = programme(
        now=Stood(TODAY, 4.0, None, 0),
        then=None,
        last=None,
        judged=replace(
            JUDGED,
            word="new starter",
            colour=None,
            points=None,
            progress_percent=None,
            progress_on=None,
            basis="",
            elapsed_percent=4.0,
        ),
        due=replace(DUE, state="not due yet", planned_on=None, counted_from=BEGAN),
        turns=(),
        priors=(),
        pieces=(),
        ksbs=(),
        hours=Hours(None, None, 0, ""),
    )
    judged = replace(
        JUDGED, override=Override("green", "Two pieces of work wait for signing", JUDGED.progress_on or TODAY)
    )
    return {
        "many": _sample(review()),
        "one": _sample(review(1)),
        "none": _sample(review(0, programme=None, actions=())),
        "left-out": _sample(review(1, hidden=2)),
        "new starter": _sample(review(0, programme=starter, actions=())),
        "trainer's judgement": _sample(review(2, programme=programme(judged=judged), growth_may_be_said=False)),
        "with wording": _sample(review(programme=programme(ksbs=worded))),
        "long names": _sample(review(name=long, reader=long)),
        "right to left": _sample(review(name="مريم بنت يوسف 😀 <b>x</b>")),
    }


def _sample(made: Review) -> Sample:
    return Sample((Page("index", build(made)),), made.sittings, made.hidden, ("sitting", "sittings"))
