"""Writes the cuts of a panel as a cut set of the installation: a new version each time, nothing overwritten."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assessor.calibrating.panel import LEVELS, BadPanel, PanelCuts
from assessor.deciding.cut_set import FOLDER, CutSet, own_folder, read_cut_set
from assessor.deciding.stage import Stage
from assessor.errors import CannotWrite

_DIGITS = 4
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class About:
    """What a cut set says of its panel."""

    name: str
    panel: str
    """Who judged, how many, when."""
    issued: dt.date
    before: str
    """File of the cut set whose floors, gates, framework and scale are taken over."""
    stage: Stage
    """Of the calibration by which ratings became abilities."""


def write_cut_set(found: PanelCuts, about: About) -> Path:
    """Write the next version of a cut set and return its path. Raises BadPanel, BrokenFile and CannotWrite."""
    if not _NAME.fullmatch(about.name):
        raise BadPanel(f"'{about.name}' is no name of a cut set; small letters, digits and hyphens are")
    folder = own_folder()
    if folder is None:
        raise BadPanel("TOPRUNG_HOME is not set; set it to the folder where this installation keeps its own files")
    version = 1
    while any((place / f"{about.name}-{version}.toml").exists() for place in (folder, FOLDER)):
        version += 1
    path = folder / f"{about.name}-{version}.toml"
    text = _toml(made(found, about, version))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise CannotWrite(path, error) from None
    return path


def made(found: PanelCuts, about: About, version: int) -> CutSet:
    """Return the cut set. Raises BadPanel where a level has no cut, or a cut no error, or the cuts do not rise."""
    if missing := [level for level in LEVELS if level not in found.cuts]:
        raise BadPanel(f"the panel did not rate level {missing[0]}; a cut set has a cut for each of levels 2 to 5")
    before = read_cut_set(about.before)
    ses = [found.cuts[level].se for level in LEVELS]
    if None in ses:
        raise BadPanel("the cuts of a single judge have no standard error; a cut set needs two judges or more")
    values: dict[str, Any] = before.model_dump() | {
        "name": about.name,
        "version": version,
        "stage": about.stage,
        "method": found.method,
        "issued": about.issued,
        "source": about.panel,
        "cuts": tuple(round(found.cuts[level].theta, _DIGITS) for level in LEVELS),
        "ses": tuple(round(se, _DIGITS) for se in ses if se is not None),
    }
    try:
        return CutSet.model_validate(values)
    except ValidationError as error:
        raise BadPanel(
            f"the panel's cuts make no cut set: {error.errors()[0]['msg'].removeprefix('Value error, ')}"
        ) from None


def _toml(cut_set: CutSet) -> str:
    """Write a cut set; what TOML and JSON write alike, strings, numbers and lists of them, is written as JSON."""
    whole = cut_set.model_dump(mode="json", exclude_none=True)
    tables = {key: whole.pop(key) for key in ("floor", "gate")}
    lines = ["# Made by `toprung items cuts` from the ratings of a panel.", *_lines(whole)]
    for key, rows in tables.items():
        for row in rows:
            lines += ["", f"[[{key}]]", *_lines(row)]
    return "\n".join(lines) + "\n"


def _lines(values: dict[str, Any]) -> list[str]:
    return [
        f"{key} = {value if key == 'issued' else json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
    ]
