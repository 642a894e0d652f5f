"""The answers as a long table, one answer a row, by which users of R or Winsteps can check us.

Nobody is named: a person is a number in the order of first sittings, and words of one's own are left out.
"""

from collections.abc import Iterable, Iterator

from assessor.curating.statistics.stored import Answer, Given

COLUMNS = (
    "person",
    "sitting",
    "item",
    "version",
    "area",
    "kind",
    "response",
    "category",
    "highest",
    "counts",
    "marked_by",
    "seconds",
    "form_seed",
    "calibration",
    "simulated",
)
DO_NOT_KNOW = "d"
OWN_WORDS = "words"


def long_rows(answers: Iterable[Answer]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each answer, in the order of COLUMNS."""
    for answer in answers:
        item = answer.item
        yield (
            f"p{answer.sat.person}",
            f"s{answer.sat.number}",
            item.id,
            str(item.version),
            item.area,
            item.kind,
            _response(answer.given),
            str(answer.category),
            str(item.top),
            "no" if answer.pilot else "yes",
            "rules" if answer.by_rules else "person",
            f"{answer.seconds:.1f}",
            answer.sat.seed,
            answer.sat.calibration,
            "yes" if answer.sat.simulated else "no",
        )


def _response(given: Given) -> str:
    """Write options by their places in the item's file, from 1."""
    if given is None:
        return DO_NOT_KNOW
    if isinstance(given, str):
        return OWN_WORDS
    return " ".join(str(place + 1) for place in given) if isinstance(given, tuple) else f"{given:g}"
