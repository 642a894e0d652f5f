"""How old somebody has to be to read a text with ease, from letters and sentences alone.

Coleman and Liau 1975, Journal of Applied Psychology 60, 283-284: school grade = 0.0588 L - 0.296 S - 15.8, with L
letters and S sentences to a hundred words; a grade and five years are an age. A formula sees long words and long
sentences and no thought, so that it says when wording is hard, and never that a question is easy.
"""

import re
from collections.abc import Sequence

FEWEST_WORDS = 30
"""Below them the figure is chance."""
_WORD = re.compile(r"[A-Za-z0-9£$%'\u2019-]+")
_LETTER = re.compile(r"[A-Za-z0-9]")
_END = re.compile(r"[.!?:;]+(?=\s|$)")
_GRADE_TO_AGE = 5


def reading_age(texts: Sequence[str]) -> float | None:
    """Return the age in years; None for fewer than 30 words. A text without a full stop is one sentence."""
    words = [word for text in texts for word in _WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(len(_LETTER.findall(word)) for word in words)
    sentences = sum(max(1, len(_END.findall(text.strip()))) for text in texts if text.strip())
    return 5.88 * letters / len(words) - 29.6 * sentences / len(words) - 15.8 + _GRADE_TO_AGE
