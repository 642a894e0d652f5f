"""The figures, one a file: each brings ``figure(rows)``, drawn from the rows that its table is made of."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reports.look import Figure


def names() -> list[str]:
    """List the charts, sorted."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")


def draw(name: str, rows: Sequence[Any]) -> Figure:
    """Draw a chart by its name."""
    figure: Figure = importlib.import_module(f"reports.charts.{name}").figure(rows)
    return figure
