"""The context source retrieval."""

import asyncio
import importlib.util
from typing import Any
from unittest.mock import patch

import pytest

from harness.context.finding.index import Index
from harness.context.registry import make_source
from harness.errors import BadDesign, MissingPiece
from harness.plan.sources import Handed, Part
from tasks_bank.case import Brief
from tasks_bank.file import File
from tests.harness.context import opening
from tests.harness.context.opening import given, settings

BRIEF = Brief(
    ask="Reconcile.",
    rules="",
    files=(
        File("policy.md", b"# Policy\n\n## Meals\nMeals are paid up to 20.\n\n## Hotels\nA hotel needs a receipt.\n"),
        File(
            "bank.csv",
            b"line,date,text,amount\n" + b"".join(b"B%d,2025-07-%02d,Kiosk,5\n" % (n, n) for n in range(1, 29)),
        ),
        File("receipts/R-1.txt", b"Hotel Astoria, one night\nTotal: 80"),
    ),
    deliverables=(),
)


def supplied(query: str, wanted: tuple[str, ...] = (), budget_tokens: int = 500, **own: Any) -> list[Part]:  # noqa: ANN401 JSON
    return opening.supplied("retrieval", settings(budget_tokens, chunk_tokens=20, **own), BRIEF, wanted, query)


def searched(arguments: dict[str, Any], **own: Any) -> Handed:  # noqa: ANN401 JSON
    async def run() -> Handed:
        source = make_source("retrieval", settings(chunk_tokens=20, offers_tool=True, **own))
        async with source.open(given(BRIEF)) as opened:
            (tool,) = opened.tools
            return await tool.call(arguments)

    return asyncio.run(run())


@pytest.mark.parametrize("ranker", ["words", "tfidf", "meaning", "fused"])
def test_every_ranker_finds_the_passages_on_a_hotel(ranker: str) -> None:
    parts = supplied("the receipt of a hotel", ranker=ranker, top=2)
    assert {part.title for part in parts} == {"policy.md", "receipts/R-1.txt"}
    assert not any(part.standing for part in parts)


def test_passages_are_cited_by_their_rows() -> None:
    (part,) = supplied("2025-07-21", top=1)
    assert part.title.startswith("bank.csv, rows ")
    assert part.text.startswith("line,date,text,amount\n")
    assert "B21,2025-07-21,Kiosk,5" in part.text


def test_only_files_that_the_agent_reads_and_the_design_includes_are_searched() -> None:
    assert {part.title for part in supplied("hotel", ("receipts/*",))} == {"receipts/R-1.txt"}
    assert {part.title for part in supplied("hotel", exclude=["receipts/*"])} == {"policy.md"}
    assert {part.title for part in supplied("hotel", include=["*.txt"])} == {"receipts/R-1.txt"}


def test_what_does_not_fit_the_budget_is_said_in_the_last_part() -> None:
    *_, last = supplied("Kiosk", budget_tokens=30)
    assert last.text.splitlines()[-1].startswith("[cut: about ")


def test_a_question_that_nothing_fits_is_answered_so() -> None:
    assert [part.text for part in supplied("zebra")] == ["[no passage of the files fits what is asked]"]


def test_a_model_may_search_where_the_design_lets_it() -> None:
    handed = searched({"query": "hotel receipt", "top": 1})
    assert handed == Handed(
        "[policy.md]\n# Policy\n## Meals\nMeals are paid up to 20.\n## Hotels\nA hotel needs a receipt."
    )
    assert "no passage" in searched({"query": "zebra"}).text
    assert not opening.within(make_source("retrieval", settings()).open(given(BRIEF)), lambda opened: opened.tools)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "search_files needs the argument 'query'"),
        ({"query": " "}, "'query' is "),
        ({"query": "x", "top": 0}, "'top' is 0; give a whole number from 1 to 50"),
        ({"query": "x", "top": True}, "'top' is True"),
        ({"query": "x", "topp": 3}, "no argument 'topp'; did you mean 'top'"),
    ],
)
def test_arguments_that_do_not_fit_are_a_mistake(arguments: dict[str, Any], said: str) -> None:
    handed = searched(arguments)
    assert handed.mistake
    assert said in handed.text


def test_a_case_is_indexed_once_however_many_trials_open_it_at_the_same_moment() -> None:
    async def run() -> None:
        source = make_source("retrieval", settings())

        async def trial() -> None:
            async with source.open(given(BRIEF)):
                await asyncio.sleep(0)

        await asyncio.gather(*(trial() for _ in range(5)))
        await trial()

    with patch("harness.context.retrieval.Index", wraps=Index) as made:
        asyncio.run(run())
    assert made.call_count == 1


def test_a_trial_that_is_stopped_while_it_waits_leaves_the_index_to_the_others() -> None:
    async def run() -> list[Part]:
        source = make_source("retrieval", settings())
        first = asyncio.create_task(source.open(given(BRIEF)).__aenter__())
        await asyncio.sleep(0)
        first.cancel()
        async with source.open(given(BRIEF)) as opened:
            return list(opened.supply((), "hotel"))

    assert asyncio.run(run())


def test_a_model_that_is_not_installed_is_said_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    make_source("retrieval", settings(ranker="tfidf"))
    with pytest.raises(MissingPiece, match='ranker = "words" works without'):
        make_source("retrieval", settings(ranker="fused"))


def test_a_ranker_that_is_not_there_is_named() -> None:
    with pytest.raises(BadDesign, match="'ranker' is 'word'"):
        make_source("retrieval", settings(ranker="word"))
