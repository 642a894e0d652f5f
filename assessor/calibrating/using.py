"""Which calibrations there are, and the decision that new sittings begin with one.

A running sitting goes on with the one it began with. Nothing is taken back: a later decision stands beside the earlier.
"""

import datetime as dt
from typing import Any

from sqlalchemy import Connection, insert, select

from assessor.errors import AssessorError
from assessor.models.measurement import CALIBRATION, CALIBRATION_USE
from assessor.sittings import rows
from assessor.sittings.calibration import Calibration


class NotUsed(AssessorError):
    """A calibration cannot be taken into use; one sentence says why."""


def keep(connection: Connection, calibration: Calibration, at: dt.datetime) -> None:
    """Store a calibration, unless it is there."""
    rows.keep_calibration(connection, calibration.as_row(at))


def stored(connection: Connection) -> list[dict[str, Any]]:
    """Return all calibrations in the order of their making; `used_by` is who took it into use last, or None."""
    decisions = select(CALIBRATION_USE).order_by(CALIBRATION_USE.c.number)
    by = {row.calibration: row.by for row in connection.execute(decisions)}
    found = connection.execute(select(CALIBRATION).order_by(CALIBRATION.c.made_at, CALIBRATION.c.label)).mappings()
    return [{**row, "used_by": by.get(row["label"])} for row in found]


def take_into_use(connection: Connection, label: str, by: str, at: dt.datetime, *, simulated: bool = False) -> None:
    """Let new sittings begin with a calibration. Raises NotUsed for one that is not there.

    One that rests on made-up people is refused unless `simulated` says that it is meant.
    """
    if not by.strip():
        raise NotUsed("a calibration is taken into use by somebody; give a name with --by")
    found = {row["label"]: row["stage"] for row in stored(connection)}
    if label not in found:
        raise NotUsed(f"there is no calibration '{label}'; there are {', '.join(found) or 'none'}")
    if found[label] == "simulated" and not simulated:
        raise NotUsed(f"calibration {label} rests on made-up people; it is for trials alone, and --simulated says so")
    connection.execute(insert(CALIBRATION_USE), {"calibration": label, "by": by.strip(), "at": at})
