"""Questions to practise on, one of each kind: not counted, not kept, and asked in no sitting."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from assessor.bank.dealing import Dealt
from assessor.bank.item import Item, Kind
from assessor.bank.marking import mark
from assessor.sittings.dealing import show
from assessor.web.access import may
from assessor.web.answering import Filled, fields_of, read
from assessor.web.instruments import practice_items

blueprint = Blueprint("practice", __name__, url_prefix="/practice")
KINDS = {
    "single": "One answer is right",
    "multiple": "Several answers are right",
    "order": "Put into order",
    "numeric": "A number",
    "judgement": "Better and worse answers",
}
"""As they come, with a name for each."""
IN_WORDS = "words"
_NAMES = {**KINDS, IN_WORDS: "In your own words"}
_SEED = "practice"
_SAID = {0: "That is not right.", 1: "That is partly right."}


@dataclass(frozen=True, slots=True)
class Practice:
    """A question to practise on, as it is shown."""

    position: int
    kind: Kind
    dealt: Dealt
    in_words: bool
    asks_confidence: bool


@blueprint.get("/")
@may("member")
def overview() -> str:
    """Show which kinds there are."""
    return render_template("practice/overview.html", kinds=_NAMES)


@blueprint.route("/<kind>", methods=["GET", "POST"])
@may("member")
def question(kind: str) -> str | tuple[str, int]:
    """Ask the question of a kind; once it is answered, say what is right and why."""
    if kind not in _NAMES:
        abort(404)
    in_words = kind == IN_WORDS
    item = practice_items()["single" if in_words else kind]
    position = list(_NAMES).index(kind) + 1
    asked = Practice(position, item.kind, show(item, _SEED, in_words=in_words), in_words, kind == "single")
    fields = fields_of(asked, request.form)
    filled = read(asked, fields) if request.method == "POST" else None
    known = {"kind": kind, "kinds": _NAMES, "asked": asked, "fields": fields}
    if filled is None or filled.errors:
        page = render_template("practice/question.html", errors=filled.errors if filled else {}, **known)
        return (page, 422) if filled else page
    kinds = list(_NAMES)
    following = kinds[kinds.index(kind) + 1] if kind != kinds[-1] else ""
    told = _told(item, asked, filled)
    return render_template("practice/told.html", item=item, told=told, following=following, **known)


def _told(item: Item, asked: Practice, filled: Filled) -> dict[str, object]:
    """Return what is said of an answer: nothing here is kept."""
    if filled.answer is None:
        verdict = "You said that you don't know. In a sitting that counts like a wrong answer."
    elif isinstance(filled.answer, str):
        verdict = "In a sitting a person reads this and marks it by what stands below."
    else:
        verdict = _SAID.get(mark(item, asked.dealt, filled.answer), "That is right.")
        if item.top == 1 and verdict == _SAID[1]:
            verdict = "That is right."
    chosen = {asked.dealt.order[place] for place in filled.answer} if isinstance(filled.answer, list) else set()
    options = [(option.text, option.why, place in chosen) for place, option in enumerate(item.option)]
    return {"verdict": verdict, "options": [] if asked.in_words else options, "marks": _marks(item, asked)}


def _marks(item: Item, asked: Practice) -> tuple[str, ...]:
    return item.narrative.marks if asked.in_words and item.narrative else ()
