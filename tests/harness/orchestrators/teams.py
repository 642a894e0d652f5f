"""Designs of small teams for tests, put together from their agents."""

from collections.abc import Callable, Mapping

from harness.messages import Request
from harness.plan.design import Design
from tests.harness.fakes import FakeProvider, Said, design

BOOK = """
[[table]]
name = "book"
columns = [{ name = "line" }, { name = "bought" }, { name = "amount", type = "amount" }]
[[agent]]
name = "reader"
role = "a reader"
writes = ["book"]
prepare = [{ tool = "parse", arguments = { file = "petty_cash.csv" }, into = "book" }]
"""
CHIEF = '[[agent]]\nname = "chief"\nrole = "the chief"\n[coordinator]\nagent = "chief"\n'


def agent(name: str, *lines: str) -> str:
    return "\n".join(["[[agent]]", f'name = "{name}"', f'role = "a {name}"', *lines, ""])


def team(*parts: str, chief: str = CHIEF) -> Design:
    return design("orchestration", "\n".join([*parts, chief]))


def saying(said: Mapping[str, Said | Callable[[Request], Said]]) -> FakeProvider:
    """A model that says one thing to each agent; nothing to the others."""

    def say(request: Request) -> Said:
        to_agent = said.get(request.agent, "")
        return to_agent(request) if callable(to_agent) else to_agent

    return FakeProvider(say)


def one_after_the_other(*said: Said) -> Callable[[Request], Said]:
    """Say one thing at each request, and the last one from then on."""
    left = list(said)
    return lambda _request: left.pop(0) if len(left) > 1 else left[0]


def asked_of(provider: FakeProvider, name: str) -> list[str]:
    """What an agent was asked last in each of its requests."""
    return [request.messages[-1].text for request in provider.asked(name)]
