"""The parser of a command: what is wrong with the words is one sentence."""

import argparse
from typing import NoReturn

from assessor.errors import AssessorError


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, without its whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say it and end with the exit code of a user's mistake."""
        self.exit(AssessorError.exit_code, f"toprung: {message}; `{self.prog} --help` says more\n")
