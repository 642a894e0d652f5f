"""The programs that are measured, as commands: ours as a user types it, and the bare loops over the same SDKs."""

import json
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.measuring import Took, measure
from benchmarks.stubbing import ROOT, Stub

Sdk = Literal["anthropic", "openai"]
Client = Literal["default", "aiohttp"]
PROVIDERS: Mapping[Sdk, str] = {"anthropic": "anthropic", "openai": "openai_compatible"}
OWN_CLIENT: Mapping[Sdk, Client] = {"anthropic": "aiohttp", "openai": "aiohttp"}
"""Which of the SDK's two HTTP clients our provider uses: what is compared is a bare loop over the same one."""
ENV = {"ANTHROPIC_API_KEY": "none", "OPENAI_API_KEY": "none", "TOPRUNG_HOME": str(ROOT / "benchmarks" / "home")}


@dataclass(frozen=True, slots=True)
class Bench:
    """Where measurements are made: a stub, a folder for what is passing, and how many requests at a time."""

    stub: Stub
    folder: Path
    connections: int
    epochs: int = 1
    """How often each case is done; a run of fewer trials does one case once."""

    @property
    def ledger(self) -> Path:
        """The file of our ledger, new for each run."""
        return self.folder / "runs.db"

    @property
    def prompts(self) -> Path:
        """What the bare loops ask: what ours asked before them."""
        return self.folder / "prompts.json"

    def ours(self, sdk: Sdk, trials: int, *words: str, may_end_in: tuple[int, ...] = (0,)) -> Took:
        """Measure ``toprung bench run``: plan, trials, marks, ledger on disk, the table at the end."""
        for file in self.folder.glob(f"{self.ledger.name}*"):
            file.unlink()
        epochs = self.epochs if trials >= self.epochs else 1
        url = self.stub.base_url if sdk == "anthropic" else f"{self.stub.base_url}/v1"
        model = f"{PROVIDERS[sdk]}/stub"
        command = [sys.executable, "toprung.py", "bench", "run", "tiny", "--levels", "prompting"]
        command += ["--cases", str(trials // epochs), "--epochs", str(epochs), "--model", model, "--base-url", url]
        command += ["--max-connections", str(self.connections), "--ledger", f"sqlite:///{self.ledger}", *words]
        return measure(command, self.stub, ENV, may_end_in=may_end_in)

    def bare(self, sdk: Sdk, client: Client, trials: int, *words: str) -> Took:
        """Measure a bare loop."""
        command = [sys.executable, "-m", f"benchmarks.bare.{sdk}_sdk", "--base-url", self.stub.base_url]
        command += ["--prompts", str(self.prompts), "--trials", str(trials), "--client", client]
        command += ["--connections", str(self.connections), *words]
        return measure(command, self.stub, ENV)

    def keep_prompts(self) -> int:
        """Keep what the run in the ledger has asked for the bare loops, each prompt once; return how many."""
        with closing(sqlite3.connect(self.ledger)) as connection:
            rows = connection.execute("SELECT DISTINCT messages FROM call WHERE attempt = 1 ORDER BY messages")
            asked = [[_turn(turn) for turn in json.loads(messages)] for (messages,) in rows]
        self.prompts.write_text(json.dumps(asked), encoding="utf-8")
        return len(asked)


def _turn(turn: Mapping[str, str]) -> dict[str, str]:
    return {"role": turn["role"], "content": turn["text"]}
