"""Made-up pages of this report, for the common test: every number is invented."""

from collections.abc import Mapping
from dataclasses import replace

from reports.data import Page
from reports.groups.made_up import group, hidden, nobody
from reports.groups.rows import Group
from reports.kinds import Sample
from reports.kinds.team.overview import build
from reports.kinds.team.rows import Team


def samples() -> Mapping[str, Sample]:
    """Return the samples that every kind brings, and a few of this kind's own."""
    whole = group(40)
    assert whole.told is not None
    assert whole.movement is not None
    old = replace(whole.told, above=())
    since = replace(whole.movement, above=())
    return {
        "many": _sample(group(5000)),
        "one": _sample(hidden()),
        "none": _sample(nobody()),
        "left-out": _sample(group(16, newer=("Autumn check",))),
        "a manager's": _sample(group(16, reader="a manager of the team", roles=None)),
        "figures of old": _sample(group(22, told=old, lately=old, movement=since, apart=None)),
    }


def _sample(made: Group) -> Sample:
    asked, people = (made.told.when.asked, made.told.when.people) if made.told else (0, 0)
    return Sample((Page("index", build(Team(made))),), asked, asked - people, ("person", "people"))
