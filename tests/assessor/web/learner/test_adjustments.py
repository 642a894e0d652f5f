"""Adjustments: only the arrangement is kept, owners alone see it, and what follows from it is shown to nobody else."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask

from assessor.deciding.conditions import for_others
from assessor.models.people.arrangement import Arrangement
from assessor.people.viewer import Role
from tests.architecture.house import ROOT, modules
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import HOST, Browser, Tenant

TELLS = ("37 %", "37&nbsp;%", "37%", 'value="37"', "a scribe")
READERS = {
    "assessor/campaigns/joining.py": "what a sitting of hers begins with",
    "assessor/people/administering/arranging.py": "the owner's page of a person",
    "assessor/releasing/holdings.py": "what she downloads and what is erased",
    "assessor/jobs/erasing.py": "erases it",
}


@pytest.fixture
def arranged(ours: Tenant, ada: Sitter) -> Sitter:
    """Return somebody for whom things are arranged, and who has shared her result with managers and trainers."""
    own: dict[str, Any] = {"organisation_id": ada.organisation_id, "person_id": ada.person_id}
    own |= {"set_by": ours.people["owner"], "at": dt.datetime.now(dt.UTC)}
    with ada.store.session(ada.organisation_id, write=True) as session:
        session.add(Arrangement(breaks=True, reader=True, scribe=True, extra_time_percent=37, **own))
    ada.begin()
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    ada.browser.get(f"/result/{ada.sitting_id}")
    for role in ("manager", "trainer"):
        ada.browser.post(f"/result/{ada.sitting_id}/share", {"role": role})
    return ada


def pages(app: Flask, who: Browser, ids: dict[str, str]) -> dict[str, str]:
    """Return every page that somebody gets of these things, by its path."""
    adapter, found = app.url_map.bind(HOST), {}
    for route in app.url_map.iter_rules():
        if "GET" in (route.methods or ()) and route.arguments <= set(ids) and not str(route).startswith(("/api", "/s")):
            path = adapter.build(route.endpoint, {name: ids[name] for name in route.arguments})
            answer = who.get(path)
            if answer.status_code == 200:
                found[path] = answer.text
    return found


@pytest.mark.parametrize("role", ["manager", "trainer", "author"])
def test_no_page_tells_anybody_but_owners_what_is_arranged(
    app: Flask, ours: Tenant, arranged: Sitter, role: Role
) -> None:
    ids = {"person_id": arranged.person_id, "result_id": arranged.sitting_id}
    ids |= {"team_id": ours.team_id, "cohort_id": ours.cohort_id}
    seen = pages(app, Browser.of(app, ours.cookies[role]), ids)
    assert (f"/result/{arranged.sitting_id}" in seen) == (role != "author")
    assert {path for path, page in seen.items() if any(word in page for word in TELLS)} == set()
    assert 'value="37"' in pages(app, Browser.of(app, ours.cookies["owner"]), ids)[f"/people/{arranged.person_id}"]


def test_only_named_modules_read_what_is_arranged() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules("assessor", "reports")
        if "models.people.arrangement import" in path.read_text(encoding="utf-8")
    }
    assert found - {"assessor/models/people/__init__.py"} == set(READERS)


def test_others_are_not_told_that_answers_were_in_words() -> None:
    said = ("author-judged", "answers in words, marked by a person", "not supervised")
    assert for_others(said) == ("author-judged", "not supervised")
