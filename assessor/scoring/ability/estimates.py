"""What an estimate is: an ability and its standard error, or no estimate."""

from dataclasses import dataclass

from assessor.scoring.ability.answers import Flags
from assessor.scoring.pool import Floats


@dataclass(frozen=True, slots=True)
class Ability:
    """How able one person is (the field: person measure)."""

    theta: float
    se: float
    """Standard error, above 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Abilities:
    """How able many persons are."""

    theta: Floats
    """(persons,). Where there is no estimate: -inf for all lowest, inf for all highest, 0 for nothing answered."""
    se: Floats
    """(persons,), above 0; inf where there is no estimate."""
    found: Flags
    """(persons,): False where there is no estimate."""

    def __len__(self) -> int:
        """Return the number of persons."""
        return len(self.theta)

    def __getitem__(self, person: int) -> Ability | None:
        """Return one person's ability; None where there is no estimate."""
        return Ability(float(self.theta[person]), float(self.se[person])) if self.found[person] else None
