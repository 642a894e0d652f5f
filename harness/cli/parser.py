"""What can be said on the command line after ``toprung bench``. Nothing that runs or reads a benchmark is imported."""

import argparse
from typing import NoReturn

from harness.cli.designs.options import add_checking
from harness.cli.reviewing.options import add_reviewing
from harness.plan.level import Level
from tasks_bank.notes.note import KINDS

_LEDGER = "sqlite:///runs.db"
_MODELS = (
    "local (embedded, no key), anthropic/NAME, openai_compatible/NAME (elsewhere: --base-url), scripted/FILE.toml, "
    "replay/RUN; default: local"
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
    for add in (_add_working, add_checking, _add_parts, _add_looking, _add_afterwards, _add_memory):
        add(commands)
    add_reviewing(commands, _add_run)
    return parser


def _add_working(commands: "argparse._SubParsersAction[_Parser]") -> None:
    plan = commands.add_parser("plan", help="say what a run would do and what it could show, without running it")
    _add_order(plan)
    plan.add_argument("--detect", type=float, metavar="D", help="say how many cases find a true difference of D")
    plan.add_argument(
        "--power", type=float, default=0.8, metavar="P", help="how often it shall be found (default: 0.8)"
    )
    plan.add_argument(
        "--spread",
        type=float,
        metavar="S",
        help="how much differences vary from case to case (default: as in earlier runs)",
    )
    plan.add_argument("--limit-usd", type=float, metavar="X", help="say what fits into so much money")
    plan.set_defaults(do="harness.cli.planning:plan")

    run = commands.add_parser("run", help="run what is missing; the same command again goes on where it stopped")
    _add_order(run)
    _add_running(run)
    run.set_defaults(do="harness.cli.working:run")

    resume = commands.add_parser("resume", help="go on with a run, infrastructure failures included")
    _add_run(resume)
    resume.add_argument("--api-key-env", metavar="NAME", help="the name under which the key is kept")
    _add_running(resume)
    resume.set_defaults(do="harness.cli.working:resume")


def _add_parts(commands: "argparse._SubParsersAction[_Parser]") -> None:
    ablate = commands.add_parser("ablate", help="say what each part of a design is worth: run it without, and compare")
    ablate.add_argument("task", metavar="TASK_OR_RUN", help="with --design a task's name; else a run to show again")
    ablate.add_argument("--design", metavar="FILE", help="the design to take apart: a file or a name")
    ablate.add_argument(
        "--over",
        default="all",
        metavar="PARTS",
        help="its context sources by name, agent:NAME, gate:AFTER, or sources, agents, gates; with commas between "
        "(default: all that it can do without)",
    )
    _add_cases(ablate)
    _add_running(ablate)
    ablate.set_defaults(do="harness.cli.designs.ablating:ablate")

    context = commands.add_parser("context", help="print what each agent's model will see at first, and its tokens")
    context.add_argument("design", help="a file, or a name as for --design of `toprung bench run`")
    context.add_argument("task", help="a task's name")
    context.add_argument("--agent", metavar="NAME", help="only this agent (default: all)")
    _add_case(context, seed=7)
    _add_model(context)
    context.add_argument("--json", action="store_true", help="print JSON instead of text")
    context.set_defaults(do="harness.cli.designs.context:context")


def _add_looking(commands: "argparse._SubParsersAction[_Parser]") -> None:
    listing = commands.add_parser("list", help="list the runs of a ledger")
    _add_ledger(listing)
    listing.set_defaults(do="harness.cli.looking:list_")

    show = commands.add_parser("show", help="show a run: quality, tokens, money, time and verdicts; or one trial of it")
    _add_run(show)
    show.add_argument(
        "trial", nargs="?", default="", metavar="TRIAL", help="one trial: an id, its beginning, slowest or worst"
    )
    show.set_defaults(do="harness.cli.looking:show")

    compare = commands.add_parser("compare", help="compare designs, also of several runs, paired by case")
    compare.add_argument("runs", nargs="+", metavar="RUN", help="an id, the beginning of one, or latest")
    _add_ledger(compare)
    compare.add_argument(
        "--fail-if", action="append", default=[], metavar="TEXT", help="end with 6 if so: 'quality drops', ..."
    )
    compare.add_argument(
        "--no-worse-by",
        type=float,
        metavar="M",
        help="say whether the first is no worse than the second by M in quality",
    )
    compare.set_defaults(do="harness.cli.comparing:compare")


def _add_afterwards(commands: "argparse._SubParsersAction[_Parser]") -> None:
    regrade = commands.add_parser("regrade", help="mark stored answers again: by rules alone, or with a judge")
    _add_run(regrade)
    regrade.add_argument("--judge", metavar="MODEL", help="have a model judge what rules cannot; written as for a run")
    regrade.add_argument("--base-url", metavar="URL", help="where a compatible service answers")
    regrade.add_argument("--api-key-env", metavar="NAME", help="the name under which the judge's key is kept")
    _add_running(regrade)
    regrade.set_defaults(do="harness.cli.working:regrade")

    reprice = commands.add_parser("reprice", help="price a run's calls again, at the prices of another day")
    _add_run(reprice)
    reprice.add_argument("--prices", metavar="DATE", help="the day whose prices count, such as 2026-11-22")
    reprice.add_argument(
        "--price-as", metavar="MODEL", help="what it would have cost with another model (an assumption)"
    )
    reprice.set_defaults(do="harness.cli.pricing:reprice")

    forget = commands.add_parser("forget", help="delete the texts of a run, and keep its figures")
    forget.add_argument("run", nargs="?", metavar="RUN", help="an id, the beginning of one, or latest")
    forget.add_argument("--due", action="store_true", help="all runs whose texts may no longer be kept")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    _add_ledger(forget)
    forget.set_defaults(do="harness.cli.forgetting:forget")

    export = commands.add_parser("export", help="write a run into files for other programs, or send its traces")
    _add_run(export)
    export.add_argument("--to", required=True, metavar="FORMAT", help="jsonl, csv, otlp or inspect")
    place = export.add_mutually_exclusive_group(required=True)
    place.add_argument("--out", metavar="PATH", help="the file or folder to write")
    place.add_argument(
        "--send",
        nargs="?",
        const="",
        metavar="URL",
        help="with otlp: send it to this endpoint over HTTP (default: as OTEL_EXPORTER_OTLP_ENDPOINT says)",
    )
    export.add_argument("--with-content", action="store_true", help="with otlp: prompts and replies too")
    export.add_argument("--force", action="store_true", help="replace what is there")
    export.set_defaults(do="harness.cli.exporting:export")


def _add_memory(commands: "argparse._SubParsersAction[_Parser]") -> None:
    remember = commands.add_parser("remember", help="keep, list or forget the notes that designs with memory are shown")
    remember.add_argument("run", nargs="?", metavar="RUN", help="take what this run's answers handed to a person")
    remember.add_argument("--project", required=True, metavar="NAME", help="whose notes they are")
    remember.add_argument("--design", metavar="NAME", help="whose answers, where the run has several designs")
    remember.add_argument("--add", metavar="TEXT", help="keep this note, with --about and --by")
    remember.add_argument("--about", default="", metavar="WHAT", help="what the note is about, in a few words")
    remember.add_argument("--by", default="", metavar="WHO", help="who wrote it")
    remember.add_argument("--kind", default="correction", choices=KINDS, help="which kind it is (default: correction)")
    remember.add_argument("--expires", metavar="DATE", help="the last day on which it counts, such as 2026-12-31")
    remember.add_argument("--list", action="store_true", help="print the notes, oldest first")
    remember.add_argument("--forget", metavar="ID", help="take out the note of that id, or all notes of that run")
    _add_ledger(remember)
    remember.set_defaults(do="harness.cli.memory.remembering:remember")


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
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="FAULT",
        help="inject a fault, to see what a team makes of it: agent:NAME=down|slow:SECONDS|garbled|silent, or "
        "gate:AFTER=asleep; may be given several times",
    )
    controls = parser.add_argument_group("controls: is a team worth more than one agent that may spend as much?")
    controls.add_argument(
        "--controls",
        action="store_true",
        help="beside each design at ORCHESTRATION run one agent with the same tokens, the best of its attempts for the "
        "same money, and one self-check",
    )
    controls.add_argument(
        "--control-design",
        metavar="NAME",
        help="the one agent (default: the run's design at CONTEXT, else the task's reference)",
    )
    controls.add_argument(
        "--control-margin",
        type=float,
        metavar="M",
        help="a difference in quality that would not matter (default: 0.05)",
    )
    _add_cases(parser)


def _add_cases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=_whole, default=6, help="how many cases (default: 6)")
    _add_case(parser, seed=1)
    parser.add_argument("--epochs", type=_whole, default=1, help="how often each design does each case (default: 1)")
    _add_model(parser)
    parser.add_argument("--orchestrator", default="native", help="what carries out the designs (default: native)")
    parser.add_argument(
        "--temperature",
        type=float,
        metavar="T",
        help="how freely the model chooses its words, 0 to 2 (default: 0 where the service takes one)",
    )
    parser.add_argument(
        "--cache",
        choices=("off", "5m", "1h"),
        default="off",
        help="how long the service is asked to remember the beginning of a conversation (default: off)",
    )
    _add_ledger(parser)


def _add_case(parser: argparse.ArgumentParser, *, seed: int) -> None:
    parser.add_argument(
        "--seed", type=_whole, default=seed, help=f"seed of the first case; others follow it (default: {seed})"
    )
    parser.add_argument(
        "--dials", default="default", help="small, default, large, or small,NAME=VALUE (default: default)"
    )


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", default="local", help=_MODELS)
    parser.add_argument("--base-url", metavar="URL", help="where a compatible service answers")
    parser.add_argument("--api-key-env", metavar="NAME", help="the name under which the key is kept")
    parser.add_argument(
        "--api", choices=("chat", "responses"), default="chat", help="which of OpenAI's APIs to speak (default: chat)"
    )
    parser.add_argument("--call-in-tokens", type=_whole, metavar="N", help="the most that one call may send")
    parser.add_argument("--call-out-tokens", type=_whole, metavar="N", help="the most that one call may bring back")


def _add_running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--max-connections", type=_whole, default=8, metavar="N", help="most requests at a time (default: 8)"
    )
    limits = parser.add_argument_group("limits of this command (a design's own stand in its [budget])")
    limits.add_argument("--limit-usd", type=float, metavar="X", help="money")
    limits.add_argument("--limit-tokens", type=_whole, metavar="N", help="tokens, in and out")
    limits.add_argument("--limit-calls", type=_whole, metavar="N", help="model calls, repeats included")
    limits.add_argument("--limit-retries", type=_whole, metavar="N", help="repeats of calls that failed")
    limits.add_argument("--limit-wall-s", type=float, metavar="S", help="seconds by the clock")
    limits.add_argument(
        "--limit-working-s", type=float, metavar="S", help="the same, less the time in which all could only wait"
    )
    times = parser.add_argument_group("how long one call may take")
    times.add_argument("--connect-timeout-s", type=float, default=10.0, metavar="S", help="to connect (default: 10)")
    times.add_argument(
        "--first-token-timeout-s", type=float, default=120.0, metavar="S", help="to the first token (default: 120)"
    )
    times.add_argument("--timeout-s", type=float, default=600.0, metavar="S", help="to the last token (default: 600)")


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
