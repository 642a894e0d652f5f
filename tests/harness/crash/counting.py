"""Counts a ledger's calls by plain SQL, beside the program's own questions."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OUT_TOKENS = {"chat": 500, "clerk": 500, "sorter": 200, "coordinator": 200}
"""The most that each agent of petty cash may bring back in one call, from its designs."""
TOKENS_A_TURN = 8


@dataclass(frozen=True)
class Calls:
    """The calls of the scripted model; those of *tools only* reach nobody."""

    started: int
    finished: int
    unknown_ids: frozenset[str]
    """Calls whose end was never seen."""
    worst_tokens: int
    """Theirs: what they sent, counted here again, and the most that may come back."""
    lost: int
    """Calls that ended, in attempts that never did."""
    lost_tokens: int


def ask(file: Path, question: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(question, values).fetchall()


def calls_of(file: Path) -> Calls:
    ((started, finished),) = ask(file, "SELECT count(*), count(status) FROM call WHERE model_asked LIKE 'scripted/%'")
    unknown = ask(file, "SELECT id, agent, messages FROM call WHERE status IS NULL AND model_asked LIKE 'scripted/%'")
    ((lost, lost_tokens),) = ask(
        file,
        "SELECT count(*), coalesce(sum(input_tokens + output_tokens), 0) FROM call LEFT JOIN trial"
        " ON trial.id = call.trial_id AND trial.attempt = call.trial_attempt"
        " WHERE trial.id IS NULL AND call.status IS NOT NULL AND model_asked LIKE 'scripted/%'",
    )
    worst = sum(_worst(agent, messages) for _, agent, messages in unknown)
    return Calls(started, finished, frozenset(row[0] for row in unknown), worst, lost, lost_tokens)


def check_whole(file: Path) -> None:
    assert ask(file, "PRAGMA integrity_check") == [("ok",)]
    assert ask(file, "PRAGMA foreign_key_check") == []


def _worst(agent: str, messages: str) -> int:
    turns = json.loads(messages)
    return sum(len(turn["text"].split()) + TOKENS_A_TURN for turn in turns) + OUT_TOKENS[agent]
