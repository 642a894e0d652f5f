"""Goes through a rota that was handed in, row by row, and says which rows keep the hard rules."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tasks_bank.case import Case
from tasks_bank.deliverable import Row
from tasks_bank.tasks.rota_planning.solver import Pair, Post, Terms, are_too_close
from tasks_bank.tasks.rota_planning.truth import totals_of
from tasks_bank.tasks.rota_planning.week import MOST_DAYS


@dataclass(frozen=True)
class Rules:
    """What a case's rota has to keep."""

    posts: Mapping[str, Post]
    """Every shift by its reference."""
    closed: frozenset[str]
    """Shifts that nobody may work."""
    workers: Sequence[Row]
    may: frozenset[Pair]
    least_pence: int

    @cached_property
    def terms(self) -> Mapping[str, Terms]:
        """Every worker by their name in capitals."""
        return {each.name.upper(): each for each in terms_in(self.workers)}

    @property
    def open_posts(self) -> Iterable[Post]:
        """The shifts that can be filled."""
        return (post for ref, post in self.posts.items() if ref not in self.closed)

    @property
    def seats(self) -> int:
        """How many rows a full rota has."""
        return sum(post.people for post in self.open_posts)


@dataclass(frozen=True, slots=True)
class Assessed:
    """A rota after it was gone through."""

    kept: tuple[Pair, ...]
    """The rows that keep every rule, each together with those before it."""
    faults: Mapping[Pair, str]
    known: tuple[Pair, ...]
    """Every row whose shift and person are there, right or wrong."""


def rules_of(case: Case) -> Rules:
    """Read the rules of a case from its hidden facts."""
    facts = case.truth.facts
    return Rules(
        {post.ref: post for post in posts_in(facts["shifts"])},
        frozenset(row["shift"] for row in facts["shifts"] if row["reason"]),
        facts["workers"],
        frozenset((row["shift"], row["person"]) for row in facts["may"]),
        int(facts["least_cost"][0]["pence"]),
    )


def posts_in(rows: Iterable[Row]) -> list[Post]:
    """Read shifts from their rows."""
    moment = dt.datetime.fromisoformat
    return [Post(row["shift"], moment(row["start"]), moment(row["end"]), int(row["people"])) for row in rows]


def terms_in(rows: Iterable[Row]) -> list[Terms]:
    """Read workers from their rows."""
    return [Terms(row["person"], int(row["rate_pence"]), int(row["hours"]), int(row["most_hours"])) for row in rows]


def assess(rules: Rules, stated: Iterable[Pair]) -> Assessed:
    """Go through a rota in the order of time; names may be in capitals.

    A row that breaks a rule together with an earlier row is at fault; the earlier one is not. A shift with more people
    than it needs does not say who works it: none of its rows is kept.
    """
    in_time = sorted(stated, key=lambda pair: _when(rules, pair))
    crowd = Counter(ref for ref, _ in in_time)
    faults: dict[Pair, str] = {}
    known: list[Pair] = []
    kept: dict[str, list[Post]] = defaultdict(list)
    for ref, name in in_time:
        post, terms = rules.posts.get(ref), rules.terms.get(name.upper())
        if post is None or terms is None:
            faults[ref, name] = "there is no such shift" if post is None else "there is no such person"
            continue
        known.append((ref, terms.name))
        if fault := _fault(rules, post, terms, kept[terms.name], crowd[ref]):
            faults[ref, terms.name] = fault
        else:
            kept[terms.name].append(post)
    pairs = tuple((post.ref, name) for name, own in kept.items() for post in own)
    return Assessed(pairs, faults, tuple(known))


def cost_pence(rules: Rules, kept: Iterable[Pair]) -> int:
    """Return what a rota costs; a seat that stays empty is charged as if the dearest person filled it overtime."""
    pairs = list(kept)
    hours = {ref: post.hours for ref, post in rules.posts.items()}
    cost = sum(round(float(row["cost"]) * 100) for row in totals_of(pairs, hours, rules.workers))
    dearest = max(each.rate_pence for each in rules.terms.values()) * 3 // 2
    filled = [ref for ref, _ in pairs]
    return cost + sum((post.people - filled.count(post.ref)) * post.hours * dearest for post in rules.open_posts)


def _when(rules: Rules, pair: Pair) -> tuple[dt.datetime, Pair]:
    post = rules.posts.get(pair[0])
    return (post.start if post else dt.datetime.min, pair)  # noqa: DTZ901 - shifts have no zone, and neither has this


def _fault(rules: Rules, post: Post, terms: Terms, own: Sequence[Post], crowd: int) -> str:
    """Say which rule a row breaks first; empty where it breaks none."""
    broken = {
        "nobody may work this shift; it is for a person to decide": post.ref in rules.closed,
        "may not work this shift (skill, availability, age or rest)": (post.ref, terms.name) not in rules.may,
        f"{crowd} people for {post.people} on this shift": crowd > post.people,
        "a second shift on one day, or too short a rest between two": any(are_too_close(post, each) for each in own),
        "more days than allowed": len(own) >= MOST_DAYS,
        "more hours than allowed": sum(each.hours for each in own) + post.hours > terms.most_hours,
    }
    return next((fault for fault, is_broken in broken.items() if is_broken), "")
