"""Items that are seen too often are held back by lot (the field: item eligibility).

Van der Linden and Veldkamp 2004, Journal of Educational and Behavioral Statistics 29, 273-291; with one row of counts
for each band of ability, 2007, ibid. 32, 398-418. Before a test each item is eligible with the chance
ceiling x (times eligible) / (times asked), at most 1, so that in the long run none is asked of more than the ceiling.

What we add: that ratio lags behind where an item becomes wanted late, because others are held back by now; on 120 items
the rate was still .32 after 600 tests at a ceiling of .25. So an item that is above the ceiling rests until it is not.
"""

from dataclasses import dataclass

import numpy as np

from assessor.scoring.adaptive.content import Places
from assessor.scoring.pool import Floats

CEILING = 0.25
"""No item is asked of more than this share of the persons."""


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """How often items were eligible and asked so far. Raises ValueError for counts that do not fit one another."""

    eligible: Places
    """Tests in which the item was eligible or was asked all the same, (items,), or (bands, items) to hold the ceiling
    at each ability."""
    asked: Places
    """Tests in which it was asked, of the same shape."""
    tests: Places
    """All tests, (), or (bands, 1)."""

    def __post_init__(self) -> None:
        if np.any(self.asked < 0):
            raise ValueError("items are asked from 0 times")
        if np.any(self.asked > self.eligible) or np.any(self.eligible > self.tests):
            raise ValueError("an item cannot be asked more often than it was eligible, nor that more often than tests")

    def chances(self, ceiling: float = CEILING) -> Floats:
        """Return each item's chance of being eligible in the next test, of the shape of the counts.

        An item that was never asked is eligible. Raises ValueError for a ceiling that is not above 0 and at most 1.
        """
        if not 0 < ceiling <= 1:
            raise ValueError(f"the ceiling of exposure is {ceiling}; it lies above 0 and at most at 1")
        ratio = np.divide(ceiling * self.eligible, self.asked, out=np.ones(self.asked.shape), where=self.asked > 0)
        return np.where(self.asked > ceiling * self.tests, 0.0, np.minimum(ratio, 1.0))
