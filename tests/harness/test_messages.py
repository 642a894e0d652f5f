from dataclasses import replace

import pytest

from harness.messages import Message, Request, ToolSpec

REQUEST = Request("a", (Message("user", "hello"),), 10)


def test_a_digest_does_not_depend_on_the_model_or_on_who_asks() -> None:
    assert replace(REQUEST, model="b", agent="matching").digest == REQUEST.digest


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    first, second = {"a": {"type": "string"}, "b": {}}, {"b": {}, "a": {"type": "string"}}
    assert replace(REQUEST, schema=first).digest == replace(REQUEST, schema=second).digest


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, messages=(Message("system", "hello"),)),
        replace(REQUEST, max_output_tokens=11),
        replace(REQUEST, temperature=None),
        replace(REQUEST, seed=None),
        replace(REQUEST, schema={}),
        replace(REQUEST, tools=(ToolSpec("sum", "adds", {}),)),
    ],
)
def test_a_digest_depends_on_all_that_a_model_sees(other: Request) -> None:
    assert other.digest != REQUEST.digest
