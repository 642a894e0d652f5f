"""What can be said on the command line after ``toprung bench``. Nothing that runs or reads a benchmark is imported."""

import argparse
from typing import NoReturn

from harness.plan.level import Level

_LEDGER = "sqlite:///runs.db"
_MODELS = (
    "local (embedded, no key), openai_compatible/NAME with --base-url, scripted/FILE.toml, replay/RUN; default: local"
)


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence, without its whole usage."""

    def error(self, message: str) -> NoReturn:
        """Say it and end with the exit code of a user's mistake."""
        self.exit(2, f"toprung: {message}; `{self.prog} --help` says more\n")


def make_parser() -> argparse.ArgumentParser:
    """Make the parser; ``do`` names each subcommand's ``module:function``, to be loaded when it is called."""
    parser = _Parser(prog="toprung bench", description="Run designs on cases of a task, and compare.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    plan = commands.add_parser("plan", help="say what a run would do and what it could show, without running it")
    _add_order(plan)
    plan.set_defaults(do="harness.cli.working:plan")

    run = commands.add_parser("run", help="run what is missing; the same command again goes on where it stopped")
    _add_order(run)
    _add_running(run)
    run.set_defaults(do="harness.cli.working:run")

    resume = commands.add_parser("resume", help="go on with a run, infrastructure failures included")
    _add_run(resume)
    resume.add_argument("--api-key-env", metavar="NAME", help="the environment variable that holds the key")
    _add_running(resume)
    resume.set_defaults(do="harness.cli.working:resume")

    listing = commands.add_parser("list", help="list the runs of a ledger")
    _add_ledger(listing)
    listing.set_defaults(do="harness.cli.looking:list_")

    show = commands.add_parser("show", help="show a run: quality, tokens, money, time and verdicts by design")
    _add_run(show)
    show.set_defaults(do="harness.cli.looking:show")

    compare = commands.add_parser("compare", help="compare designs, also of several runs, paired by case")
    compare.add_argument("runs", nargs="+", metavar="RUN", help="an id, the beginning of one, or latest")
    _add_ledger(compare)
    compare.set_defaults(do="harness.cli.looking:compare")

    regrade = commands.add_parser("regrade", help="mark stored answers again, without a model call")
    _add_run(regrade)
    regrade.set_defaults(do="harness.cli.working:regrade")
    return parser


def _add_order(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("task", help="a task's name; `toprung tasks list` lists them")
    parser.add_argument(
        "--levels",
        metavar="LEVELS",
        help=f"reference designs to run: {','.join(Level)} (default: all, or none when --design is given)",
    )
    parser.add_argument(
        "--design", action="append", default=[], metavar="FILE", help="a further design; may be given several times"
    )
    parser.add_argument("--cases", type=_whole, default=6, help="how many cases (default: 6)")
    parser.add_argument(
        "--seed", type=_whole, default=1, help="seed of the first case; the others follow it (default: 1)"
    )
    parser.add_argument(
        "--dials", default="default", help="small, default, large, or small,NAME=VALUE (default: default)"
    )
    parser.add_argument("--epochs", type=_whole, default=1, help="how often each design does each case (default: 1)")
    parser.add_argument("--model", default="local", help=_MODELS)
    parser.add_argument("--base-url", metavar="URL", help="where a compatible service answers")
    parser.add_argument("--api-key-env", metavar="NAME", help="the environment variable that holds the key")
    parser.add_argument("--orchestrator", default="native", help="what carries out the designs (default: native)")
    parser.add_argument(
        "--temperature", type=float, default=0.0, help="how freely the model chooses its words, 0 to 2 (default: 0)"
    )
    parser.add_argument("--call-in-tokens", type=_whole, metavar="N", help="the most that one call may send")
    parser.add_argument("--call-out-tokens", type=_whole, metavar="N", help="the most that one call may bring back")
    _add_ledger(parser)


def _add_running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--max-connections", type=_whole, default=8, metavar="N", help="requests at a time (default: 8)"
    )


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN", help="an id, the beginning of one, or latest")
    _add_ledger(parser)


def _add_ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ledger", default=_LEDGER, metavar="URL", help=f"where everything is kept (default: {_LEDGER})"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def _whole(text: str) -> int:
    """Read a whole number; what argparse says on its own speaks of types."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number") from None
