"""From the fields of a question's form to an answer, and what is wrong with it; the same for every kind of question.

What is kept as a draft are the fields themselves, so that half of an answer is there again on another device.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from werkzeug.datastructures import MultiDict

from assessor.bank.dealing import Dealt
from assessor.bank.item import Kind
from assessor.sittings.dealing import MOST_CHARACTERS, Given

UNKNOWN = "unknown"
"""Stands for "I don't know" among the choices, and is the name of its tick elsewhere."""
Fields = Mapping[str, Sequence[str]]
_MOST_OF_A_FIELD = 3 * MOST_CHARACTERS
_SURE = "sure"
_BOTH = 'You have answered and ticked "I don\'t know"; keep one of the two'
_NUMBER_ERROR = "Write a number, such as 12 or 12.5"


class Shown(Protocol):
    """A question as far as its form goes: one of a sitting, or one to practise on."""

    @property
    def kind(self) -> Kind:
        """How it is answered."""

    @property
    def dealt(self) -> Dealt:
        """What is shown."""

    @property
    def in_words(self) -> bool:
        """Whether it is answered in words."""

    @property
    def asks_confidence(self) -> bool:
        """Whether it asks how sure the person is."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form comes to."""

    answer: Given = None
    """None for "I don't know"."""
    confidence: int | None = None
    """In percent; none where it was not asked for or left open."""
    errors: Mapping[str, str] = field(default_factory=dict)
    """For each field that has to be put right, what to do."""


def names_of(question: Shown) -> list[str]:
    """Return the names of the fields that a question's form has."""
    answers = {"numeric": ["number"], "order": [f"places-{place}" for place in range(len(question.dealt.options))]}
    own = ["words"] if question.in_words else answers.get(question.kind, ["choice"])
    return [*own, UNKNOWN, *([_SURE] if question.asks_confidence else [])]


def fields_of(question: Shown, form: "MultiDict[str, str]") -> dict[str, list[str]]:
    """Return the fields that belong to a question, bounded in number and length; nothing else is kept of a form."""
    most = max(len(question.dealt.options), 1) + 1
    found = {name: [value[:_MOST_OF_A_FIELD] for value in form.getlist(name)[:most]] for name in names_of(question)}
    return {name: values for name, values in found.items() if any(values)}


def read(question: Shown, fields: Fields) -> Filled:
    """Return the answer that the fields hold, or what is wrong with them."""
    confidence = _sure(fields)
    if confidence is None and _one(fields, _SURE):
        return Filled(errors={_SURE: "Choose how sure you are from the list, or leave it open"})
    if question.in_words:
        found = _words(fields)
    elif question.kind == "numeric":
        found = _number(fields)
    elif question.kind == "order":
        found = _order(fields, len(question.dealt.options))
    else:
        found = _choice(fields, question)
    if found.errors or found.answer is None:
        return found
    return Filled(found.answer, confidence)


def _one(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    return values[0].strip() if values else ""


def _sure(fields: Fields) -> int | None:
    said = _one(fields, _SURE)
    return int(said) if said.isdecimal() and len(said) <= len("100") and int(said) <= 100 else None  # noqa: PLR2004 - percent


def _settled(fields: Fields, name: str, *, is_filled: bool, wanted: str) -> Filled | None:
    """Return what holds where "I don't know" is ticked or nothing is filled in; None where there is an answer."""
    if _one(fields, UNKNOWN):
        both = 'You have answered and ticked "I don\'t know"; keep one of the two'
        return Filled(errors={name: both}) if is_filled else Filled()
    return None if is_filled else Filled(errors={name: f'{wanted}, or tick "I don\'t know"'})


def _words(fields: Fields) -> Filled:
    said = _one(fields, "words")
    settled = _settled(fields, "words", is_filled=bool(said), wanted="Write your answer")
    if settled:
        return settled
    said = said.replace("\r\n", "\n")
    if len(said) > MOST_CHARACTERS:
        return Filled(
            errors={"words": f"Your answer has {len(said):,} characters; shorten it to {MOST_CHARACTERS:,} or fewer"}
        )
    return Filled(said)


def _number(fields: Fields) -> Filled:
    said = _one(fields, "number")
    settled = _settled(fields, "number", is_filled=bool(said), wanted=_NUMBER_ERROR)
    if settled:
        return settled
    plain = said.replace(",", "").replace(" ", "").lstrip("£$€").rstrip("%")
    digits = plain.removeprefix("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 15):  # noqa: PLR2004 - as many as a float holds exactly
        return Filled(errors={"number": f"{_NUMBER_ERROR}, not '{said[:20]}'"})
    return Filled(float(plain))


def _order(fields: Fields, options: int) -> Filled:
    said = [_one(fields, f"places-{option}") for option in range(options)]
    settled = _settled(fields, "places", is_filled=any(said), wanted="Give each its place")
    if settled:
        return settled
    if sorted(said) != sorted(str(place) for place in range(1, options + 1)):
        return Filled(errors={"places": f"Give each a place from 1 to {options}, and each place once"})
    return Filled([said.index(str(place)) for place in range(1, options + 1)])


def _choice(fields: Fields, question: Shown) -> Filled:
    chosen = [value for value in fields.get("choice", ()) if value]
    options = [str(option) for option in range(len(question.dealt.options))]
    if chosen == [UNKNOWN] or (not chosen and _one(fields, UNKNOWN)):
        return Filled()
    if not chosen:
        how = "Tick all that are right" if question.kind == "multiple" else "Choose one"
        return Filled(errors={"choice": f'{how}, or "I don\'t know"'})
    if _one(fields, UNKNOWN):
        return Filled(errors={"choice": 'You have answered and ticked "I don\'t know"; keep one of the two'})
    if not set(chosen) <= set(options) or (question.kind != "multiple" and len(chosen) != 1):
        return Filled(errors={"choice": "Choose among the answers that are shown"})
    return Filled([int(value) for value in dict.fromkeys(chosen)])
