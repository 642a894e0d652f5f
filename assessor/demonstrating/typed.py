"""What the make-believe owner has typed for reports, through the forms that everybody's go through."""

import datetime as dt

from assessor.db import TenantSession
from assessor.demonstrating.cast import Cast
from assessor.planning import article_4, attitude, business_case, plan
from assessor.planning.fields import typed_month
from assessor.planning.inputs import Place, keep
from assessor.programmes.paying.levy import later

_BEFORE = dt.timedelta(days=3)
_ANSWERS = {"who_leads": "both", "time": "some", "practice": "own", "sign": "use", "afterwards": "team"}


def type_in(session: TenantSession, cast: Cast, now: dt.datetime) -> None:
    """Type the levy account and seats, one team's work, measures, and the answers to the five questions.

    Some prices are left open, as they are where nobody has asked for them yet, and no run stands for the team's work:
    so the plan says what is missing, and the business case why it gives no figure.
    """
    owner, at, today = cast.viewer(cast.leads["owner"], "owner"), now - _BEFORE, now.date()
    said = plan.read(_plan(today), today)
    keep(session, owner, Place(plan.KIND), said.model_dump(mode="json"), at)
    case = business_case.read(_business_case(today), today)
    place = Place(business_case.KIND, business_case.about(cast.teams[0]))
    keep(session, owner, place, case.model_dump(mode="json"), at)
    record = article_4.RecordSaid()
    for measure in _measures(today):
        record = article_4.put(record, measure, at.date())
    article_4.keep(session, owner, record, at)
    attitude.keep(session, owner, _ANSWERS, at)


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


def _business_case(today: dt.date) -> dict[str, str]:
    return {
        "target": "context",
        "until": (today + dt.timedelta(days=365)).isoformat(),
        "reached": "60",
        "hour_cost": "24.50",
        "per_dollar": "0.76",
        "work-0-name": "Reconcile the contractors' expenses",
        "work-0-times": "4",
        "work-1-name": "Prepare a new starter's first month",
        "work-1-times": "1.5",
    }


def _measures(today: dt.date) -> list[dict[str, str]]:
    return [
        {
            "audience": "Lettings officers who draft letters with an AI tool (make-believe)",
            "objective": "Check a draft against the file before it is sent, and keep tenants' data out of open tools",
            "measure": "A morning's workshop on own letters, and a page of house rules beside each desk",
            "evidence": "List of who came, and the page of rules, in the training folder",
            "done_on": (today - dt.timedelta(days=150)).isoformat(),
            "review_on": (today + dt.timedelta(days=60)).isoformat(),
        },
        {
            "audience": "Managers who decide where AI is used (make-believe)",
            "objective": "Say for each use who answers for it, what is checked, and when it is stopped",
            "measure": "One unit of AI leadership for four managers",
            "review_on": (today + dt.timedelta(days=200)).isoformat(),
        },
    ]
