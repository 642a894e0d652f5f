"""Figures of groups by the API: those that were published, and of a hidden group nothing but its name."""

from assessor.db import Store
from tests.assessor.web.employer.conftest import figures_of
from tests.assessor.web.making import Tenant
from tests.assessor.web.programs.calling import Program

CHANCES = (0.1, 0.2, 0.4, 0.2, 0.1)


def test_a_program_reads_what_was_published_and_no_small_group(
    ours_by_key: Program, own: Tenant, service_store: Store
) -> None:
    campaign_id = figures_of(service_store, own, "Spring", CHANCES, 20)
    answer = ours_by_key.got(f"/campaigns/{campaign_id}/groups")
    found = {row["name"]: row for row in answer["groups"]}
    assert [share["part"] for share in found["Team 0"]["above"]] == [0.9, 0.7, 0.3, 0.1]
    shown = {key: value for key, value in found["Clerk"].items() if value is not None}
    assert shown == {"kind": "role", "id": "Clerk", "name": "Clerk"}
