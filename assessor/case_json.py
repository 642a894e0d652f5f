"""The framework as a CASE 1.0 package (1EdTech, Competencies and Academic Standards Exchange), as JSON types.

Identifiers are name-based UUIDs of our own names, so that they are the same on every machine and in every export.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from assessor.framework import Area, Crosswalk, Framework, Level

SPACE = UUID("6f3d9c1e-5a0b-4d53-9c0e-2f6d1a4b7e90")
"""The name space of all our identifiers. It never changes."""
_URN = "urn:uuid:"


def case_package(framework: Framework) -> dict[str, Any]:
    """Return the CFPackage: a document, an item for each level, area, level in an area and counterpart, and links."""
    changed = f"{framework.issued.isoformat()}T00:00:00+00:00"
    items = [*_own_items(framework, changed), *_counterparts(framework, changed)]
    return {
        "CFDocument": {
            **_named(framework.label),
            "creator": "Toprung",
            "title": framework.title,
            "language": framework.language,
            "version": str(framework.version),
            "adoptionStatus": "Draft",
            "lastChangeDateTime": changed,
        },
        "CFItems": items,
        "CFAssociations": list(_associations(framework, changed)),
    }


def identifier(*words: str) -> str:
    """Return the stable identifier of something by its words, such as ``("toprung@1", "area", "checking")``."""
    return str(uuid5(SPACE, "/".join(words)))


def _named(*words: str) -> dict[str, Any]:
    name = identifier(*words)
    return {"identifier": name, "uri": _URN + name}


def _item(words: tuple[str, ...], statement: str, code: str, kind: str, changed: str) -> dict[str, Any]:
    return {
        **_named(*words),
        "fullStatement": statement,
        "humanCodingScheme": code,
        "CFItemType": kind,
        "lastChangeDateTime": changed,
    }


def _own_items(framework: Framework, changed: str) -> Iterator[dict[str, Any]]:
    for level in framework.level:
        statement = f"{level.shown_name}: {level.about}"
        yield _item(_level_words(framework, level), statement, f"L{level.number}", "Level", changed)
    for area in framework.area:
        statement = f"{area.name}: {area.about}"
        yield _item(_area_words(framework, area), statement, area.key, "Area", changed)
        for level, descriptor in zip(framework.level, area.levels, strict=True):
            code = f"{area.key}.{level.number}"
            yield _item(_cell_words(framework, area, level), descriptor, code, "Descriptor", changed)


def _counterparts(framework: Framework, changed: str) -> Iterator[dict[str, Any]]:
    for crosswalk in framework.crosswalk:
        for entry in crosswalk.entries:
            statement = f"{entry.name} ({crosswalk.title})"
            yield _item(_their_words(crosswalk, entry.code), statement, entry.code, "Counterpart", changed)


def _associations(framework: Framework, changed: str) -> Iterator[dict[str, Any]]:
    for area in framework.area:
        yield _link("isChildOf", _area_words(framework, area), (framework.label,), changed)
        for level in framework.level:
            cell = _cell_words(framework, area, level)
            yield _link("isChildOf", cell, _area_words(framework, area), changed)
            yield _link("isPartOf", cell, _level_words(framework, level), changed)
    for level in framework.level:
        yield _link("isChildOf", _level_words(framework, level), (framework.label,), changed)
    by_key = {area.key: area for area in framework.area}
    for crosswalk in framework.crosswalk:
        for entry in crosswalk.entries:
            for key in entry.areas:
                ours = _area_words(framework, by_key[key])
                yield _link("isRelatedTo", ours, _their_words(crosswalk, entry.code), changed)


def _link(kind: str, origin: tuple[str, ...], destination: tuple[str, ...], changed: str) -> dict[str, Any]:
    return {
        **_named("link", kind, *origin, "to", *destination),
        "associationType": kind,
        "originNodeURI": _named(*origin),
        "destinationNodeURI": _named(*destination),
        "lastChangeDateTime": changed,
    }


def _level_words(framework: Framework, level: Level) -> tuple[str, ...]:
    return framework.label, "level", str(level.number)


def _area_words(framework: Framework, area: Area) -> tuple[str, ...]:
    return framework.label, "area", area.key


def _cell_words(framework: Framework, area: Area, level: Level) -> tuple[str, ...]:
    return *_area_words(framework, area), str(level.number)


def _their_words(crosswalk: Crosswalk, code: str) -> tuple[str, ...]:
    return "crosswalk", crosswalk.key, code
