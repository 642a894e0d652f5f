"""Words that mean nothing, made from a seed: a case's canary is one."""

from random import Random

_STARTS = ("bl", "cr", "dr", "fl", "gr", "kl", "pr", "sk", "tr", "vr", "zw", "pl")
_MIDDLES = ("a", "e", "i", "o", "u", "oo", "ai")
_ENDS = ("bb", "ck", "ft", "lm", "mp", "nk", "rd", "sk", "zz", "lt")


def nonsense_word(rng: Random) -> str:
    """Make a word such as ``flomp-zwaisk-4417`` that no document will hold by chance."""
    syllables = ("".join(rng.choice(part) for part in (_STARTS, _MIDDLES, _ENDS)) for _ in range(2))
    return "-".join([*syllables, str(rng.randint(1000, 9999))])
