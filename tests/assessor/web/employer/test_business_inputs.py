"""What an owner types for a team's business case: kept, shown again, and refused with one sentence at each field."""

import datetime as dt

from tests.assessor.web.making import Browser, Tenant

NEXT_YEAR = dt.date.today() + dt.timedelta(days=365)  # noqa: DTZ011 - any day to come
FORM = {
    "target": "orchestration",
    "until": NEXT_YEAR.isoformat(),
    "reached": "50",
    "hour_cost": "32.50",
    "per_dollar": "0.8",
    "work-0-name": "Expense claims",
    "work-0-times": "40",
}


def test_what_is_typed_is_kept_and_stands_in_the_form_and_the_report_with_who_typed_it(
    owner: Browser, own: Tenant
) -> None:
    path = f"/teams/{own.team_id}/business-case"
    assert f'href="{path}"' in owner.get(f"/teams/{own.team_id}").text
    assert "Nothing has been typed yet." in owner.get(path).text
    assert owner.post(path, FORM).location == path
    page = owner.get(path).text
    assert "Typed last by <bdi>Owner" in page
    assert 'value="Expense claims"' in page
    report = owner.get(f"/teams/{own.team_id}/reports/business_case").text
    assert "No figure is given" in report
    assert "Expense claims" in report


def test_mistakes_stand_at_their_fields_and_what_was_typed_stays(owner: Browser, own: Tenant) -> None:
    path = f"/teams/{own.team_id}/business-case"
    answer = owner.post(path, FORM | {"until": "soon", "work-0-times": "", "hour_cost": "33"})
    assert answer.status_code == 422
    assert "&#39;soon&#39; is not the day by which" in answer.text
    assert 'href="#work-0-times"' in answer.text
    assert 'value="33"' in answer.text


def test_only_an_owner_types_it(manager: Browser, own: Tenant) -> None:
    path = f"/teams/{own.team_id}/business-case"
    assert manager.get(path).status_code == 403
    assert path not in manager.get(f"/teams/{own.team_id}").text
