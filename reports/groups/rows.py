"""What reports on groups are given: published figures, counts and answers. No person's result, and no store in here."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from reports.data import Note

GroupKind = Literal["team", "cohort"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a group, or by how much it moved, with the ends of its 95 % interval; from -1 to 1."""

    part: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """How a group does in one area, against what it does in all."""

    area: str
    points: float | None
    """Points in a hundred questions above what was to be expected; None where it is not shown."""
    se: float = 0.0
    people: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """From which campaign figures are, and how many people are in them."""

    campaign: str
    closed_on: dt.date
    asked: int
    people: int
    """How many of them count."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one campaign tells of one group."""

    when: When
    levels: tuple[Share, ...]
    """At each level, from the lowest."""
    above: tuple[Share, ...]
    """At each level or above, from the second on; empty in figures of old."""
    target: Share | None
    """At the level hoped for their role, or above; None where it is not shown."""
    with_target: int | None
    """How many have a role with such a level."""
    areas: tuple[AreaFigure, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """How one share has moved."""

    level: str
    then: Share
    now: Share
    by: Share


@dataclass(frozen=True, slots=True)
class Movement:
    """How a group has moved between two campaigns. Nobody is followed from one to the other."""

    before: When
    after: When
    levels: tuple[Moved, ...]
    """Of each level."""
    above: tuple[Moved, ...]
    """Of each level or above, from the second on; empty where one of the two does not tell it."""

    @property
    def days(self) -> int:
        """Between the ends of the two campaigns."""
        return (self.after.closed_on - self.before.closed_on).days


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a campaign is with this group."""

    campaign: str
    is_open: bool
    on: dt.date | None
    """When it was closed, or by when it is due."""
    asked: int | None
    """People; None where it is not told, in the others as well."""
    began: int | None
    finished: int | None
    counted: int | None
    """Whose results are in the figures."""


@dataclass(frozen=True, slots=True)
class RoleTarget:
    """A job role and the level that is hoped for it."""

    role: str
    level: str
    share: Share | None
    """At that level or above; None where it is not shown."""
    people: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an owner answered to one question."""

    question: str
    about: str
    """What the question is about."""
    said: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What an owner answered on how AI training is run."""

    on: dt.date
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All that is told of a group alike, whatever kind it is."""

    kind: GroupKind
    id: str
    """For the name of a file."""
    name: str
    organisation: str
    made_on: dt.date
    reader: str
    """Who reads it, in words: an owner, a manager of the team."""
    levels: tuple[str, ...]
    """Names of the literacy levels, from the lowest."""
    prompting: int
    """The place of the level that prompting belongs to."""
    minimum: int
    """Groups of fewer people are not shown."""
    coverage: tuple[Coverage, ...]
    """The newest campaign first."""
    evidence: Note
    evidence_label: str
    told: Figures | None = None
    why_not: str = ""
    """Why nothing is told; empty where it is."""
    newer: tuple[str, ...] = ()
    """Campaigns that ended later and asked the group, and do not show it."""
    everybody: Figures | None = None
    """The whole organisation in the same campaign; None where it is not for this reader."""
    movement: Movement | None = None
    """Since the campaign before that tells of it."""
    lately: Figures | None = None
    """Of the newest campaign that asked nearly all of the group: what the mistakes are read from."""
    apart: Movement | None = None
    """To that one, since one that asked nearly all and ended long enough before to say that nobody has moved."""
    roles: tuple[RoleTarget, ...] | None = None
    """None where they are not for this reader."""
    answers: Answers | None = None
    """None where nobody has answered yet."""
    stage: str = ""
    """What the figures rest on, in a sentence; empty where nothing is told."""
    may_compare: bool = False
    """Whether the evidence lets one group be said to be ahead of another."""


@dataclass(frozen=True, slots=True)
class LevelShare:
    """For a chart: the share of a group at a level."""

    level: str
    share: Share


@dataclass(frozen=True, slots=True)
class AreaField:
    """For a chart: one group in one area at one time."""

    area: str
    group: str
    figure: AreaFigure


@dataclass(frozen=True, slots=True)
class ShareMoved:
    """For a chart: how far a share has moved."""

    label: str
    by: Share
