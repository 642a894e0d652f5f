"""The subcommands for a task of one's own: new, import, data."""

import argparse
import sys
from contextlib import suppress

from tasks_bank.catalog import HOME, PACKAGED, find_task, own_tasks, task_folders
from tasks_bank.errors import TaskBankError
from tasks_bank.own.adding.importing import check_folder, check_free, check_name, copy_checked
from tasks_bank.own.adding.making import make_task
from tasks_bank.own.people import KEEP_DAYS, LONGEST_DAYS, PeoplesData, write_people


def new(arguments: argparse.Namespace) -> None:
    """Make a task that passes its tests, to be changed."""
    place = own_tasks()
    check_name(arguments.name)
    check_free(arguments.name, task_folders(), place)
    made = make_task(arguments.name, place)
    print(f"made {made}")
    print(f"see it with: toprung tasks show {arguments.name}; what to change, its README.md says")


def import_(arguments: argparse.Namespace) -> None:
    """Check a folder completely, then take it over."""
    place = own_tasks()
    name = arguments.name or arguments.folder.resolve().name
    check_name(name)
    check_free(name, task_folders(), place)
    said = _said(arguments, PeoplesData())
    checked = check_folder(arguments.folder, name)
    if said.there is None and sys.stdin.isatty():
        with suppress(EOFError):  # whoever does not answer can do so later
            said = _asked()
    made = copy_checked(checked, place, said)
    cases = "1 case" if checked.cases == 1 else f"{checked.cases} cases, of seeds 1 to {checked.cases}"
    print(f"imported {name}: {cases}, in {made}")
    for remark in checked.remarks:
        print(f"note: {remark}")
    print(_state(name, said))


def data(arguments: argparse.Namespace) -> None:
    """Keep what is said about real people's data, and print how it stands."""
    task = find_task(arguments.name)
    if task.folder.parent == PACKAGED:
        raise TaskBankError(f"task '{task.name}' is a packaged one: its people are made up, and nobody needs to say so")
    before = task.people or PeoplesData()
    after = _said(arguments, before)
    if after != before:
        try:
            write_people(task.folder, after)
        except OSError as error:
            raise TaskBankError(f"cannot write to {task.folder}: {error.strerror}; see that ${HOME} is open") from error
    print(_state(task.name, after))


def _said(arguments: argparse.Namespace, before: PeoplesData) -> PeoplesData:
    """Return what the options say. Raises TaskBankError where they contradict one another."""
    there = before.there if arguments.people is None else arguments.people == "yes"
    remote = before.remote if arguments.remote is None else arguments.remote == "yes"
    days = before.keep_days if arguments.keep_days is None else arguments.keep_days
    if there is None and (arguments.remote is not None or arguments.keep_days is not None):
        raise TaskBankError("say first whether the files hold real people's data: --people yes or --people no")
    if days is not None and not 0 <= days <= LONGEST_DAYS:
        raise TaskBankError(f"--keep-days is {days}; it goes from 0 to {LONGEST_DAYS}")
    if there and days is None:
        days = KEEP_DAYS
    return PeoplesData(there, remote and bool(there), days)


def _asked() -> PeoplesData:
    """Ask the person at the terminal."""
    if not _yes("Do the files hold data of real people?"):
        return PeoplesData(there=False)
    remote = _yes("May a model that is not on this machine see them?")
    while True:
        days = input(f"For how many days may the texts of runs be kept? [{KEEP_DAYS}] ").strip() or str(KEEP_DAYS)
        if days.isdecimal() and int(days) <= LONGEST_DAYS:
            return PeoplesData(there=True, remote=remote, keep_days=int(days))
        print(f"a whole number from 0 to {LONGEST_DAYS}")


def _yes(question: str) -> bool:
    while True:
        match input(f"{question} [yes/no] ").strip().lower():
            case "yes" | "y":
                return True
            case "no" | "n":
                return False


def _state(name: str, said: PeoplesData) -> str:
    """Say how it stands, and how to change what has not been said."""
    how = f"; say it with: toprung tasks data {name} --people yes, or --people no" if said.there is None else ""
    return f"people's data: {said.words()}{how}"
