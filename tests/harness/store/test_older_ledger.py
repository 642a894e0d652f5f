"""A ledger of the first version is brought to today's shape with all that is in it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from harness.store.ledger import open_ledger
from harness.store.migrate import MIGRATIONS

AT = "2026-11-02 12:00:00.000000"


def first_version(path: Path) -> None:
    """Make a ledger by the first revision alone, with one trial and its call in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as ledger, ledger:
        ledger.execute("INSERT INTO run VALUES ('run-1', ?, '0.1.0', '{}')", (AT,))
        ledger.execute("INSERT INTO planned_trial VALUES ('run-1', 'trial-1', 'arm', 0)")
        answer = json.dumps({"text": "kept"})
        ledger.execute("INSERT INTO trial VALUES ('trial-1', 1, '{}', 'done', '', ?, 2.5, ?, 0)", (AT, answer))
        ledger.execute(
            "INSERT INTO call VALUES (1, 'c1', 'run-1', 'trial-1', 1, 'a', 1, 'm', ?, 0.0, '[]', 10, 0, 'd', "
            "'ok', 0.5, 'm', 4, 3, 2, 1, 0, 0, '', '{}', '')",
            (AT,),
        )


def test_trials_and_calls_of_the_first_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "runs.db"
    first_version(path)
    with open_ledger(f"sqlite:///{path}") as ledger:
        (trial,) = ledger.trials("run-1")
        (call,) = ledger.calls("trial-1", 1)
        assert ledger.events("run-1") == []
        assert ledger.reviews.of_run("run-1") == []
    assert (trial.answer["text"], trial.wall_s, trial.waited_s) == ("kept", 2.5, 0.0)
    assert call.end is not None
    assert call.end.first_token_s is None
    assert (call.end.usage.cache_write, call.end.usage.cache_write_1h) == (2, 0)
