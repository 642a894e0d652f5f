"""Makes a task folder that is whole from the first minute: a small example, to be changed file by file."""

import keyword
import shutil
import tempfile
from pathlib import Path

from tasks_bank.errors import NoPlace
from tasks_bank.own.adding.importing import check_name

TEMPLATE = Path(__file__).parent / "template"
_NAME = "my_task"
"""What the template calls itself."""


def make_task(name: str, place: Path) -> Path:
    """Make the folder of a new task below `place`, all of it or nothing. Raises BrokenTask or NoPlace."""
    check_name(name)
    if keyword.iskeyword(name):
        raise NoPlace(f"'{name}' is a word of Python, and the task's modules could not be imported; take another name")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=place) as waiting:
            made = Path(waiting) / name
            shutil.copytree(TEMPLATE, made, ignore=shutil.ignore_patterns("__pycache__"))
            for path in [*made.rglob("*.toml"), *made.rglob("*.md")]:
                text = path.read_text(encoding="utf-8")
                path.write_text(text.replace(_NAME, name).replace(_dashed(_NAME), _dashed(name)), encoding="utf-8")
            (made / "skills" / _dashed(_NAME)).rename(made / "skills" / _dashed(name))
            made.rename(place / name)
    except OSError as error:
        raise NoPlace(f"the task cannot be written to {place} ({error.strerror}); nothing was made") from error
    return place / name


def _dashed(name: str) -> str:
    return name.replace("_", "-")
