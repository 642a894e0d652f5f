"""Which campaigns' figures a report on a group tells of: the newest, or those of a campaign or day asked for."""

import datetime as dt
from collections.abc import Sequence

from assessor.campaigns.groups.reading import Ended
from assessor.errors import AssessorError
from assessor.progress.sources import Asked
from reports.groups.asking import SINCE, UNTIL
from reports.groups.sections.mistakes import APART_DAYS
from reports.groups.wording import NEARLY


class NoSuchFigures(AssessorError):
    """No campaign with figures of the group fits what was asked for."""


def closed_on(one: Ended, asked: Asked) -> dt.date:
    """Return the day on which a campaign was closed."""
    assert one.campaign.closed_at is not None, "figures are made after the end"
    return asked.day_of(one.campaign.closed_at)


def newest(found: Sequence[Ended], asked: Asked, key: str) -> Ended | None:
    """Return the campaign to tell of: what was asked for, or the newest that shows the group, or else the newest.

    `found` has the newest first. Raises NoSuchFigures.
    """
    if UNTIL in asked.wishes:
        return _wanted(found, asked, UNTIL)
    shown = (one for one in found if (told := one.group(key)) is not None and told.is_shown)
    return next(shown, next(iter(found), None))


def earlier(found: Sequence[Ended], one: Ended, asked: Asked) -> Ended | None:
    """Return the campaign that movement is told since: the one before, or what was asked for. Raises NoSuchFigures."""
    before = _before(found, one)
    return _wanted(before, asked, SINCE) if SINCE in asked.wishes else next(iter(before), None)


def nearly_all(found: Sequence[Ended], one: Ended, key: str) -> list[Ended]:
    """Return the campaigns, from one back, that asked nearly all of a group: some ask a part of it alone."""
    until = [one, *_before(found, one)]
    asked = {each.campaign.id: told.asked or 0 for each in until if (told := each.group(key))}
    least = NEARLY * max(asked.values(), default=0)
    return [each for each in until if asked.get(each.campaign.id, 0) >= least]


def long_before(found: Sequence[Ended], one: Ended, asked: Asked) -> Ended | None:
    """Return the newest campaign that ended long enough before to say that nobody has moved since."""
    last = closed_on(one, asked) - dt.timedelta(days=APART_DAYS)
    return next((each for each in _before(found, one) if closed_on(each, asked) <= last), None)


def _before(found: Sequence[Ended], one: Ended) -> list[Ended]:
    """Return the campaigns after one in a list with the newest first."""
    place = next((at for at, each in enumerate(found) if each.campaign.id == one.campaign.id), len(found))
    return list(found[place + 1 :])


def _wanted(found: Sequence[Ended], asked: Asked, wish: str) -> Ended:
    said = asked.wishes[wish].strip()
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        fits = [each for each in found if each.campaign.id == said]
    else:
        fits = [each for each in found if closed_on(each, asked) <= day]
    if not fits:
        there = "; ".join(f"{each.campaign.name}, closed {closed_on(each, asked)}" for each in found[:6]) or "none"
        raise NoSuchFigures(
            f"no campaign with figures of this group fits --{wish} '{said}'; write a campaign's id, or a day from "
            f"the end of one of these on: {there}"
        )
    return fits[0]
