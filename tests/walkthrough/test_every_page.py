"""Every page of the service, as those see it who may: it is led to, leads nowhere that is not there, has no barrier."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlmodel import select
from werkzeug.exceptions import HTTPException

from assessor.db import Store
from assessor.demonstrating import cast
from assessor.demonstrating.making import demonstrate
from assessor.models.access.account import Account
from assessor.models.people.person import Person
from assessor.people.doors.passwords import Passwords
from assessor.people.viewer import Role
from assessor.web.access import rule_of
from tests.assessor.web.making import sign_in
from tests.walkthrough.serving import FLAGS, Listening, listening
from tests.walkthrough.walking import PHONE, device

LINK = re.compile(r'<a [^>]*href="([^"]+)"')
MOST_OF_A_KIND = 2
"""How many pages of one route are looked at for each role."""
ASIDE = {
    "badge_checks.check": "from a badge, where keys are set up",
    "badge_checks.issuer": "where keys of badges are set up",
    "badge_checks.public_keys": "where keys of badges are set up",
    "badge_checks.withdrawn": "from a badge, for programs",
    "badges.download": "once there is a badge",
    "by_provider.back": "where log-in by a provider is set up, which sends people there",
    "by_provider.begin": "where log-in by a provider is set up",
    "campaign_steps.how": "from a draft; the walk from nothing looks at it",
    "campaign_steps.purpose": "from a draft; the walk from nothing looks at it",
    "campaign_steps.who": "from a draft; the walk from nothing looks at it",
    "invitation.form": "from an invitation; the walk from nothing looks at it",
    "jobs.show": "once there is a job; the walk from nothing looks at it",
    "log_in.second_factor_form": "between a password and a second factor",
    "organisation.choose": "with persons in several organisations",
    "organisation.go_on": "after a log-in; it shows nothing",
    "panels.show": "once a panel is called",
    "password.form": "from a mail",
    "people_import.look": "after a table is handed in; the walk from nothing looks at it",
    "report_files.fetch": "once a job has made reports as files",
    "reports.asset": "what the pages of reports draw themselves with",
    "programme_tables.look": "after a table is handed in",
    "second_factor.form": "from a button; the walk from nothing looks at it",
    "second_factor.picture": "the picture on that page",
    "sign_up.form": "from the operator's link; the walk from nothing looks at it",
    "together.show": "while a team sits together",
    "webhooks.calls": "once there is a webhook",
}
"""Routes that no link leads to in this organisation: from where somebody comes there."""


@dataclass(frozen=True)
class Found:
    """A page that somebody was led to."""

    who: str
    """Her role; nobody's before log-in."""
    endpoint: str
    path: str
    status: int
    is_page: bool
    """HTML, not a download."""
    report: str = ""
    """Which one, where the route gives several."""


@dataclass(frozen=True)
class Made:
    """A service with the make-believe organisation, and who of it is signed in."""

    service: Listening
    cookies: dict[Role, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with listening(tmp_path_factory.mktemp("pages")) as service:
        done = demonstrate(service.store, Passwords(memory_kib=8, passes=1), company=cast.SMALL)
        yield Made(service, {one.role: _cookie(service.store, one.email) for one in done.log_ins})


def _cookie(store: Store, email: str) -> str:
    with store.session_across(write=True) as session:
        account = session.exec(select(Account).where(Account.email == email)).one()
        person = session.exec(select(Person).where(Person.account_id == account.id)).one()
        return sign_in(session, account.id, person.id, dt.datetime.now(dt.UTC))


def led_to(service: Listening, who: str, cookie: str, start: str = "/") -> Iterator[Found]:
    """Follow links from a page, and yield each page; of pages of one route a few."""
    app, host = service.app, urlsplit(service.address).netloc
    client = app.test_client()
    client.set_cookie("toprung", cookie, domain="127.0.0.1")
    routes = app.url_map.bind(host)
    waiting, known, count = [start], {start}, dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        try:
            matched, named = routes.match(urlsplit(path).path, method="GET")
        except HTTPException as error:
            yield Found(who, "", path, error.code or 0, is_page=False)
            continue
        endpoint, report = str(matched), str(named.get("report", ""))
        of_kind = f"{endpoint} {report}"
        count[of_kind] = count.get(of_kind, 0) + 1
        if count[of_kind] > MOST_OF_A_KIND:
            continue
        answer = client.get(path, base_url=service.address)
        is_page = answer.mimetype == "text/html" and answer.status_code == 200
        yield Found(who, endpoint, path, answer.status_code, is_page, report)
        if is_page or answer.status_code == 303:
            for led in [answer.location] if answer.location else LINK.findall(answer.text):
                to = urlsplit(urljoin(service.address + path, led.replace("&amp;", "&")))
                where = to.path + (f"?{to.query}" if to.query else "")
                if to.netloc == host and where not in known and not to.path.startswith("/static/"):
                    known.add(where)
                    waiting.append(where)


@pytest.fixture(scope="module")
def found(made: Made) -> list[Found]:
    """Follow links before log-in, as everybody, and from the end of a sitting."""
    found = list(led_to(made.service, "nobody", "", "/log-in"))
    for role, cookie in made.cookies.items():
        found += led_to(made.service, role, cookie)
    result = next(one.path for one in found if (one.who, one.endpoint) == ("learner", "result.show"))
    over = f"/sitting/{result.rpartition('/')[2]}/over"
    return [*found, *led_to(made.service, "learner", made.cookies["learner"], over)]


def test_no_link_leads_to_what_is_not_there_or_may_not_be_seen(found: list[Found]) -> None:
    assert [f"{one.who}: {one.path} {one.status}" for one in found if one.status not in (200, 303, 304)] == []


def test_links_lead_to_every_page(made: Made, found: list[Found]) -> None:
    app = made.service.app
    pages = {
        route.endpoint
        for route in app.url_map.iter_rules()
        if "GET" in (route.methods or ()) and route.endpoint != "static"
        if (rule := rule_of(app, route.endpoint)) and "program" not in rule.who
    }
    assert pages - {one.endpoint for one in found} == set(ASIDE)


def test_no_page_has_a_barrier_or_is_wider_than_a_phone(made: Made, found: list[Found], chromium: str) -> None:
    first = {(one.endpoint, one.report): one for one in reversed(found) if one.is_page}
    cookies = {"nobody": ""} | {str(role): cookie for role, cookie in made.cookies.items()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for who, cookie in cookies.items():
            looked(browser, made.service, cookie, [one for one in first.values() if one.who == who])
        browser.close()


def looked(browser: Browser, service: Listening, cookie: str, pages: list[Found]) -> None:
    with device(browser, service.address, PHONE, cookie) as somebody:
        for one in pages:
            somebody.go(one.path)
            somebody.look(f"{one.who}-{one.endpoint}{one.report and f'-{one.report}'}")
