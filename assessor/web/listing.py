"""Finds plug-ins of the service by their folders: pages, the API's parts, and kinds of things that paths name."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType

from sqlmodel import Session

from assessor.people.viewer import Viewer
from assessor.web import pages, things
from assessor.web.access import Thing

SUFFIX = "_id"
Find = Callable[[Session, str, Viewer], Thing | None]


def modules_in(room: ModuleType) -> Iterator[ModuleType]:
    """Load the modules of a folder, by name."""
    for found in sorted(pkgutil.iter_modules(room.__path__), key=lambda each: each.name):
        yield importlib.import_module(f"{room.__name__}.{found.name}")


@cache
def page_modules() -> tuple[ModuleType, ...]:
    """Return the modules of pages; each has its `blueprint`."""
    return tuple(modules_in(pages))


@cache
def finders() -> dict[str, Find]:
    """Return how to find what an id names, by the name that it has in paths."""
    return {each.__name__.rpartition(".")[2] + SUFFIX: each.find for each in modules_in(things)}
