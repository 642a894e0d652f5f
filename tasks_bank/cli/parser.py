"""What can be said on the command line after ``toprung tasks``. Nothing that deals or marks is imported."""

import argparse
from pathlib import Path
from typing import NoReturn

from tasks_bank.errors import TaskBankError

_YES_NO = ("yes", "no")


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, without its whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say it and end with the exit code of a user's mistake."""
        self.exit(TaskBankError.exit_code, f"toprung: {message}; `{self.prog} --help` says more\n")


def make_parser() -> argparse.ArgumentParser:
    """Make the parser; ``do`` names each subcommand's ``module:function``, to be loaded when it is called."""
    parser = _Parser(prog="toprung tasks", description="List the business tasks, try one by hand, add one of your own.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_looking(commands)
    _add_skills(commands)
    _add_own(commands)
    return parser


def _add_looking(commands: "argparse._SubParsersAction[_Parser]") -> None:
    listing = commands.add_parser("list", help="name, title, family, version and a person's minutes of every task")
    listing.set_defaults(do="tasks_bank.cli.showing:list_")

    show = commands.add_parser("show", help="print what a case asks for, and write its files with --out")
    _add_case(show)
    show.add_argument("--out", type=Path, help="folder for the case's files; no file in it is overwritten")
    show.set_defaults(do="tasks_bank.cli.showing:show")

    attempt = commands.add_parser("try", help="mark an answer that was made by hand, check by check")
    _add_case(attempt)
    attempt.add_argument("--answer", type=Path, metavar="PATH", help="a file, or a folder of files")
    attempt.add_argument("--actions", type=Path, metavar="FILE", help="writes to systems that `tasks serve` has kept")
    attempt.add_argument("--json", action="store_true", help="print JSON instead of text")
    attempt.set_defaults(do="tasks_bank.cli.trying:try_")
    _add_serve(commands)


def _add_serve(commands: "argparse._SubParsersAction[_Parser]") -> None:
    serve = commands.add_parser("serve", help="serve a case's systems and files to MCP clients")
    _add_case(serve)
    serve.add_argument("--transport", choices=("stdio", "http"), default="stdio", help="(default: stdio)")
    serve.add_argument("--host", help="for http: the address to listen on (default: 127.0.0.1, this machine alone)")
    serve.add_argument("--port", type=_whole, help="for http: the port, 0 for any that is free (default: 8765)")
    serve.add_argument(
        "--called", action="append", default=[], metavar="NAME", help="for http: a name by which clients call the host"
    )
    serve.add_argument("--actions", type=Path, metavar="FILE", help="append what clients write to this file")
    serve.set_defaults(do="tasks_bank.cli.serve:serve")


def _add_skills(commands: "argparse._SubParsersAction[_Parser]") -> None:
    skills = commands.add_parser(
        "skills", help="list a task's Agent Skills, and say what is wrong with a skill's folder"
    )
    skills.add_argument("name", help="a task's name, as in the list")
    skills.add_argument("--check", type=Path, metavar="FOLDER", help="look at this folder instead: a skill, or several")
    skills.set_defaults(do="tasks_bank.cli.skills:skills")


def _add_own(commands: "argparse._SubParsersAction[_Parser]") -> None:
    new = commands.add_parser("new", help="make a task of your own: a small example that passes its tests")
    new.add_argument("name", help="small letters, digits and _")
    new.set_defaults(do="tasks_bank.cli.adding:new")

    bring = commands.add_parser("import", help="take over a job of your own as it lies in a folder, without Python")
    bring.add_argument("folder", type=Path, help="holds task.toml, brief.md, files/ and expected/")
    bring.add_argument("--name", help="what to call the task (default: the folder's name)")
    _add_people(bring)
    bring.set_defaults(do="tasks_bank.cli.adding:import_")

    data = commands.add_parser("data", help="say whether a task's files hold real people's data, or see what was said")
    data.add_argument("name", help="a task of your own")
    _add_people(data)
    data.set_defaults(do="tasks_bank.cli.adding:data")


def _add_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="a task's name, as in the list")
    parser.add_argument("--seed", type=_whole, help="which case (default: 7, or 1 for a task that was imported)")
    parser.add_argument("--dials", default="small", help="a preset, or settings such as small,lines=9 (default: small)")


def _add_people(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", choices=_YES_NO, help="whether the files hold real people's data")
    parser.add_argument("--remote", choices=_YES_NO, help="whether a model that is not on this machine may see them")
    parser.add_argument("--keep-days", type=_whole, metavar="N", help="days for which texts of runs are kept")


def _whole(text: str) -> int:
    """Read a whole number; what argparse says on its own speaks of types."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number") from None
