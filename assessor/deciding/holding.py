"""What holds a level back, whatever the answers say: gates that want practical evidence, floors that want an area.

Of evidence of one kind the newest word counts, whoever gives it: a task that was failed later, or evidence that was
taken back (a later word "not passed"), closes the gate again. Simulated evidence opens no gate, and neither does a word
without a rubric or a name. A level needs the gates of all levels up to it.

A floor holds a level back where it is likely enough, by the answers in its area alone, that the area lies more than the
allowed number of levels below. Strength elsewhere does not count there: that is what a floor is for. Few answers leave
much doubt, so the likelihood that is asked for is well above one half. Where the area has too few answers the floor is
not judged: the level is issued all the same, since a floor guards against a weakness that was seen, and the result says
that nobody looked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor.deciding.cut_set import CutSet, Floor, Gate
from assessor.deciding.evidence import Evidence, EvidenceKind
from assessor.deciding.profile import AreaFigure


@dataclass(frozen=True, slots=True)
class GateState:
    """Whether a gate is open, and why not."""

    gate: Gate
    is_open: bool
    why: str


@dataclass(frozen=True, slots=True)
class FloorState:
    """A floor and the figure of its area, if the area has one."""

    floor: Floor
    figure: AreaFigure | None

    @property
    def judged(self) -> bool:
        """True where the area has enough answers."""
        return self.figure is not None and self.figure.answered >= self.floor.answers

    def chance_below(self, level: int) -> float:
        """Return the chance that the area lies too far below a level."""
        return 0.0 if self.figure is None else sum(self.figure.own_chances[: self.lowest(level) - 1])

    def lowest(self, level: int) -> int:
        """Return the lowest level in which the area may lie where this one is issued."""
        return max(level - self.floor.below, 1)

    def concerns(self, level: int) -> bool:
        """Say whether a level could be held back by it at all: the lowest ones cannot."""
        return self.lowest(level) > 1

    def holds_back(self, level: int) -> bool:
        """Say whether a level is not issued because of it."""
        return self.judged and self.chance_below(level) >= self.floor.chance


def gate_states(cut_set: CutSet, evidence: Sequence[Evidence]) -> tuple[GateState, ...]:
    """Return the state of each gate."""
    return tuple(GateState(gate, *_opened(gate.kind, evidence)) for gate in cut_set.gate)


def floor_states(cut_set: CutSet, areas: Sequence[AreaFigure]) -> tuple[FloorState, ...]:
    """Return the state of each floor."""
    figures = {figure.area: figure for figure in areas}
    return tuple(FloorState(floor, figures.get(floor.area)) for floor in cut_set.floor)


def _opened(kind: EvidenceKind, evidence: Sequence[Evidence]) -> tuple[bool, str]:
    of_kind = [one for one in evidence if one.kind == kind]
    counting = [one for one in of_kind if _counts(one)]
    if not counting:
        return False, "there is only evidence that opens no gate" if of_kind else "there is none yet"
    newest = max(counting, key=lambda one: (one.at, one.id))
    said = f"of {newest.at.date()}, marked by {newest.by} against {newest.rubric.partition('#')[0]}"
    return newest.passed, "" if newest.passed else f"the newest, {said}, was not passed or was taken back"


def _counts(one: Evidence) -> bool:
    return one.source != "simulated" and bool(one.rubric.strip()) and bool(one.by.strip())
