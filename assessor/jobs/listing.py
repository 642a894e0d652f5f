"""The kinds of jobs: the folder's listing is the registry."""

import importlib
from pathlib import Path
from typing import cast

from assessor.jobs.port import Kind, Kinds

FOLDER = Path(__file__).parent / "kinds"


def kinds() -> Kinds:
    """Return every kind by its name."""
    names = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    return {name: cast("Kind", importlib.import_module(f"assessor.jobs.kinds.{name}")) for name in names}
