"""A line that shows how a run gets on: trials, rate, time left, tokens, money."""

import sys
from types import TracebackType
from typing import Never, Self

from tqdm import tqdm

from harness.cli.text import money
from harness.run.build import Done

_FORMAT = "{percentage:3.0f}%|{bar:20}| {n_fmt}/{total_fmt} trials, {elapsed}<{remaining}, {rate_fmt}{postfix}"
_SECONDS_BETWEEN_LINES = 10.0
"""Where the output is no terminal (a log), one line so often."""


class Progress:
    """The progress bar of one run; writes to stderr."""

    def __init__(self, planned: int, *, quiet: bool = False) -> None:
        self._planned = planned
        self._quiet = quiet
        self._left_out = 0
        self._tokens = 0
        self._nano_usd: int | None = 0
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def begin(self, todo: int) -> None:
        """Start the bar; what was done before is not counted into the rate."""
        terminal = sys.stderr.isatty()
        self._bar = tqdm(
            total=self._planned,
            initial=self._planned - todo,
            unit="trial",
            disable=self._quiet,
            mininterval=0.2 if terminal else _SECONDS_BETWEEN_LINES,
            dynamic_ncols=terminal,
            bar_format=_FORMAT,
        )

    def ended(self, done: Done) -> None:
        """Count a trial that ended, with the tokens and the money of this command so far."""
        if self._bar is None:
            return
        self._left_out += done.trial.outcome == "infrastructure"
        self._tokens += done.tokens
        self._nano_usd = None if self._nano_usd is None or done.nano_usd is None else self._nano_usd + done.nano_usd
        spent = "money unknown" if self._nano_usd is None else money(self._nano_usd)
        left_out = f", {self._left_out} left out" if self._left_out else ""
        self._bar.set_postfix_str(f"{self._tokens:,} tokens, {spent}{left_out}", refresh=False)
        self._bar.update()

    def stopping(self, under_way: int) -> None:
        """Say that the run stops."""
        tqdm.write(
            f"toprung: stopping; {under_way} trials under way finish first (Ctrl-C again drops them)", file=sys.stderr
        )
