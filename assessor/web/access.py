"""The rules of access: each route declares one, and a service with a route that has none does not start.

A rule says who may; whose things each of them reaches follows from the role. An owner and an author reach the whole
organisation, a manager her teams, a trainer her cohorts, everybody what is her own. What belongs to another
organisation is not there (404); what is there and not within reach is refused (403).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeVar, cast

from flask import Flask

from assessor.people.viewer import Role, Viewer

Who = Literal["anyone", "signed-in", "member", "program"] | Role
View = TypeVar("View", bound=Callable[..., object])
WHOLE = frozenset({"owner", "author"})
"""Roles that reach everything of their organisation, where a rule names them."""
_RULE = "toprung_rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may come in by a route."""

    who: frozenset[Who]
    """anyone; signed-in: any account; member: any person of an organisation; a role; program: a key of the API."""
    own: bool = False
    """Whether only what is her own is within reach, whatever the role."""
    scope: str = ""
    """For programs: what the key has to be made for."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that an id in a path names, as far as rules ask: whose it is."""

    is_own: bool = False
    """Whether it is the viewer's own."""
    teams: frozenset[str] = frozenset()
    """Of which teams."""
    cohorts: frozenset[str] = frozenset()
    """Of which cohorts."""


class Answer(Enum):
    """What a rule says."""

    IN = "come in"
    LOG_IN = "log in first"
    CHOOSE = "choose an organisation first"
    NO = "no"


def may(*who: Who, own: bool = False, scope: str = "") -> Callable[[View], View]:
    """Declare who may come in by a route: ``@may("owner", "manager")``, ``@may("learner", own=True)``.

    ``@may("program", scope="people:read")`` is for the API, which takes keys and no cookies.
    """
    assert who, "a rule names somebody"
    assert ("program" in who) == bool(scope), "a key of the API needs a scope, and nobody else has one"
    assert "program" not in who or len(who) == 1, "what programs ask, browsers do not"

    def declared(view: View) -> View:
        setattr(view, _RULE, Rule(frozenset(who), own, scope))
        return view

    return declared


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """Return the rule of a route."""
    return cast("Rule | None", getattr(app.view_functions[endpoint], _RULE, None))


def without_rule(app: Flask) -> list[str]:
    """Return the paths of routes that declare no rule."""
    return sorted(str(route) for route in app.url_map.iter_rules() if rule_of(app, route.endpoint) is None)


def decide(rule: Rule, viewer: Viewer | None, things: Collection[Thing] = ()) -> Answer:
    """Say whether somebody may come in, to things that are all of her own organisation."""
    if "anyone" in rule.who:
        return Answer.IN
    if viewer is None:
        return Answer.LOG_IN
    if rule.scope:
        return Answer.IN if rule.scope in viewer.scopes else Answer.NO
    if "signed-in" in rule.who and viewer.account_id:
        return Answer.IN if all(thing.is_own for thing in things) else Answer.NO
    if not viewer.is_person:
        return Answer.CHOOSE
    has: set[Who] = {"member", *viewer.roles}
    within = any(all(_reaches(viewer, each, thing, own=rule.own) for thing in things) for each in rule.who & has)
    return Answer.IN if within else Answer.NO


def _reaches(viewer: Viewer, who: Who, thing: Thing, *, own: bool) -> bool:
    if own or who not in {*WHOLE, "manager", "trainer"}:
        return thing.is_own
    if who == "manager":
        return bool(thing.teams & viewer.teams)
    if who == "trainer":
        return bool(thing.cohorts & viewer.cohorts)
    return True
