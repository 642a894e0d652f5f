"""Every route, asked by everybody, for everything of their own organisation and of another: what its rule says happens.

The views themselves are taken out, so that all can be asked without anything being changed.
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Blueprint, Flask
from werkzeug.routing import Rule as Route

from assessor.app import RouteWithoutRule, check_rules, create_app
from assessor.db import Store
from assessor.models.access.account import Account
from assessor.models.declared import new_id
from assessor.people.viewer import ROLES
from assessor.web.access import Rule, may, rule_of
from assessor.web.listing import SUFFIX, finders
from tests.assessor.web.made.of_people import program
from tests.assessor.web.made.thing import Made
from tests.assessor.web.making import HOST, Browser, Tenant, settings, sign_in
from tests.assessor.web.things_made import KINDS

IN, LOG_IN, CHOOSE, UNKNOWN, NO, ABSENT = "in", "log in", "choose", "no key", "no", "absent"
ANSWERS = {204: IN, 401: UNKNOWN, 403: NO, 404: ABSENT}
OTHER_ARGUMENTS = {
    "digest": "0123456789abcdef",
    "link": "a-link",
    "filename": "palette.css",
    "kind": "single",
    "ending": "json",
    "item": "checking-2-003",
    "report": "learner",
}
"""What paths name that belongs to nobody."""


@dataclass(frozen=True)
class Asker:
    """Somebody who asks, and what the matrix knows of her without asking the service."""

    name: str
    who: frozenset[str]
    """The words of rules that fit her."""
    person_id: str = ""
    account_id: str = ""
    teams: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    cookie: str = ""
    key: str = ""


class NoForms:
    """Stands where the token of forms is asked for, which other tests look at."""

    def protect(self) -> None:
        """Let it in."""


@pytest.fixture(scope="module")
def bare(service_store: Store) -> Flask:
    """Return a service whose views answer nothing but that somebody came in."""
    app = create_app(settings(service_store.address), service_store)
    app.extensions["csrf"] = NoForms()
    for endpoint in app.view_functions:
        rule = rule_of(app, endpoint)
        assert rule is not None
        stand_in = may(*rule.who, own=rule.own, scope=rule.scope)(lambda **_: ("", 204))
        app.view_functions[endpoint] = stand_in
    return app


@pytest.fixture(scope="module")
def things(service_store: Store, ours: Tenant, theirs: Tenant) -> dict[str, tuple[list[Made], list[Made]]]:
    """Return for each kind what is ours and what is theirs."""
    made = {}
    with service_store.session_across(write=True) as session:
        for kind, make in KINDS.items():
            made[kind] = make(session, ours), make(session, theirs)
    return made


@pytest.fixture(scope="module")
def askers(service_store: Store, ours: Tenant) -> list[Asker]:
    found = [Asker("nobody", frozenset())]
    found += [
        Asker(
            role,
            frozenset({"signed-in", "member", role}),
            person_id=ours.people[role],
            account_id=ours.accounts[role],
            teams=frozenset({ours.team_id} if role == "manager" else ()),
            cohorts=frozenset({ours.cohort_id} if role == "trainer" else ()),
            cookie=ours.cookies[role],
        )
        for role in ROLES
    ]
    now = dt.datetime.now(dt.UTC)
    with service_store.session_across(write=True) as session:
        homeless = Account(id=new_id(), email="homeless@example.org", created_at=now)
        session.add(homeless)
        session.flush()
        cookie = sign_in(session, homeless.id, None, now)
        found.append(Asker("in no organisation", frozenset({"signed-in"}), account_id=homeless.id, cookie=cookie))
        found.append(Asker("a program", frozenset({"program"}), key=program(session, ours)))
        found.append(Asker("a program that may nothing", frozenset(), key=program(session, ours, ())))
    return found


def expected(rule: Rule, asker: Asker, asked_for: tuple[Made, ...], *, is_ours: bool) -> str:
    """Say from the rule and from what was made what has to happen."""
    if "anyone" in rule.who:
        return IN
    if not (asker.key if rule.scope else asker.cookie):
        return UNKNOWN if rule.scope else LOG_IN
    if "signed-in" not in rule.who and not (asker.person_id or asker.key):
        return CHOOSE
    if not all(is_there(asker, made, is_ours=is_ours) for made in asked_for):
        return ABSENT
    fits = rule.who & asker.who
    return IN if any(all(reaches(who, rule, asker, made) for made in asked_for) for who in fits) else NO


def is_there(asker: Asker, made: Made, *, is_ours: bool) -> bool:
    return made.account_id == asker.account_id if made.account_id else is_ours


def reaches(who: str, rule: Rule, asker: Asker, made: Made) -> bool:
    is_own = asker.person_id in made.of
    if rule.own:
        return is_own
    reach = {
        "program": True,
        "owner": True,
        "author": True,
        "manager": bool(made.teams & asker.teams),
        "trainer": bool(made.cohorts & asker.cohorts),
    }
    return reach.get(who, is_own)


def asked_things(
    route: Route, things: dict[str, tuple[list[Made], list[Made]]]
) -> Iterator[tuple[bool, dict[str, Made]]]:
    """Return what can be asked for by a route: everything of ours, then everything of theirs."""
    kinds = sorted(name for name in route.arguments if name.endswith(SUFFIX))
    for is_ours in (True, False):
        for chosen in itertools.product(*(things[kind][0 if is_ours else 1] for kind in kinds)):
            yield is_ours, dict(zip(kinds, chosen, strict=True))
        if not kinds:
            return


def happened(app: Flask, asker: Asker, method: str, path: str) -> str:
    browser = Browser.of(app, asker.cookie)
    headers = {"Authorization": f"Bearer {asker.key}"} if asker.key else {}
    answer = browser.client.open(path, method=method, base_url=f"http://{HOST}", headers=headers)
    if answer.status_code == 303:
        return LOG_IN if "/log-in" in answer.location else CHOOSE
    return ANSWERS.get(answer.status_code, str(answer.status_code))


def test_what_the_rule_says_is_what_happens(
    bare: Flask, askers: list[Asker], things: dict[str, tuple[list[Made], list[Made]]]
) -> None:
    wrong, tried, paths = [], 0, bare.url_map.bind(HOST)
    for route in bare.url_map.iter_rules():
        rule = rule_of(bare, route.endpoint)
        assert rule is not None
        for method, (is_ours, chosen) in itertools.product(
            sorted((route.methods or set()) - {"HEAD", "OPTIONS"}), list(asked_things(route, things))
        ):
            named = {
                **{name: OTHER_ARGUMENTS.get(name, "") for name in route.arguments},
                **{k: m.id for k, m in chosen.items()},
            }
            path = paths.build(route.endpoint, named, method=method)
            for asker in askers:
                tried += 1
                want = expected(rule, asker, tuple(chosen.values()), is_ours=is_ours)
                got = happened(bare, asker, method, path)
                if want != got:
                    whose = "ours" if is_ours else "theirs"
                    wrong.append(f"{asker.name}: {method} {route} ({whose}, {list(chosen)}): {got}, not {want}")
    assert wrong == []
    assert tried > 200


def test_something_is_made_for_every_kind_that_paths_name(bare: Flask) -> None:
    named = {name for route in bare.url_map.iter_rules() for name in route.arguments}
    assert {name for name in named if name.endswith(SUFFIX)} <= set(KINDS)
    assert {name for name in named if not name.endswith(SUFFIX)} <= set(OTHER_ARGUMENTS)


def test_every_kind_can_be_found() -> None:
    assert set(KINDS) <= set(finders())


def test_a_route_without_a_rule_does_not_start(service_store: Store) -> None:
    app = create_app(settings(service_store.address), service_store)
    added = Blueprint("added", __name__)
    added.get("/added")(lambda: "open to all by mistake")
    app.register_blueprint(added)
    with pytest.raises(RouteWithoutRule, match=r"these routes declare no rule of access: /added; use"):
        check_rules(app)


def test_a_path_that_names_something_unknown_does_not_start(service_store: Store) -> None:
    app = create_app(settings(service_store.address), service_store)
    added = Blueprint("added", __name__)
    added.get("/added/<unicorn_id>")(may("owner")(lambda unicorn_id: unicorn_id))
    app.register_blueprint(added)
    with pytest.raises(RouteWithoutRule, match="paths name unicorn_id; put a module"):
        check_rules(app)
