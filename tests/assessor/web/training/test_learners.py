"""A learner's page for her trainers: notes, actions, practical work, reviews and marks."""

from flask import Flask

from assessor.db import Store
from assessor.deciding.rubric import read_rubric
from assessor.models.people.organisation import Organisation
from assessor.web import instruments
from assessor.web.instruments import Instruments
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import Browser, Tenant
from tests.assessor.web.training.conftest import campaign, in_words


def _sat(store: Store, own: Tenant, ada: Sitter, **changes: object) -> None:
    asked = campaign(store, own, ada.person_id, trainers_see=True, **changes)
    ada.begin(f"/learner/campaigns/{asked}/begin")
    ada.to_the_end()
    ada.browser.get(f"/result/{ada.sitting_id}")


def test_the_way_of_a_learner_is_told_with_notes_and_actions(
    trainer: Browser, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    _sat(service_store, own, ada)
    page = f"/learners/{ada.person_id}"
    assert trainer.post(f"{page}/notes", {"words": "  "}).status_code == 422
    trainer.post(f"{page}/notes", {"words": "Asks good questions <b>now</b>."})
    wrong = trainer.post(f"{page}/actions", {"what": "Try a checklist", "who": ada.person_id, "due_on": "soon"})
    assert wrong.status_code == 422
    assert "&#39;soon&#39; is no day" in wrong.text
    assert trainer.post(f"{page}/actions", {"what": "Try it", "who": own.stranger}).status_code == 422
    trainer.post(f"{page}/actions", {"what": "Try a checklist", "who": ada.person_id, "due_on": "2026-01-05"})
    told = trainer.get(page).text
    for words in ("Finished Autumn", "&lt;b&gt;now&lt;/b&gt;", "Agreed: Ada by 5 January 2026", "late"):
        assert words in told
    assert "An action is" in trainer.get(f"/cohorts/{own.cohort_id}").text  # overdue by more than two weeks
    assert "Came into the cohort Cohort 0" in told


def test_a_learner_sees_her_action_and_says_that_it_is_done(trainer: Browser, ada: Sitter) -> None:
    page = f"/learners/{ada.person_id}"
    trainer.post(f"{page}/actions", {"what": "Try a checklist", "who": ada.person_id})
    start = ada.browser.get("/learner/").text
    assert "Try a checklist" in start
    done = start.split('action="/actions/')[1].split('"')[0]
    assert ada.browser.post(f"/actions/{done}").location == "/learner/"
    assert "Try a checklist" not in ada.browser.get("/learner/").text
    assert "Done" in trainer.get(page).text


def test_practical_work_is_attested_against_every_criterion_and_counts_in_a_result_beside(
    trainer: Browser, own: Tenant, service_store: Store, ada: Sitter, app: Flask
) -> None:
    _sat(service_store, own, ada)
    page = f"/learners/{ada.person_id}/evidence"
    assert "What did you see?" in trainer.get(page).text
    rubric = read_rubric("governance-1")
    said = {f"criterion-{number}": "yes" for number in range(len(rubric.criterion))}
    assert trainer.post(page, {**said, "rubric": "governance-1"}).status_code == 422  # what was it?
    missing = trainer.post(page, {**said, "criterion-2": "", "about": "A list", "rubric": "governance-1"})
    assert missing.status_code == 422
    assert f"Say of &#39;{rubric.criterion[2].name}&#39;" in missing.text
    trainer.post(page, {**said, "criterion-2": "no", "about": "A list of uses.", "rubric": "governance-1"})
    results = app.extensions[instruments.EXTENSION].of(own.organisation_id).results
    kept = results.evidence(ada.person_id)
    assert [(one["passed"], one["about"], one["by"]) for one in kept] == [
        (False, f"A list of uses. Not met: {rubric.criterion[2].name}.", "Trainer")
    ]
    made = results.of(ada.sitting_id)
    assert [result.evidence for result in made] == [[], [kept[0]["id"]]]


def test_a_review_is_answered_with_reasons_that_the_learner_reads(
    trainer: Browser, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    _sat(service_store, own, ada)
    doubt = {"to": own.people["trainer"], "reason": "I was interrupted."}
    ada.browser.post(f"/result/{ada.sitting_id}/review", doubt)
    listed = trainer.get("/reviews/").text
    review = listed.split('href="/reviews/')[-1].split('"')[0]
    trainer.post(f"/reviews/{review}", {"outcome": "kept", "answer": "The seconds show no break."})
    assert "The seconds show no break." in ada.browser.get(f"/result/{ada.sitting_id}").text
    assert "I was interrupted." in trainer.get(f"/learners/{ada.person_id}").text


def test_only_those_are_asked_for_reviews_whom_the_organisation_names(
    own: Tenant, service_store: Store, ada: Sitter
) -> None:
    _sat(service_store, own, ada)
    with service_store.session(own.organisation_id, write=True) as session:
        session.get_one(Organisation, own.organisation_id).reviewers = "owners"
    page = ada.browser.get(f"/result/{ada.sitting_id}").text
    assert f'value="{own.people["owner"]}"' in page
    assert f'value="{own.people["trainer"]}"' not in page


def test_answers_in_words_are_marked_without_names_where_the_organisation_says_so(
    app: Flask, trainer: Browser, own: Tenant, service_store: Store, ada: Sitter
) -> None:
    app.extensions[instruments.EXTENSION] = Instruments(service_store, in_words())
    asked = campaign(service_store, own, ada.person_id, form={"fewest": 3, "most": 4, "narrative": True})
    ada.begin(f"/learner/campaigns/{asked}/begin")
    ada.answer(ada.asked()[0], {"words": "Sort first, since the rest depends on it."})
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    listed = trainer.get("/marking/").text
    assert "Ada" in listed
    with service_store.session(own.organisation_id, write=True) as session:
        session.get_one(Organisation, own.organisation_id).marks_blind = True
    listed = trainer.get("/marking/").text
    assert "Ada" not in listed
    page = "/marking/" + listed.split('href="/marking/')[-1].split('"')[0]
    shown = trainer.get(page).text
    assert "Sort first, since the rest depends on it." in shown
    assert "Ada" not in shown
    assert trainer.post(page, {"category": "7"}).status_code == 422
    assert trainer.post(page, {"category": "1"}).status_code == 303
    assert "Nothing waits" in trainer.get("/marking/").text
    results = app.extensions[instruments.EXTENSION].of(own.organisation_id).results
    assert len(results.of(ada.sitting_id)) == 2  # made again with the mark, beside the first


def test_a_stranger_is_no_learner_of_hers(trainer: Browser, own: Tenant) -> None:
    assert trainer.get(f"/learners/{own.stranger}").status_code == 403
    assert trainer.post(f"/learners/{own.stranger}/notes", {"words": "Hm"}).status_code == 403
