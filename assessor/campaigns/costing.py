"""What a campaign will take and tell, stated before its launch: hours of staff, and the error of a sample."""

import math
import statistics
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from assessor.models.campaigns.campaign import Campaign
from assessor.models.measurement.asked import Asked
from assessor.models.measurement.response import Response
from assessor.models.measurement.result import Result
from assessor.sittings.form import make_form

FEWEST_MEASURED = 10
"""Sittings, below which the stated minutes are taken: fewer would tell how long single people took."""
NEWEST = 500
MINUTES_A_QUESTION = 1.0
STATED = "the authors' word of November 2026: 20 to 40 minutes for at most 30 questions, so one minute a question"
_SURE = 1.96


@dataclass(frozen=True, slots=True)
class Cost:
    """Hours of staff."""

    people: int
    minutes: float
    """Of one sitting."""
    source: str
    """Where the minutes come from."""

    @property
    def hours(self) -> float:
        """Of everybody together."""
        return self.people * self.minutes / 60


def cost_of(session: Session, campaign: Campaign, people: int) -> Cost:
    """Return what a campaign will take of so many people's time."""
    if campaign.timed_minutes is not None:
        return Cost(people, float(campaign.timed_minutes), "the time limit, which most people do not use up")
    most = make_form(**campaign.form).most
    measured = _measured(session)
    if len(measured) >= FEWEST_MEASURED:
        minutes = statistics.median(seconds / questions for seconds, questions in measured) * most / 60
        return Cost(people, minutes, f"the median pace of your {len(measured)} newest sittings, at {most} questions")
    return Cost(people, most * MINUTES_A_QUESTION, STATED)


def _measured(session: Session) -> list[tuple[float, int]]:
    """Return of the newest sittings that ended the seconds of their answers, and how many these were."""
    newest = select(Result.sitting_id).group_by(col(Result.sitting_id)).order_by(func.max(Result.at).desc())
    took = (
        select(func.sum(Response.seconds), func.count())
        .join(Asked, col(Asked.id) == col(Response.asked_id))
        .where(col(Asked.sitting_id).in_(newest.limit(NEWEST)), col(Response.seconds).is_not(None))
        .group_by(col(Asked.sitting_id))
    )
    return [(float(seconds), count) for seconds, count in session.exec(took) if seconds and count]


def sampling_error(size: int, people: int) -> float:
    """Return by how much at most a share of all may lie off that of a sample drawn by lot; a part of 1, at 95 %.

    For a share of one half, with the correction for a finite population (Cochran 1977, Sampling Techniques, 2.5); as if
    everybody who is drawn sat, and as if levels were known exactly.
    """
    if size >= people:
        return 0.0
    return _SURE * math.sqrt(0.25 / size * (people - size) / (people - 1))
