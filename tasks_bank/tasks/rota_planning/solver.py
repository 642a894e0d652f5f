"""Finds the cheapest rota by integer programming (HiGHS, in scipy). Lines in, lines out: no files, no case."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from tasks_bank.tasks.rota_planning.week import MOST_DAYS, REST_HOURS

Pair = tuple[str, str]
"""A shift's reference and a worker's name."""
_EMPTY_SEAT_PENCE = 1_000_000
_TIE_BREAK_PENCE = 0.05
"""At most this much is added to a seat, so that one of several equally cheap rotas is the answer whatever the solver's
version. Costs are multiples of 5 pence: with fewer than 100 seats no dearer rota can win by it."""
_STRIDE, _STEPS = 617, 1009
"""Spread the additions evenly over the seats."""


@dataclass(frozen=True, slots=True)
class Post:
    """A shift as the solver and the marker need it."""

    ref: str
    start: dt.datetime
    end: dt.datetime
    people: int

    @property
    def hours(self) -> int:
        """How long it is."""
        return int((self.end - self.start).total_seconds()) // 3600


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker costs, and how long they may work."""

    name: str
    rate_pence: int
    hours: int
    most_hours: int

    def cost_pence(self, worked: int) -> int:
        """Return what so many hours cost; those above the contract cost half as much again."""
        return worked * self.rate_pence + max(0, worked - self.hours) * self.rate_pence // 2


def are_too_close(one: Post, other: Post) -> bool:
    """Say whether nobody may work both: on one day, or with too short a rest between them."""
    first, second = sorted((one, other), key=lambda post: post.start)
    return first.start.date() == second.start.date() or second.start - first.end < dt.timedelta(hours=REST_HOURS)


class _Rows:
    """Linear constraints while they are gathered."""

    def __init__(self) -> None:
        self._cells: list[tuple[int, int, float]] = []
        self._lows: list[float] = []
        self._highs: list[float] = []

    def add(self, cells: Mapping[int, float], low: float, high: float) -> None:
        self._cells += [(len(self._lows), place, value) for place, value in cells.items()]
        self._lows.append(low)
        self._highs.append(high)

    def constraint(self, width: int) -> LinearConstraint:
        rows, places, values = zip(*self._cells, strict=True)
        matrix = coo_array((values, (rows, places)), shape=(len(self._lows), width)).tocsr()
        return LinearConstraint(matrix, np.array(self._lows), np.array(self._highs))


def cheapest_rota(posts: Sequence[Post], terms: Sequence[Terms], may: Collection[Pair]) -> list[Pair]:
    """Return who works what at the lowest cost; a seat stays empty only where it cannot be filled."""
    allowed = set(may)
    pairs = [(post, each) for post, each in product(posts, terms) if (post.ref, each.name) in allowed]
    place_of = {(post.ref, each.name): place for place, (post, each) in enumerate(pairs)}
    overtime = {each.name: len(pairs) + place for place, each in enumerate(terms)}
    empty = {post.ref: len(pairs) + len(terms) + place for place, post in enumerate(posts)}
    width = len(pairs) + len(terms) + len(posts)
    rows = _Rows()
    for post in posts:
        seats = {place_of[post.ref, each.name]: 1.0 for each in terms if (post.ref, each.name) in place_of}
        rows.add(seats | {empty[post.ref]: 1.0}, post.people, post.people)
    for each in terms:
        own = [(place_of[post.ref, each.name], post) for post in posts if (post.ref, each.name) in place_of]
        _limit(rows, own, each, overtime[each.name])
    costs = [
        post.hours * each.rate_pence + _TIE_BREAK_PENCE * (place * _STRIDE % _STEPS) / _STEPS
        for place, (post, each) in enumerate(pairs)
    ]
    costs += [each.rate_pence // 2 for each in terms]
    costs += [_EMPTY_SEAT_PENCE] * len(posts)
    highs = [1.0] * len(pairs) + [float(each.most_hours) for each in terms] + [float(post.people) for post in posts]
    whole = [1] * len(pairs) + [0] * (len(terms) + len(posts))
    found = milp(
        np.array(costs, dtype=float),
        integrality=np.array(whole),
        bounds=Bounds(0, np.array(highs)),
        constraints=rows.constraint(width),
        options={"mip_rel_gap": 0.0},
    )
    assert found.x is not None, "a rota with every seat empty keeps all rules"
    return sorted(pair for pair, place in place_of.items() if round(found.x[place]))


def _limit(rows: _Rows, own: Sequence[tuple[int, Post]], terms: Terms, overtime: int) -> None:
    """Add the rules on one worker's week: hours, days, and shifts that are too close to each other."""
    if not own:
        return
    hours = {place: float(post.hours) for place, post in own}
    rows.add(hours, 0, terms.most_hours)
    rows.add(hours | {overtime: -1.0}, -np.inf, terms.hours)
    rows.add({place: 1.0 for place, _ in own}, 0, MOST_DAYS)
    days: dict[dt.date, list[tuple[int, Post]]] = {}
    for place, post in own:
        days.setdefault(post.start.date(), []).append((place, post))
    for same in days.values():
        rows.add({place: 1.0 for place, _ in same}, 0, 1)
    for day, following in pairwise(sorted(days)):
        if following - day > dt.timedelta(days=1):
            continue
        for (one, early), (other, late) in product(days[day], days[following]):
            if are_too_close(early, late):
                rows.add({one: 1.0, other: 1.0}, 0, 1)
