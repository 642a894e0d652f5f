"""S-X2 of items, where enough people were given the same items: it compares people by their sum.

In adaptive sittings hardly two people are; then there is none, and the option table and the estimate have to do.
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from assessor.curating.statistics.rest import Table
from assessor.scoring.items.fit import ItemFit, item_fit
from assessor.scoring.pool import NOT_ADMINISTERED, Pool
from assessor.sittings.calibration import Calibration

FEWEST = 200
FEWEST_ITEMS = 3


def fits(table: Table, known: Calibration) -> Mapping[str, ItemFit]:
    """Return S-X2 by the item's id with version, each from the largest group of people given the same items."""
    groups: defaultdict[bytes, list[int]] = defaultdict(list)
    given = table.responses != NOT_ADMINISTERED
    for row, flags in enumerate(given):
        groups[flags.tobytes()].append(row)
    found: dict[str, ItemFit] = {}
    from_answers = known.made_from.get("answers", {})
    for rows in sorted(groups.values(), key=len):
        places = np.flatnonzero(given[rows[0]])
        if len(rows) < FEWEST or len(places) < FEWEST_ITEMS:
            continue
        parameters = [known.items[known.places[table.items[place].name]] for place in places]
        costs = [1 + len(one.steps) if from_answers.get(one.name) else 0 for one in parameters]
        one_form = item_fit(Pool(parameters), table.responses[rows][:, places], costs)
        found |= dict(zip((one.name for one in parameters), one_form, strict=True))
    return found
