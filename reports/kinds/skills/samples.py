"""Made-up skills scans, for the common test: every person and every number is invented."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reports.data import Note, Page
from reports.kinds import Sample
from reports.kinds.skills.overview import build
from reports.kinds.skills.rows import Scan
from reports.programme.made_up import BEGAN, ENROLLED, PRIOR, TODAY, ksbs, sat


def scan(**other: Any) -> Scan:  # noqa: ANN401 - any field
    """Invent a scan; other fields are taken as they are given."""
    made: dict[str, Any] = {
        "id": "made-up",
        "name": "Robin Example",
        "organisation": "A make-believe firm",
        "made_on": TODAY,
        "reader": "Jo Trainer",
        "why": "the person who sat shared it with the cohort's trainers",
        "framework": "a made-up framework of five levels",
        "enrolled": ENROLLED,
        "ksbs": ksbs(last_on=None),
        "first": sat(BEGAN, -0.6),
        "hidden": 0,
        "sittings": 1,
        "priors": (PRIOR,),
        "asked_min": 28_080,
        "planned_min": 27_600,
        "evidence": Note("What this is evidence of", "Nothing: every number here is made up."),
        "evidence_label": "Made-up numbers.",
    }
    made |= other
    made["sittings"] = (made["first"] is not None) + made["hidden"]
    return Scan(**made)


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Marjoribanks-X"
    linked = tuple(replace(ksb, areas=("Checking",), words="A made-up wording.") for ksb in ksbs(20, last_on=None))
    bare: dict[str, Any] = {"ksbs": (), "priors": (), "asked_min": None, "planned_min": None}
    return {
        "many": _sample(scan()),
        "one": _sample(scan(ksbs=ksbs(1, last_on=None))),
        "none": _sample(scan(enrolled=None, first=None, **bare)),
        "left-out": _sample(scan(first=None, hidden=2)),
        "nothing kept": _sample(scan(first=None, **bare)),
        "linked": _sample(scan(ksbs=linked)),
        "long names": _sample(scan(name=long, reader=long)),
    }


def _sample(made: Scan) -> Sample:
    return Sample((Page("index", build(made)),), made.sittings, made.hidden, ("sitting", "sittings"))
