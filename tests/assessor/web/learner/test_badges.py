"""A learner's badge: asked for after she saw her result, checked by anybody and another library, taken back."""

import base64
import datetime as dt
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from sqlmodel import select

from assessor.app import create_app
from assessor.badges import keys, registry, signing
from assessor.db import Store
from assessor.jobs.erasing import erase_person
from assessor.models.afterwards.badge import Badge
from assessor.models.measurement.result import Result
from assessor.models.people.person import Person
from assessor.settings import Settings
from tests.assessor.web.learner.sitter import Sitter
from tests.assessor.web.making import Browser, Tenant, settings

NOW = dt.datetime.now(dt.UTC)
PLACES = 131_072


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("keys")
    keys.make(made, NOW)
    return made


@pytest.fixture(scope="module")
def app(service_store: Store, folder: Path) -> Flask:
    return create_app(settings(service_store.address, badge_keys=str(folder)), service_store)


@pytest.fixture
def able(ada: Sitter) -> Sitter:
    """Return a learner whose result, which she has not opened yet, is good for AI Applier."""
    ada.begin()
    ada.browser.post(f"/sitting/{ada.sitting_id}/end")
    with ada.store.session(ada.organisation_id, write=True) as session:
        result = session.exec(select(Result).where(Result.sitting_id == ada.sitting_id)).one()
        result.stage, result.level_issued, result.said = "calibrated", 3, "AI Applier"
        result.level_probabilities = [0.0, 0.04, 0.9, 0.05, 0.01]
    return ada


@pytest.fixture
def holder(able: Sitter) -> Sitter:
    able.browser.get(f"/result/{able.sitting_id}")
    assert able.browser.post("/badges/").status_code == 303
    return able


def badge_of(who: Sitter) -> Badge:
    with who.store.session(who.organisation_id) as session:
        return session.exec(select(Badge).where(Badge.person_id == who.person_id)).one()


def said(token: str, browser: Browser) -> dict[str, Any]:
    """Return what a token says, once joserfc has checked it with the keys that the service publishes."""
    published = KeySet.import_key_set(browser.get("/badges/keys").get_json())
    roomy = JWSRegistry(algorithms=["RS256"])
    roomy.max_header_length = 2048  # the key stands in the header, which joserfc has no room for by default
    checked = jwt.decode(token, published.keys[0], registry=roomy)
    return dict(checked.claims)


def test_a_badge_comes_after_the_result_was_seen(able: Sitter) -> None:
    refused = able.browser.post("/badges/")
    assert refused.status_code == 422
    assert "Look at your newest result first" in refused.text
    able.browser.get(f"/result/{able.sitting_id}")
    assert able.browser.post("/badges/").status_code == 303
    assert badge_of(able).level == "AI Applier"


def test_asked_for_twice_it_is_one_badge(holder: Sitter) -> None:
    assert holder.browser.post("/badges/").status_code == 303
    assert badge_of(holder).token


def test_another_library_verifies_it_with_the_published_keys(holder: Sitter, app: Flask) -> None:
    anybody, badge = Browser.of(app), badge_of(holder)
    token = holder.browser.get(f"/badges/{badge.id}/badge.jwt").text
    claims = said(token, anybody)
    assert claims["iss"] == claims["issuer"]["id"] == "http://127.0.0.1:8000/badges/issuer"
    assert claims["jti"] == claims["id"] == f"http://127.0.0.1:8000/badges/check/{badge.id}"
    assert anybody.get("/badges/issuer").get_json()["id"] == claims["iss"]
    head, _, signature = token.partition(".")
    forged = json.dumps(claims | {"name": "AI Strategist or above"}).encode()
    with pytest.raises(BadSignatureError):
        said(f"{head}.{base64.urlsafe_b64encode(forged).decode().rstrip('=')}.{signature.split('.')[1]}", anybody)


def test_its_signature_holds_by_plain_arithmetic(holder: Sitter) -> None:
    # RFC 8017, section 9.2: the signature to the power of e modulo n is the padded digest.
    token = badge_of(holder).token
    signed, _, signature = token.rpartition(".")
    key = Browser.of(holder.app).get("/badges/keys").get_json()["keys"][0]
    n, e, s = (int.from_bytes(_bytes(one), "big") for one in (key["n"], key["e"], signature))
    digest = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(signed.encode()).digest()
    length = (n.bit_length() + 7) // 8
    padded = b"\x00\x01" + b"\xff" * (length - len(digest) - 3) + b"\x00" + digest
    assert pow(s, e, n).to_bytes(length, "big") == padded
    assert n.bit_length() == 3072


def test_the_credential_has_the_form_of_open_badges_3(holder: Sitter) -> None:
    credential = holder.browser.get(f"/badges/{badge_of(holder).id}/badge.json").get_json()
    assert credential["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert credential["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    subject = credential["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    achievement = subject["achievement"]
    assert (achievement["type"], achievement["name"]) == (["Achievement"], "AI Applier or above")
    assert "at least 90%" in achievement["criteria"]["narrative"]
    assert "not a regulated qualification" in achievement["description"]
    assert "Evidence stage: calibrated" in credential["evidence"][0]["narrative"]
    assert credential["credentialStatus"]["statusPurpose"] == "revocation"
    since, until = (dt.datetime.fromisoformat(credential[name]) for name in ("validFrom", "validUntil"))
    assert until - since == dt.timedelta(days=548)


def test_it_names_its_holder_by_a_digest_alone_unless_she_wants_her_name_in_it(able: Sitter) -> None:
    able.browser.get(f"/result/{able.sitting_id}")
    able.browser.post("/badges/")
    badge = badge_of(able)
    credential = able.browser.get(f"/badges/{badge.id}/badge.json").get_json()
    (identity,) = credential["credentialSubject"]["identifier"]
    address = f"{able.account_id}@example.org"
    assert identity["identityHash"] == "sha256$" + hashlib.sha256((address + identity["salt"]).encode()).hexdigest()
    whole = json.dumps(credential)
    assert [word for word in ("Ada", address, able.person_id, able.organisation_id) if word in whole] == []
    able.browser.post(f"/badges/{badge.id}/take-back")
    able.browser.post("/badges/", {"named": "1"})
    with able.store.session(able.organisation_id) as session:
        again = session.exec(select(Badge).where(Badge.person_id == able.person_id, Badge.token != "")).one()
    assert "Ada" in able.browser.get(f"/badges/{again.id}/badge.json").text


def test_a_picture_carries_the_signed_badge(holder: Sitter) -> None:
    badge = badge_of(holder)
    picture = holder.browser.get(f"/badges/{badge.id}/badge.svg").text
    assert f'verify="{badge.token}"' in picture
    assert "<title>AI Applier or above: a badge of Toprung</title>" in picture


def test_anybody_sees_that_it_holds_and_no_more_than_it_says(holder: Sitter, app: Flask) -> None:
    page = Browser.of(app).get(f"/badges/check/{badge_of(holder).id}")
    assert "This badge holds" in page.text
    assert [word for word in ("Ada", holder.person_id, "Firm ") if word in page.text] == []
    assert Browser.of(app).get("/badges/check/another").status_code == 404


def test_taken_back_it_holds_nowhere_and_says_nothing(holder: Sitter, app: Flask) -> None:
    anybody, badge = Browser.of(app), badge_of(holder)
    assert not is_withdrawn(anybody, badge)
    holder.browser.post(f"/badges/{badge.id}/take-back")
    assert is_withdrawn(anybody, badge)
    page = anybody.get(f"/badges/check/{badge.id}").text
    assert "It was withdrawn on" in page
    assert "by who held it" in page
    assert "AI Applier" not in page
    assert badge_of(holder).token == ""
    assert holder.browser.get(f"/badges/{badge.id}/badge.jwt").status_code == 404


def test_who_issued_it_withdraws_it_too(holder: Sitter, app: Flask) -> None:
    badge = badge_of(holder)
    registry.withdraw(holder.store, badge.id, NOW)
    assert is_withdrawn(Browser.of(app), badge)
    with pytest.raises(registry.NoSuchBadge, match="was withdrawn on"):
        registry.withdraw(holder.store, badge.id, NOW)


def test_erasing_withdraws_and_empties_badges(holder: Sitter, app: Flask) -> None:
    badge = badge_of(holder)
    with holder.store.session(holder.organisation_id, write=True) as session:
        assert erase_person(session, holder.store, session.get_one(Person, holder.person_id))["badge"] == 1
    assert is_withdrawn(Browser.of(app), badge)
    kept = badge_of(holder)
    assert (kept.token, kept.level, kept.withdrawn_by) == ("", "", "erasure")


def test_after_a_change_of_keys_older_badges_hold_until_theirs_is_distrusted(
    holder: Sitter, service_store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_BITS", 2048)  # quicker to make
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
        (tmp_path / path.name).chmod(0o600)
    (old,) = keys.every(tmp_path)
    keys.make(tmp_path, NOW + dt.timedelta(days=1))
    keys.retire(tmp_path, old.name)
    changed = Browser.of(create_app(settings(service_store.address, badge_keys=str(tmp_path)), service_store))
    page = f"/badges/check/{badge_of(holder).id}"
    assert "This badge holds" in changed.get(page).text
    keys.retire(tmp_path, old.name, distrust=True)
    assert "is not trusted any more" in changed.get(page).text


def test_a_badge_is_its_holders_alone(holder: Sitter, ours: Tenant) -> None:
    path = f"/badges/{badge_of(holder).id}/badge.jwt"
    assert Browser.of(holder.app, ours.cookies["owner"]).get(path).status_code == 403
    assert Browser.of(holder.app).get(path).status_code == 303


def test_while_a_review_is_open_there_is_no_badge(able: Sitter, ours: Tenant) -> None:
    able.browser.get(f"/result/{able.sitting_id}")
    asked = {"to": ours.people["owner"], "reason": "Question two was odd"}
    able.browser.post(f"/result/{able.sitting_id}/review", asked)
    assert "You asked for a review" in able.browser.post("/badges/").text


def test_without_keys_no_badges_are_given_and_nothing_is_served(able: Sitter, service_store: Store) -> None:
    bare = create_app(settings(service_store.address), service_store)
    cookie = able.browser.cookie()
    assert "This service gives no badges" in Browser.of(bare, cookie).get("/badges/").text
    assert Browser.of(bare, cookie).post("/badges/").status_code == 422
    paths = ("/badges/issuer", "/badges/keys", "/badges/withdrawn/0", f"/badges/check/{able.person_id}")
    assert {Browser.of(bare).get(path).status_code for path in paths} == {404}
    assert Browser.of(bare).get("/badges/levels").status_code == 200


def test_a_badge_stays_its_holders_where_the_keys_are_gone(holder: Sitter, service_store: Store) -> None:
    bare = Browser.of(create_app(settings(service_store.address), service_store), holder.browser.cookie())
    badge = badge_of(holder)
    assert "AI Applier or above" in bare.get("/badges/").text
    codes = {ending: bare.get(f"/badges/{badge.id}/badge.{ending}").status_code for ending in ("jwt", "json", "svg")}
    assert codes == {"jwt": 200, "json": 200, "svg": 404}
    assert bare.post(f"/badges/{badge.id}/take-back").status_code == 303
    assert badge_of(holder).withdrawn_by == "holder"


def test_a_folder_of_keys_is_no_secret_but_the_keys_are(folder: Path) -> None:
    assert "PRIVATE" not in repr(Settings(badge_keys=str(folder)))


def is_withdrawn(browser: Browser, badge: Badge) -> bool:
    """Read a badge's bit in the list that the credential names (W3C Bitstring Status List, section 3.2)."""
    number, bit = divmod(badge.place, PLACES)
    claims = said(browser.get(f"/badges/withdrawn/{number}").text, browser)
    assert claims["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert claims["exp"] - claims["nbf"] == 86_400
    encoded = claims["credentialSubject"]["encodedList"]
    bits = gzip.decompress(_bytes(encoded.removeprefix("u")))
    assert (encoded[0], len(bits) * 8) == ("u", PLACES)
    return bool(bits[bit // 8] >> (7 - bit % 8) & 1)


def _bytes(encoded: str) -> bytes:
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
