"""How far controls go: until they have used what the team used, as near as calls allow, and never without an answer."""

import json
from collections.abc import Iterator

import pytest

from harness.errors import Overloaded
from harness.messages import Request
from harness.plan.control import Allowance
from tests.harness.fakes import FakeProvider, Said, case, design, reply
from tests.harness.orchestrators.controls.carrying import CLERK, EACH_CALL, TABLES, carry_out

LINES = case().truth.tables["lines"]


def lines(*places: int, category: str = "") -> str:
    found = [{"line": LINES[place]["line"], "category": category or LINES[place]["category"]} for place in places]
    return json.dumps({"lines": found})


def last(request: Request) -> str:
    return request.messages[-1].text


@pytest.mark.parametrize(("calls_worth", "made"), [(0, 1), (1, 1), (1.4, 1), (1.6, 2), (4, 4), (4.4, 4), (9.6, 10)])
@pytest.mark.parametrize("kind", ["same tokens", "best of n"])
def test_a_control_ends_within_half_a_call_of_what_the_team_used(
    monkeypatch: pytest.MonkeyPatch, kind: str, calls_worth: float, made: int
) -> None:
    tried = carry_out(monkeypatch, kind, FakeProvider(lines(0)), Allowance(round(calls_worth * EACH_CALL)))  # type: ignore[arg-type] # one of the kinds
    assert tried.budget.calls == made
    assert tried.ended.outcome == "done"


def test_the_first_attempt_is_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = carry_out(
        monkeypatch, "same tokens", FakeProvider(lines(0)), Allowance(EACH_CALL), made=design("context", TABLES)
    )
    assert tried.budget.calls == 2


def test_a_later_look_is_cut_where_the_allowance_ends_and_what_it_did_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = FakeProvider(lambda request: lines(0, 1) if "This is look" in str(request.messages) else lines(0))
    made = design("context", TABLES)
    tried = carry_out(monkeypatch, "same tokens", provider, Allowance(3 * EACH_CALL), made=made)
    assert tried.budget.calls == 3
    assert LINES[1]["line"] in tried.files["lines.csv"]
    assert ("ended before the agent was done", "as much is used as the team used") in tried.spans("control")


def test_a_self_check_is_one_further_look_whatever_the_team_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for tokens in (0, 1_000_000):
        assert carry_out(monkeypatch, "self-check", FakeProvider(lines(0)), Allowance(tokens)).budget.calls == 2


def test_a_look_has_before_it_what_was_handed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = FakeProvider(lines(0, category="meals"))
    carry_out(monkeypatch, "self-check", provider, Allowance())
    assert "lines, as you have handed it in" in last(provider.requests[1])
    assert f"{LINES[0]['line']},meals" in last(provider.requests[1])
    assert "handed it in" not in last(provider.requests[0])


def test_looks_differ_in_what_they_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = FakeProvider(lines(0))
    carry_out(monkeypatch, "same tokens", provider, Allowance(7 * EACH_CALL))
    assert len({request.messages[0].text for request in provider.requests}) == 7


def test_a_look_that_says_nothing_readable_takes_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = FakeProvider(lambda request: "Looks fine." if "This is look" in str(request.messages) else lines(0, 1))
    tried = carry_out(monkeypatch, "same tokens", provider, Allowance(4 * EACH_CALL))
    assert LINES[1]["line"] in tried.answer.text


def test_money_is_matched_where_it_is_known_and_tokens_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    by_money = Allowance(tokens=2 * EACH_CALL, nano_usd=5 * EACH_CALL * 3)
    provider = FakeProvider(lines(0))
    assert carry_out(monkeypatch, "best of n", provider, by_money, price=3).budget.calls == 5
    assert carry_out(monkeypatch, "same tokens", provider, by_money, price=3).budget.calls == 2
    for price in (0, None):
        assert carry_out(monkeypatch, "best of n", provider, by_money, price=price).budget.calls == 2
    free = Allowance(2 * EACH_CALL, nano_usd=0)
    assert carry_out(monkeypatch, "best of n", provider, free, price=3).budget.calls == 2


def test_each_attempt_has_a_seed_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = FakeProvider(lines(0))
    carry_out(monkeypatch, "best of n", provider, Allowance(4 * EACH_CALL))
    assert [request.seed for request in provider.requests] == [7, 10_007, 20_007, 30_007]
    assert {request.temperature for request in provider.requests} == {0.7}


def test_what_most_attempts_have_is_handed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter([lines(0), lines(0, 1), lines(1)])
    provider = FakeProvider(lambda _: next(said))
    tried = carry_out(monkeypatch, "best of n", provider, Allowance(3 * EACH_CALL), has_gate=False)
    assert [line.partition(",")[0] for line in tried.files["lines.csv"].splitlines()[1:]] == [
        LINES[0]["line"],
        LINES[1]["line"],
    ]


def test_only_the_attempts_stay_in_which_the_teams_gate_finds_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate looks for lines of the book that are not there; two short attempts would outvote the whole one."""
    whole = lines(*range(len(LINES)))
    said = iter([lines(0), lines(0), whole])
    tried = carry_out(monkeypatch, "best of n", FakeProvider(lambda _: next(said)), Allowance(3 * EACH_CALL))
    assert all(line["line"] in tried.answer.text for line in LINES)
    [(_, detail)] = [span for span in tried.spans("control") if span[0] == "best of n"]
    assert "the team's gate found 0 in 1 of 3" in detail


def test_where_the_teams_trial_was_left_out_the_control_is_too_with_that_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    provider = FakeProvider(lines(0))
    tried = carry_out(monkeypatch, "same tokens", provider, Allowance(missing="the team's trial was left out: busy"))
    assert (tried.ended.outcome, tried.ended.why) == ("infrastructure", "the team's trial was left out: busy")
    assert not provider.requests


def test_a_service_that_fails_in_a_later_attempt_leaves_the_trial_out(monkeypatch: pytest.MonkeyPatch) -> None:
    said: Iterator[Said] = iter([lines(0), *(Overloaded("busy") for _ in range(20))])
    tried = carry_out(monkeypatch, "best of n", FakeProvider(lambda _: next(said)), Allowance(3 * EACH_CALL))
    assert tried.ended.outcome == "infrastructure"


def test_a_refusal_in_a_later_attempt_ends_that_attempt_and_not_the_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    said: Iterator[Said] = iter([lines(0), reply("no", stop="refusal"), lines(0)])
    tried = carry_out(monkeypatch, "best of n", FakeProvider(lambda _: next(said)), Allowance(3 * EACH_CALL))
    assert tried.ended.outcome == "done"
    assert LINES[0]["line"] in tried.answer.text


def test_a_refusal_of_the_first_attempt_is_the_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = FakeProvider(lambda _: reply("no", stop="refusal"))
    assert carry_out(monkeypatch, "same tokens", provider, Allowance(100)).ended.outcome == "refused"


def test_the_same_one_agent_alone_hands_in_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = carry_out(monkeypatch, "best of n", FakeProvider(lines(0)), Allowance(1), made=design("context", CLERK))
    assert lines(0) in tried.answer.text
