"""What the make-believe owner has typed for reports, through the forms that everybody's go through."""

import datetime as dt

from assessor.db import TenantSession
from assessor.demonstrating.cast import Cast
from assessor.planning import plan
from assessor.planning.fields import typed_month
from assessor.planning.inputs import Place, keep
from assessor.programmes.paying.levy import later

_BEFORE = dt.timedelta(days=3)


def type_in(session: TenantSession, cast: Cast, now: dt.datetime) -> None:
    """Type the levy account and seats; some prices are left open, as they are where nobody has asked for them yet."""
    owner = cast.viewer(cast.leads["owner"], "owner")
    said = plan.read(_plan(now.date()), now.date())
    keep(session, owner, Place(plan.KIND), said.model_dump(mode="json"), now - _BEFORE)


def _plan(today: dt.date) -> dict[str, str]:
    month = today.replace(day=1)
    at = {ahead: typed_month(later(month, ahead)) for ahead in range(1, 12)}
    return {
        "pays_levy": "yes",
        "on": (today - _BEFORE).isoformat(),
        "balance": "96,000",
        "inflow": "6,500",
        "committed": "4,200",
        "committed_until": at[9],
        "expiring": f"{at[2]} 9,500\n{at[3]} 6,500",
        "ST1512-people": "12",
        "ST1512-from_25": "9",
        "ST1512-starts": at[2],
        "ST1512-months": "15",
        "ST1512-price": "18,000",
        "ST0795-people": "10",
        "ST0795-starts": at[3],
        "AU0010-people": "4",
        "AU0010-starts": at[4],
    }
