"""Items that are harder for one group of people as able as another: what it does to levels, and whether it is found."""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.fairness.scan import scan_matched
from assessor.scoring.fairness.strata import theta_strata
from assessor.simulating.crowd import Crowd
from assessor.simulating.world import World


@dataclass(frozen=True, slots=True)
class Tested:
    """One item that the scan could test."""

    item: str
    planted: bool
    n: int
    """Answers to it."""
    smd: float
    """Difference of the groups' mean scores at equal ability, in standard deviations of the item."""
    flagged: bool


@dataclass(frozen=True, slots=True)
class Subgroups:
    """What planted items do."""

    planted: int
    """Items harder for the focal group."""
    asked: float
    """The share of the focal group's questions that were of these."""
    moved: float
    """Mean error of the focal group less that of the others, in theta."""
    lower: float
    """How much more often people of the focal group come out below their true level than the others."""
    tested: tuple[Tested, ...]

    @property
    def found(self) -> float:
        """The share of the planted items that are flagged."""
        return _share([one.flagged for one in self.tested if one.planted])

    @property
    def false_alarms(self) -> float:
        """The share of the other items that are flagged."""
        return _share([one.flagged for one in self.tested if not one.planted])


def subgroups(world: World, crowd: Crowd) -> Subgroups:
    """Return what happened to the focal group, and what a DIF scan of the answers says."""
    focal, planted = crowd.different, np.zeros(len(world.bank), dtype=np.bool_)
    planted[list(world.planted)] = True
    asked = crowd.rows >= 0
    error = crowd.eap - crowd.theta
    below = world.cuts.levels(crowd.eap) < world.cuts.levels(crowd.theta)
    scan = scan_matched(crowd.rows, focal, theta_strata(crowd.eap))
    return Subgroups(
        planted=int(planted.sum()),
        asked=float(asked[focal][:, planted].sum() / asked[focal].sum()),
        moved=float(error[focal].mean() - error[~focal].mean()),
        lower=float(below[focal].mean() - below[~focal].mean()),
        tested=tuple(
            Tested(world.bank[one.item].id, bool(planted[one.item]), sum(one.sizes), one.means.smd_in_sd, one.flagged)
            for one in scan.items
        ),
    )


def _share(claims: list[bool]) -> float:
    return sum(claims) / len(claims) if claims else 0.0
