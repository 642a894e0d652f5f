"""Takes over an employer's own job: checked completely where it lies, then copied in one move."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks_bank.answer import Answer
from tasks_bank.case import Case
from tasks_bank.checks.rubric import read_rubric
from tasks_bank.errors import BrokenTask, NoPlace
from tasks_bank.own.adding.screening import screen_folder, screen_input
from tasks_bank.own.dealing import RULES
from tasks_bank.own.expected import utf8
from tasks_bank.own.folder import CASES, PARTS
from tasks_bank.own.marking import totals_add_up
from tasks_bank.own.people import PeoplesData, write_people
from tasks_bank.own.reading_spec import FILE, NAME, read_own_spec
from tasks_bank.own.spec import OwnSpec, TotalsCheck
from tasks_bank.own.work import OwnWork
from tasks_bank.specimens import copied, right

_KNOWN = {FILE, "brief.md", RULES, "README.md", "rubric.toml", "designs", "skills", CASES, *PARTS}
_ALL = 1 - 1e-9
_FOR_NOTHING = 0.02
_BY_COPYING = 0.05
_JUDGES_SHARE = 1 / 5


@dataclass(frozen=True, slots=True)
class Checked:
    """A folder that can be imported."""

    name: str
    folder: Path
    files: Sequence[Path]
    """Every file to be copied."""
    cases: int
    remarks: tuple[str, ...]
    """What the employer should know, though it stops nothing."""


def check_folder(folder: Path, name: str | None = None) -> Checked:
    """Check all of a folder, under the name that it will have. Raises BrokenTask with file and line."""
    if not folder.is_dir():
        raise BrokenTask(f"there is no folder {folder}; name the one that task.toml lies in")
    name = name or folder.resolve().name
    check_name(name)
    files = screen_folder(folder)
    for path in files:
        first = path.relative_to(folder).parts[0]
        if first not in _KNOWN:
            raise BrokenTask(
                f"{path.relative_to(folder)} has no place in a task; known are {', '.join(sorted(_KNOWN))}"
            )
    spec = read_own_spec(folder / FILE)
    utf8(folder / "brief.md", "brief.md")
    remarks = [odd for path in files if (odd := _screened(path, folder))]
    work = OwnWork(name, folder, spec, tuple(each.made() for each in spec.deliverable))
    for seed, case_name in enumerate(work.cases, start=1):
        remarks += _check_case(work, seed, f"case '{case_name}'" if case_name else "the case")
    _check_rubric(folder, spec)
    return Checked(name, folder, files, len(work.cases), (*remarks, *_unmarked(spec)))


def check_name(name: str) -> None:
    """Refuse what cannot be the name of a task, and so of its folder. Raises BrokenTask."""
    if not NAME.fullmatch(name):
        raise BrokenTask(
            f"'{name}' cannot be the name of a task; it takes small letters, digits and _, and begins with a letter: "
            "--name late_invoices"
        )


def check_free(name: str, taken: Mapping[str, Path], place: Path) -> None:
    """Refuse a name that a task has already, here or in the package. Raises NoPlace."""
    if name in taken or (place / name).exists():
        where = taken.get(name, place / name)
        raise NoPlace(f"there is a task '{name}' already, in {where}; give another --name, or move that folder away")


def copy_checked(checked: Checked, place: Path, people: PeoplesData) -> Path:
    """Copy a checked folder to its place below `place`, all of it or nothing. Raises NoPlace."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{checked.name}-", dir=place) as waiting:
            made = Path(waiting) / checked.name
            for path in checked.files:
                target = made / path.relative_to(checked.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            if people.there is not None:
                write_people(made, people)
            made.rename(place / checked.name)
    except OSError as error:
        raise NoPlace(f"the task cannot be written to {place} ({error.strerror}); nothing was imported") from error
    return place / checked.name


def _screened(path: Path, folder: Path) -> str:
    name = path.relative_to(folder)
    below = name.parts[2:] if name.parts[0] == CASES else name.parts
    if below and below[0] == "files":
        return screen_input(path, name.as_posix())
    if path.suffix == ".py":
        raise BrokenTask(f"{name} is a program; a task that is imported is data only (see `toprung tasks new`)")
    return ""


def _check_case(work: OwnWork, seed: int, said: str) -> list[str]:
    """Deal a case, and mark the answers whose marks are known beforehand."""
    case = work.generate(seed, {})
    for number, check in enumerate(work.spec.check, start=1):
        if isinstance(check, TotalsCheck) and (group := totals_add_up(check, case.truth.tables)):
            raise BrokenTask(
                f"{said}: the expected total of '{group}' in {check.table} is not what the expected rows of "
                f"{check.lines} add up to (check {number})"
            )
    if not case.brief.files:
        raise BrokenTask(f"{said} has no input file; put at least one into 'files'")
    best = work.grade(case, right(case))
    if best.score < _ALL:
        first = next(check for check in best.checks if check.earned < check.available - 1e-9)
        raise BrokenTask(
            f"{said}: what is expected does not earn full marks itself, so nobody could: {first.name}: {first.why}"
            f"{'; ' + first.details[0] if first.details else ''}"
        )
    return _too_easy(work, case, said)


def _too_easy(work: OwnWork, case: Case, said: str) -> list[str]:
    nothing = work.grade(case, Answer()).score
    if nothing > _FOR_NOTHING:
        raise BrokenTask(f"{said}: an empty answer would earn {nothing:.0%}; check what is marked")
    copying = work.grade(case, copied(case)).score
    if copying > _BY_COPYING:
        return [f"{said}: handing the input back as it is earns {copying:.0%}; what is expected stands in it"]
    return []


def _check_rubric(folder: Path, spec: OwnSpec) -> None:
    """Keep the judge's marks at a fifth of all."""
    judged = read_rubric(folder).marks
    ruled = sum(check.marks for check in spec.check)
    if judged > ruled * _JUDGES_SHARE:
        raise BrokenTask(
            f"rubric.toml: a judge has {judged:g} marks beside {ruled:g} by rule; at most {ruled * _JUDGES_SHARE:g} "
            "may be a judge's"
        )


def _unmarked(spec: OwnSpec) -> list[str]:
    marked = {getattr(check, "table", getattr(check, "text", "escalations")) for check in spec.check}
    return [f"nothing marks the deliverable '{each.name}'" for each in spec.deliverable if each.name not in marked]
