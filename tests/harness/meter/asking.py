"""Asks one question through a gateway, of a model that says what a test lays out."""

import asyncio
from collections.abc import Iterator

from harness.messages import Message, Reply
from harness.meter.gateway import Gateway
from harness.meter.prices import ModelPrice, PriceTable
from tests.harness.fakes import FakeProvider, Said

HELLO = [Message("system", "You are kind."), Message("user", "say hello to all")]
PRICES = PriceTable("p@1", {"fake/m": ModelPrice(input_usd_per_mtok=1, output_usd_per_mtok=10)})


def ask(way: Gateway, agent: str = "a", tokens: int = 100) -> Reply:
    return asyncio.run(way.ask(agent, HELLO, max_output_tokens=tokens))


def saying(*said: Said) -> FakeProvider:
    """A model that says one thing after the other."""
    things: Iterator[Said] = iter(said)
    return FakeProvider(lambda _request: next(things))
