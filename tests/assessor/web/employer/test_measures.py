"""Measures for AI literacy: added, changed, taken out, and shown in the Article 4 record."""

import re

from tests.assessor.web.making import Browser

FORM = {"audience": "Sales", "objective": "Checks drafts", "measure": "Workshop", "review_on": "2027-04-01"}


def key_of(owner: Browser, audience: str) -> str:
    """Return the key of the measure for somebody, as the page links to it."""
    [found] = re.findall(
        rf'change=(\w+)">Change<span class="unseen"> the measure for {audience}<', owner.get("/measures/").text
    )
    return str(found)


def test_a_measure_is_added_changed_and_taken_out(owner: Browser) -> None:
    assert owner.post("/measures/", FORM).location == "/measures/"
    key = key_of(owner, "Sales")
    assert "Change the measure</h2>" in owner.get(f"/measures/?change={key}").text
    owner.post("/measures/", FORM | {"key": key, "audience": "Finance", "evidence": "Folder HR-1"})
    record = owner.get("/reports/article_4").text
    assert "Finance" in record
    assert "Folder HR-1" in record
    assert "claims no compliance" in record
    owner.post("/measures/take-out", {"key": key_of(owner, "Finance")})
    assert "None yet." in owner.get("/measures/").text
    assert "taken out before" in owner.get(owner.post("/measures/take-out", {"key": key}).location).text


def test_mistakes_stand_at_their_fields_and_what_was_typed_stays(owner: Browser) -> None:
    answer = owner.post("/measures/", FORM | {"review_on": "", "audience": "Who drafts letters"})
    assert answer.status_code == 422
    assert 'href="#review_on"' in answer.text
    assert "Who drafts letters" in answer.text


def test_only_an_owner_types_them(manager: Browser) -> None:
    assert manager.get("/measures/").status_code == 403
