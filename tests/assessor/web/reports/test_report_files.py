"""Many reports at once: the form that asks for them, the job that it leads to, and the zip."""

import io
import zipfile

import pytest
from flask import Flask

from assessor.db import Store
from assessor.jobs.here import Here
from assessor.settings import Settings
from tests.assessor.web.making import Browser, Tenant

WHOLE = {"report": "learner", "form": "pdf", "whom": "all"}


@pytest.fixture
def trainer(app: Flask, ours: Tenant) -> Browser:
    return Browser.of(app, ours.cookies["trainer"])


def test_what_is_asked_for_is_made_by_a_job_and_fetched_as_a_zip(
    app: Flask, ours: Tenant, trainer: Browser, service_store: Store
) -> None:
    asked = trainer.post("/packs/", WHOLE)
    assert asked.status_code == 303
    page = asked.location
    nothing_yet = trainer.get(f"{page}/files")
    assert (nothing_yet.status_code, nothing_yet.location) == (303, page)
    Here(service_store, Settings()).work_off()
    assert f'href="{page}/files"' in trainer.get(page).text
    fetched = trainer.get(f"{page}/files")
    assert fetched.headers["Content-Disposition"] == "attachment; filename=learner-reports.zip"
    with zipfile.ZipFile(io.BytesIO(fetched.data)) as archive:
        assert archive.namelist() == ["learner-learner.pdf"]
    owner = Browser.of(app, ours.cookies["owner"])
    assert owner.get(page).status_code == 200
    assert "/files" not in owner.get(page).text
    assert owner.get(f"{page}/files").status_code == 403
    assert "Learner report, 1 as PDF" in trainer.get("/packs/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"report": "horoscope"}, "Choose one of the reports."),
        ({"form": "exe"}, "Choose PDF or Word."),
        ({"whom": "another"}, "Choose one of the groups."),
        ({"whom": "due"}, "There is nobody to make it of."),
        ({"report": "cohort", "whom": "due"}, "This report is on groups; choose all that are yours."),
    ],
)
def test_a_wish_that_cannot_be_is_said_beside_its_field(trainer: Browser, wrong: dict[str, str], said: str) -> None:
    answer = trainer.post("/packs/", WHOLE | wrong)
    assert answer.status_code == 422
    assert said in answer.text


def test_an_owner_asks_for_reports_on_groups_and_not_on_learners(app: Flask, ours: Tenant) -> None:
    owner = Browser.of(app, ours.cookies["owner"])
    assert owner.post("/packs/", WHOLE).status_code == 422
    assert owner.post("/packs/", WHOLE | {"report": "team"}).status_code == 303


def test_another_ones_cohort_is_not_among_the_groups(trainer: Browser, ours: Tenant) -> None:
    assert trainer.post("/packs/", WHOLE | {"whom": ours.other_cohort_id}).status_code == 422
    assert trainer.post("/packs/", WHOLE | {"whom": ours.cohort_id}).status_code == 303
