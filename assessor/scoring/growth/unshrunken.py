"""An ability as its answers alone have it, from one that was drawn towards the population (EAP).

A posterior that is near enough normal is the product of what was believed before and what the answers say; the first is
divided out (the usual algebra of normal precisions). Lines of growth and comparisons of many people draw towards the
others themselves, and once is enough.
"""

from assessor.scoring.ability.estimates import Ability
from assessor.scoring.ability.posterior import POPULATION, Prior


def unshrunken(drawn: Ability, prior: Prior = POPULATION) -> Ability:
    """Return the ability and error of the answers alone.

    Raises ValueError where the error is not below that of the prior: then the answers say nothing.
    """
    if not 0 < drawn.se < prior.sd:
        raise ValueError(f"an error of {drawn.se} is not between 0 and {prior.sd}: the answers say nothing")
    precision = drawn.se**-2 - prior.sd**-2
    return Ability((drawn.theta * drawn.se**-2 - prior.mean * prior.sd**-2) / precision, precision**-0.5)
