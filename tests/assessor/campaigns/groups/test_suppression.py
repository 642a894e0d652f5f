"""The rule is attacked: every linear combination of what is shown is tried against groups that are too small."""

import itertools
import random
from collections.abc import Collection, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.campaigns.groups.suppression import Candidate, Group, chosen, is_safe

PEOPLE = 9


def found_out(shown: Sequence[Group], minimum: int) -> Group | None:
    """Return a group that is too small and that some combination of what is shown comes down to.

    Written otherwise than the rule: a combination of people of U alone exists if the rest of the columns has less rank.
    """
    people = sorted(frozenset[int]().union(*shown)) if shown else []
    matrix = np.array([[float(person in group) for person in people] for group in shown])
    for size in range(1, minimum):
        for few in itertools.combinations(range(len(people)), size):
            rest = np.delete(matrix, few, axis=1)
            rank = np.linalg.matrix_rank(rest) if rest.size else 0
            if rank < np.linalg.matrix_rank(matrix):
                return frozenset(people[place] for place in few)
    return None


def groups_of(names: Collection[str], candidates: Sequence[Candidate]) -> list[Group]:
    return [group for name, groups in candidates if name in names for group in groups if group]


groups = st.frozensets(st.integers(0, PEOPLE - 1), max_size=PEOPLE)
some_candidates = st.lists(st.lists(groups, min_size=1, max_size=2), max_size=7).map(
    lambda found: [(f"group {place}", own) for place, own in enumerate(found)]
)


@settings(max_examples=60, deadline=None)
@given(some_candidates, st.integers(3, 4))
def test_no_combination_of_what_is_shown_comes_down_to_few_people(candidates: list[Candidate], minimum: int) -> None:
    shown = groups_of(chosen(candidates, minimum), candidates)
    assert found_out(shown, minimum) is None


@settings(max_examples=60, deadline=None)
@given(some_candidates, st.integers(3, 4))
def test_what_is_not_shown_would_have_told_of_few_people(candidates: list[Candidate], minimum: int) -> None:
    names = chosen(candidates, minimum)
    before: list[Group] = []
    for name, own in candidates:
        if name in names:
            before += [group for group in own if group]
        elif any(own):
            assert found_out([*before, *(group for group in own if group)], minimum) is not None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()), min_size=8, max_size=11))
def test_teams_roles_and_a_cohort_together_hide_few_people(places: list[tuple[int, int, bool]]) -> None:
    everybody = frozenset(range(len(places)))
    candidates: list[Candidate] = [("all", [everybody])]
    for number in range(3):
        candidates.append((f"team {number}", [frozenset(p for p in everybody if places[p][0] == number)]))
        candidates.append((f"role {number}", [frozenset(p for p in everybody if places[p][1] == number)]))
    candidates.append(("cohort", [frozenset(p for p in everybody if places[p][2])]))
    names = chosen(candidates, 3)
    assert "all" in names
    assert found_out(groups_of(names, candidates), 3) is None


def of(*people: int) -> Group:
    return frozenset(people)


ALL = of(*range(18))


@pytest.mark.parametrize(
    ("why", "groups", "safe"),
    [
        ("a group that is large enough", [ALL], True),
        ("a group that is too small", [of(0, 1, 2, 3)], False),
        ("a total less a team leaves four", [ALL, of(*range(14))], False),
        ("a total less two teams leaves three", [ALL, of(*range(8)), of(*range(8, 15))], False),
        ("a total less two teams leaves five", [ALL, of(*range(8)), of(*range(8, 13))], True),
        ("two cohorts that differ by one person", [of(*range(9)), of(*range(10))], False),
        ("two cohorts that differ by four on one side", [of(*range(9)), of(*range(5, 9), 12, 13, 14, 15, 16)], True),
        ("the same group on two days, one person more", [ALL, of(*range(17))], False),
        ("a sum of two groups less their union", [of(*range(9)), of(*range(7, 18)), ALL], False),
        ("a total, and the same people in two halves", [ALL, of(*range(9)), of(*range(9, 18))], True),
    ],
)
def test_what_follows_by_subtraction_is_seen(why: str, groups: list[Group], *, safe: bool) -> None:
    assert is_safe(groups, 5) == safe, why


def test_a_share_with_thresholds_that_differ_tells_of_those_who_have_the_lower_one() -> None:
    """Of a team of eight, two have the target level 4 and six level 3: the share with the distribution tells of two."""
    team, others = of(*range(8)), of(*range(6))
    assert chosen([("levels", [team]), ("share at target", [team, others])], 5) == {"levels"}


def test_an_earlier_candidate_is_shown_rather_than_a_later_one() -> None:
    candidates: list[Candidate] = [
        ("all", [ALL]),
        ("eight", [of(*range(8))]),
        ("seven", [of(*range(8, 15))]),
        ("rest", [of(15, 16, 17)]),
    ]
    assert chosen(candidates, 5) == {"all", "eight"}


def test_nobody_is_nothing_to_show() -> None:
    assert chosen([("none", [of()])], 5) == set()
    assert chosen([], 5) == set()


def test_an_organisation_of_hundreds_is_decided_and_its_teams_are_shown() -> None:
    drawn = random.Random(1)
    teams: list[set[int]] = [set() for _ in range(25)]
    roles: list[set[int]] = [set() for _ in range(12)]
    for person in range(300):
        teams[person % 25].add(person)
        drawn.choice(roles).add(person)
    candidates: list[Candidate] = [("all", [frozenset(range(300))])]
    candidates += [(f"team {n}", [frozenset(team)]) for n, team in enumerate(teams)]
    candidates += [(f"role {n}", [frozenset(role)]) for n, role in enumerate(roles)]
    assert len(chosen(candidates, 5)) == 38
