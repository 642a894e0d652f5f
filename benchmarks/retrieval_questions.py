"""Makes questions of which the passage that answers them is known, from dealt cases and ``retrieval_questions.toml``.

A question on a rule is written by hand. One on a row or a text names the three or four rarest words of a line that no
other line of the case holds together, never its reference, in another order and with other words where there are some;
days and amounts are written as people say them.
"""

import random
import re
import tomllib
from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from harness.context.finding.chunks import Place
from harness.context.finding.pieces import pieces_of
from harness.context.finding.words import terms
from harness.context.reading_files.texts import texts_of
from tasks_bank.catalog import find_task

SAID = Path(__file__).with_suffix(".toml")
_TEXTS = (".eml", ".md", ".txt", ".docx", ".html", ".pdf")
_TOKEN = re.compile(r"\d{4}-\d{2}-\d{2}|\d+\.\d{2}\b|[^\W\d_]{4,}(?:-[^\W\d_]+)*")
_NOT_ASKED = re.compile(r"\S+@\S+|\b\w*\d\w*(?:[-/]\w+)+|\b[A-Z]+\d+\b|[\w./-]+\.example\b")
"""Mail addresses and references. A day looks like one, and is put back."""
_DAY = re.compile(r"\d{4}-(\d{2})-(\d{2})")
_HEAD = re.compile(r"(From|To|Cc|Date): ")
"""Lines above a mail, which hold names and nothing that is asked for."""
_FEWEST, _MOST = 3, 4


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """The files of one case as text."""

    task: str
    seed: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the line that answers it."""

    kind: str
    """rule, row or text."""
    case: CaseTexts
    asked: str
    place: Place


def dealt(task: str, seed: int, setting: str) -> CaseTexts:
    """Deal a case and read its files."""
    found = find_task(task)
    return CaseTexts(task, seed, texts_of(found.deal(seed, found.dials(setting)).brief.files))


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(SAID.read_text(encoding="utf-8"))


def tasks() -> list[str]:
    """Return the names of the tasks that there are questions for."""
    return [rules["task"] for rules in _said()["rules"]]


def on_rules(case: CaseTexts) -> list[Question]:
    """Return the questions on the rules of a case's task. Raises LookupError where a rule is not there any more."""
    rules, file = _rules(case)
    lines = case.texts[file].split("\n")
    questions = []
    for ask in rules["ask"]:
        found = [number for number, line in enumerate(lines, start=1) if re.match(rf"{re.escape(ask['line'])}\b", line)]
        if len(found) != 1:
            raise LookupError(f"{case.task}: {len(found)} lines begin with '{ask['line']}'")
        questions.append(Question("rule", case, ask["say"], Place(file, found[0], found[0])))
    return questions


def _rules(case: CaseTexts) -> tuple[dict[str, Any], str]:
    """Return what may be asked on the rules of a case's task, and the file that they stand in."""
    (rules,) = [rules for rules in _said()["rules"] if rules["task"] == case.task]
    (file,) = [name for name in case.texts if fnmatchcase(name, rules["file"])]
    return rules, file


def on_lines(case: CaseTexts, kind: str, many: int) -> list[Question]:
    """Return so many questions on rows, or on lines of texts, drawn by the case's seed."""
    chance = random.Random(f"{case.task} {case.seed} {kind}")
    lines = list(_lines(case))
    spread = Counter(word for _, _, words in lines for word in words)
    found = [line for line in lines if line[0] == kind and len(line[2]) >= _FEWEST]
    chance.shuffle(found)
    questions: list[Question] = []
    for _, place, words in found:
        rarest = sorted(words, key=lambda word: (spread[word], word))[:_MOST]
        if len(questions) < many and sum(set(rarest) <= other for _, _, other in lines) == 1:
            questions.append(Question(kind, case, _asked(rarest, kind, chance), place))
    return questions


def overlap(question: Question) -> float:
    """Return which share of a question's words stands in the line that answers it."""
    place = question.place
    line = "\n".join(question.case.texts[place.file].split("\n")[place.first_line - 1 : place.last_line])
    asked, held = set(terms(question.asked)), set(terms(line))
    return len(asked & held) / len(asked)


def _lines(case: CaseTexts) -> Iterator[tuple[str, Place, frozenset[str]]]:
    """Yield each row and each line of prose with the words that may be asked for."""
    _, rules_file = _rules(case)
    for name, text in case.texts.items():
        for piece in pieces_of(name, text):
            if piece.row is not None:
                yield "row", Place(name, piece.first_line, piece.last_line), _words(piece.text)
            elif not piece.leads and name.endswith(_TEXTS) and name != rules_file:
                for number, line in enumerate(piece.text.split("\n"), start=piece.first_line):
                    if not _HEAD.match(line):
                        yield "text", Place(name, number, number), _words(line)


def _words(text: str) -> frozenset[str]:
    bare = _NOT_ASKED.sub(lambda found: found[0] if _DAY.fullmatch(found[0]) else " ", text)
    return frozenset(word if word[0].isdigit() else word.lower() for word in _TOKEN.findall(bare))


def _asked(words: Sequence[str], kind: str, chance: random.Random) -> str:
    said = [_reworded(word) for word in words]
    chance.shuffle(said)
    template: str = chance.choice(_said()["templates"][kind])
    return template.format(words=", ".join(said[:-1]) + " and " + said[-1])


def _reworded(word: str) -> str:
    if day := _DAY.fullmatch(word):
        return f"the {int(day[2])} of {month_name[int(day[1])]}"
    if word[0].isdigit():
        return f"{round(float(word)):,} pounds"
    other: str = _said()["other_words"].get(word, word)
    return other
