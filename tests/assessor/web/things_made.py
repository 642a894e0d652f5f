"""Something of each kind that paths name, for the matrix of routes. A route with a new kind of id adds a line here."""

from collections.abc import Callable

from assessor.storing.tenants import TenantSession
from tests.assessor.web.made.of_people import api_tokens, cohorts, people, sign_ins, teams
from tests.assessor.web.made.of_programmes import enrolments, progress_reviews
from tests.assessor.web.made.of_sittings import (
    actions,
    answers,
    campaigns,
    reports,
    results,
    reviews,
    sittings,
    team_sittings,
)
from tests.assessor.web.made.of_work import badges, deliveries, jobs, panels, uploads, webhooks
from tests.assessor.web.made.thing import Made
from tests.assessor.web.making import Tenant

KINDS: dict[str, Callable[[TenantSession, Tenant], list[Made]]] = {
    "action_id": actions,
    "answer_id": answers,
    "api_token_id": api_tokens,
    "badge_id": badges,
    "campaign_id": campaigns,
    "cohort_id": cohorts,
    "delivery_id": deliveries,
    "enrolment_id": enrolments,
    "job_id": jobs,
    "panel_id": panels,
    "person_id": people,
    "progress_review_id": progress_reviews,
    "report_id": reports,
    "result_id": results,
    "review_id": reviews,
    "sign_in_id": sign_ins,
    "sitting_id": sittings,
    "team_id": teams,
    "together_id": team_sittings,
    "upload_id": uploads,
    "webhook_id": webhooks,
}
"""By the name that the id has in paths."""
