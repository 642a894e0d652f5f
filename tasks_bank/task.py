"""A task: a folder that deals cases and marks answers. This room reads the folder and checks its shape."""

import importlib
import importlib.util
import sys
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import ValidationError

from tasks_bank.answer import Answer
from tasks_bank.case import Brief, Case, Dials
from tasks_bank.checks.judge import Judge, judged
from tasks_bank.checks.rubric import Rubric, read_rubric
from tasks_bank.deliverable import Deliverable
from tasks_bank.errors import BadDial, BrokenTask, TaskBankError
from tasks_bank.exemplar import Exemplar
from tasks_bank.file import File
from tasks_bank.grade import Grade
from tasks_bank.own.people import FILE as PEOPLE_FILE
from tasks_bank.own.people import PeoplesData, read_people
from tasks_bank.own.reading_spec import is_data_only, read_own_spec
from tasks_bank.own.spec import OwnSpec
from tasks_bank.own.work import OwnWork
from tasks_bank.spec import Dial, TaskSpec

_loading = threading.RLock()


@dataclass(frozen=True)
class Task:
    """A business task (the field: dataset and scorer; performance task, item model)."""

    name: str
    folder: Path
    spec: TaskSpec

    @property
    def version(self) -> int:
        """The version of the task; a change of generator, brief or marker raises it."""
        return self.spec.version

    @cached_property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """What is to be handed in."""
        return tuple(spec.made() for spec in self.spec.deliverable)

    @cached_property
    def own(self) -> OwnWork | None:
        """The work of a task that is data only; None for one that brings its own modules."""
        if isinstance(self.spec, OwnSpec):
            return OwnWork(self.name, self.folder, self.spec, self.deliverables)
        return None

    @property
    def digest(self) -> str:
        """Tells states of a task that is data only from one another; empty for others, whose version has to do."""
        return self.own.digest if self.own else ""

    @property
    def people(self) -> PeoplesData | None:
        """What was said about real people's data; None for a task whose cases are made up, where nobody asks."""
        return read_people(self.folder) if self.own or (self.folder / PEOPLE_FILE).exists() else None

    def check_seeds(self, seeds: Sequence[int]) -> None:
        """Refuse seeds that there is no case for. Raises BadSeed."""
        if self.own:
            self.own.check_seeds(seeds)

    @property
    def designs(self) -> tuple[Path, ...]:
        """The reference designs that the task brings, sorted by name."""
        return tuple(sorted((self.folder / "designs").glob("*.toml")))

    def dials(self, setting: str = "default") -> Dials:
        """Read a setting such as ``small`` or ``small,documents=9``. Raises BadDial."""
        preset, *changes = [word.strip() for word in setting.split(",")]
        if "=" in preset:
            preset, changes = "default", [preset, *changes]
        if preset not in self.spec.presets:
            raise BadDial(f"task '{self.name}' has no dials '{preset}'; it has {', '.join(self.spec.presets)}")
        values = {name: dial.default for name, dial in self.spec.dial.items()} | self.spec.presets[preset]
        for change in changes:
            name, given, value = (part.strip() for part in change.partition("="))
            self._dial(name)
            if not given:
                raise BadDial(f"dial '{name}' of task '{self.name}' is given no value; write {name}=NUMBER")
            values[name] = self._number(name, value)
        return {name: self._checked(name, value) for name, value in sorted(values.items())}

    def deal(self, seed: int, dials: Dials) -> Case:
        """Deal the case of a seed; the same seed and dials give the same bytes."""
        with self._blamed(f"generate(), seed {seed}"):
            case = self._module("generate").generate(seed, dials)
        if not isinstance(case, Case):
            raise BrokenTask(f"task '{self.name}': generate() returned {type(case).__name__}, not a Case")
        return case

    @cached_property
    def rubric(self) -> Rubric:
        """What only a judge can mark; it has no criteria where the task brings no rubric.toml. Raises BrokenTask."""
        return read_rubric(self.folder)

    def grade(self, case: Case, answer: Answer, judge: Judge | None = None) -> Grade:
        """Mark an answer to a case of this task: by rule, then what only a judge can mark.

        Without a judge the criteria of the rubric are unscored. Raises BrokenTask when the marker fails, and lets
        whatever the judge raises pass.
        """
        with self._blamed(f"grade(), seed {case.seed}"):
            grade = self._module("grade").grade(case, answer)
        if not isinstance(grade, Grade):
            raise BrokenTask(f"task '{self.name}': grade() returned {type(grade).__name__}, not a Grade")
        if not 0 <= grade.score <= 1:
            raise BrokenTask(f"task '{self.name}', grade(), seed {case.seed}: the score is {grade.score:g}, not 0 to 1")
        return judged(grade, self.rubric, case, answer, judge)

    def exemplars(self, case: Case) -> Sequence[Exemplar]:
        """Return the answers with known marks for a case."""
        exemplars: Sequence[Exemplar] = self._module("exemplars").exemplars(case)
        return exemplars

    def careless(self, case: Case) -> Answer:
        """Return what somebody hands in who works well and takes every paper at its word; shows what dials do."""
        answer: Answer = self._module("exemplars").careless(case)
        return answer

    def brief(self, files: Sequence[File], words: Mapping[str, str]) -> Brief:
        """Put a case's brief together: brief.md and rules.md with their ``{placeholders}`` filled in."""
        ask, rules = self._texts
        return Brief(_fill(ask, words), _fill(rules, words), tuple(files), self.deliverables)

    @contextmanager
    def _blamed(self, where: str) -> Iterator[None]:
        """Turn whatever a task folder's own code raises into BrokenTask."""
        try:
            yield
        except TaskBankError:
            raise
        except Exception as error:
            raise BrokenTask(f"task '{self.name}', {where}: {type(error).__name__}: {error}") from error

    @cached_property
    def _texts(self) -> tuple[str, str]:
        """The brief and the rules with their placeholders."""
        ask, rules = ((self.folder / name).read_text(encoding="utf-8") for name in ("brief.md", "rules.md"))
        return ask, rules

    @cached_property
    def _modules(self) -> dict[str, ModuleType]:
        return {}

    def _module(self, name: str) -> Any:  # noqa: ANN401 - a module, or what stands for all of them
        """Return a module of the folder; it is looked for once, since thousands of answers are marked by it."""
        if self.own:
            return self.own
        if name not in self._modules:
            self._modules[name] = _load(self.folder, name)
        return self._modules[name]

    def _dial(self, name: str) -> Dial:
        if name not in self.spec.dial:
            raise BadDial(f"task '{self.name}' has no dial '{name}'; it has {', '.join(self.spec.dial)}")
        return self.spec.dial[name]

    def _number(self, name: str, text: str) -> float:
        try:
            return float(text)
        except ValueError:
            raise BadDial(f"dial '{name}' of task '{self.name}' needs a number, not '{text}'") from None

    def _checked(self, name: str, value: float) -> int | float:
        dial = self._dial(name)
        if not dial.low <= value <= dial.high:
            raise BadDial(
                f"dial '{name}' of task '{self.name}' is {value:g}; it goes from {dial.low:g} to {dial.high:g}"
            )
        if dial.whole and value != int(value):
            raise BadDial(f"dial '{name}' of task '{self.name}' is {value:g}; it wants a whole number")
        return int(value) if dial.whole else value


def read_task(folder: Path) -> Task:
    """Read a task folder. Raises BrokenTask with what is wrong."""
    path = folder / "task.toml"
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        spec = _own_spec(folder) if is_data_only(data) else TaskSpec.model_validate(data)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BrokenTask(f"task '{folder.name}': cannot read {path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrokenTask(f"task '{folder.name}': task.toml, {where}: {first['msg']}") from error
    return Task(folder.name, folder, spec)


def _own_spec(folder: Path) -> OwnSpec:
    try:
        return read_own_spec(folder / "task.toml")
    except BrokenTask as error:
        raise BrokenTask(f"task '{folder.name}': {error}") from error


def _fill(text: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        text = text.replace("{" + name + "}", value)
    return text


def _load(folder: Path, name: str) -> ModuleType:
    """Import a module of a task folder, once, as ``tasks_bank.tasks.FOLDER.name``, wherever the folder lies."""
    package = f"tasks_bank.tasks.{folder.name}"
    if not (folder / f"{name}.py").is_file():
        raise BrokenTask(f"task folder {folder} has no {name}.py")
    with _loading:
        known = sys.modules.get(package)
        if known is None or [*known.__path__] != [str(folder)]:
            for module in [module for module in sys.modules if f"{module}.".startswith(f"{package}.")]:
                del sys.modules[module]
            spec = ModuleSpec(package, None, is_package=True)
            spec.submodule_search_locations = [str(folder)]
            sys.modules[package] = importlib.util.module_from_spec(spec)
        return importlib.import_module(f"{package}.{name}")
