"""The parser that the assessor's commands share: what is wrong is said in one sentence."""

import argparse
from typing import NoReturn

WRONG_INPUT = 2
"""Exit code of a user's mistake."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, without its whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say it and end with the exit code of a user's mistake."""
        self.exit(WRONG_INPUT, f"toprung: {message}; `{self.prog} --help` says more\n")
