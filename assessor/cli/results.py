"""``toprung results``: look at results, make them again, and mark what was answered in words."""

import argparse
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager

from assessor.bank.reading import read_banked
from assessor.cli.parsing import Parser
from assessor.cli.showing import as_json, as_text
from assessor.cli.sit import private_names
from assessor.cli.telling import told, wrapped
from assessor.db import DEFAULT, open_store
from assessor.errors import AssessorError
from assessor.models.measurement.result import Result
from assessor.sittings.ending.marking import InWords, Mark
from assessor.sittings.ending.results import Results
from assessor.sittings.sitting import LOCAL


class NothingNamed(AssessorError):
    """Neither one sitting nor all were named."""


def main(argv: Sequence[str]) -> int:
    """Run ``toprung results …`` and return its exit code; a user's mistake ends in one sentence."""
    args = _parser().parse_args(argv)
    try:
        with opened(args.store) as results:
            return int(args.do(results, args))
    except AssessorError as error:
        print(f"toprung: {error}", file=sys.stderr)
        return error.exit_code


@contextmanager
def opened(address: str) -> Iterator[Results]:
    """Give the results of a store."""
    with closing(open_store(address)) as store:
        banked = list(read_banked())
        items = [one.item for one in banked]
        yield Results(store, items, organisation_id=LOCAL, private=private_names(banked))


def _list(results: Results, args: argparse.Namespace) -> int:
    rows = [
        {
            "number": result.number,
            "sitting": result.sitting_id,
            "person": person or "",
            "at": result.at.strftime("%Y-%m-%d %H:%M"),
            "level": result.said,
            "theta": round(result.theta, 2),
            "se": round(result.se, 2),
            "stage": result.stage,
        }
        for result, person in results.all(args.person)
    ]
    print(as_json({"results": rows}) if args.json else as_text({"results": rows}))
    return 0


def _show(results: Results, args: argparse.Namespace) -> int:
    made = results.of(args.sitting)
    if args.json:
        print(as_json({"results": [result.model_dump(mode="json") for result in made]}))
        return 0
    _tell(results, made[-1])
    if len(made) > 1:
        print("Earlier results of this sitting, all kept:")
    for result in made[:-1]:
        print(wrapped(f"  {result.number}  {_brief(result)}", "     "))
    return 0


def _rescore(results: Results, args: argparse.Namespace) -> int:
    if (args.sitting is None) == (not args.all):
        raise NothingNamed("name one sitting with --sitting ID, or say --all")
    wanted = [args.sitting] if args.sitting else list(dict.fromkeys(one.sitting_id for one, _ in results.all()))
    rows = []
    for sitting_id in wanted:
        before = results.of(sitting_id)
        now = results.rescore(sitting_id, calibration=args.calibration, cut_set=args.cut_set)
        is_new = now.number not in {result.number for result in before}
        rows.append(
            {"sitting": sitting_id, "number": now.number, "new": is_new, "was": before[-1].said, "is": now.said}
        )
    print(as_json({"results": rows}) if args.json else as_text({"results": rows}))
    return 0


def _mark(results: Results, args: argparse.Namespace) -> int:
    waiting = results.waiting(args.sitting)
    if not waiting:
        print("No answer of this sitting waits for marks.")
        return 0
    try:
        for number, one in enumerate(waiting, start=1):
            print(f"\nAnswer {number} of {len(waiting)}")
            results.mark(one.asked_id, Mark(_category(one), args.by))
    except (EOFError, KeyboardInterrupt):
        print(f"\nMarks given are kept. To go on: toprung results mark {args.sitting} --by NAME")
        return 0
    print(f"\nAll marked by {args.by}. The result again:")
    _tell(results, results.rescore(args.sitting))
    return 0


def _tell(results: Results, result: Result) -> None:
    sitting = results.sitting(result.sitting_id)
    for line in told(result, results.confidence(sitting.id), sitting.self_rating):
        print(line)


def _category(one: InWords) -> int:
    """Show an answer with what earns each mark, and ask until a mark that there is is typed."""
    print(wrapped(one.dealt.stem))
    if one.dealt.exhibit:
        print(textwrap.indent(one.dealt.exhibit.strip(), "    | ", lambda _: True))
    print("What earns each mark (0: none of it):")
    for mark, words in enumerate(one.earns, start=1):
        print(wrapped(f"  {mark}  {words}", "     "))
    print("The answer:")
    print(textwrap.indent(wrapped(_printable(one.answer)), "    > "))
    top = len(one.earns)
    while not ((typed := input(f"Mark, 0 to {top}: ").strip()).isdecimal() and int(typed) <= top):
        print(f"That is no whole number from 0 to {top}.")
    return int(typed)


def _printable(text: str) -> str:
    """Return text without characters that would command the terminal of whoever marks."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def _brief(result: Result) -> str:
    return f"{result.at:%Y-%m-%d %H:%M}: {result.said} (theta {result.theta:.2f}, made with {result.made_with})"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="toprung results", description="Results: look at them, make them again, mark words.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, do: Callable[[Results, argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        made.set_defaults(do=do)
        made.add_argument("--store", default=DEFAULT, metavar="URL", help="where sittings are kept")
        return made

    listed = command("list", _list, "list all results, the newest last")
    listed.add_argument("--person", metavar="REF", help="of this person only")
    show = command("show", _show, "show the newest result of a sitting, and which came before")
    again = command("rescore", _rescore, "make results again from the newest marks and evidence")
    again.add_argument("--sitting", metavar="ID", help="of this sitting")
    again.add_argument("--all", action="store_true", help="of every finished sitting")
    again.add_argument("--calibration", metavar="LABEL", help="by this calibration; none: the sitting's own")
    again.add_argument("--cut-set", metavar="NAME", help="by these cuts, floors and gates; none: the sitting's own")
    mark = command("mark", _mark, "mark the answers in words of a sitting, and make its result again")
    mark.add_argument("--by", required=True, metavar="NAME", help="who marks")
    for one in (show, mark):
        one.add_argument("sitting", metavar="SITTING", help="the sitting's id")
    for one in (listed, show, again):
        one.add_argument("--json", action="store_true", help="print JSON instead of text")
    return parser
