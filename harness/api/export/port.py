"""The port of every format, and how formats are found: the listing of the folder ``formats`` is the registry."""

import difflib
import importlib
import pkgutil
from pathlib import Path
from typing import Literal, Protocol

from harness.api.export.reading import RunToExport
from harness.errors import HarnessError

_FORMATS = Path(__file__).parent / "formats"
Texts = Literal["always", "never", "if asked"]


class Format(Protocol):
    """A form in which a run is given to other programs. A plug-in in ``formats`` brings ``create() -> Format``."""

    makes: Literal["file", "folder"]
    texts: Texts
    """Whether prompts and replies are in it."""

    def write(self, run: RunToExport, place: Path, *, with_content: bool) -> None:
        """Write a run to a file or into an empty folder. The trials can be gone through once only."""
        ...


def format_names() -> list[str]:
    """Return the names of the formats, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules([str(_FORMATS)]))


def make_format(name: str) -> Format:
    """Make a format. Raises HarnessError when there is none of that name."""
    known = format_names()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'? The" if near else "the"
        raise HarnessError(f"there is no format '{name}'; {hint} formats are {', '.join(known)}")
    made: Format = importlib.import_module(f"harness.api.export.formats.{name}").create()
    return made


def check_content(form: Format, to: str, *, with_content: bool) -> None:
    """Refuse to be asked for prompts and replies where that says nothing. Raises HarnessError."""
    if with_content and form.texts != "if asked":
        holds = "always holds" if form.texts == "always" else "never holds"
        raise HarnessError(f"--with-content says nothing to '{to}', which {holds} prompts and replies; leave it out")
