"""Answers as Claude's stand-in and counts what it served, so that a ledger can be held against it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from harness.messages import Usage
from tests.harness.providers.anthropic.claude import Block, parts_of, told
from tests.harness.providers.stand_in import Answer, Asked


@dataclass
class Meter:
    """Counts what it serves: a word is a token. What a mark ends at is written, and read when it comes again."""

    answers: Callable[[Asked], Sequence[Block]]
    served: list[Usage] = field(default_factory=list)
    """What each request took; several threads add to it."""
    _kept: set[str] = field(default_factory=set)
    """The beginnings of conversations that the cache holds."""

    @property
    def whole(self) -> Usage:
        return sum(self.served, Usage())

    def __call__(self, asked: Asked) -> Answer:
        """Answer one request, and count it."""
        parts = parts_of(asked)
        marks = [part.get("cache_control", {}).get("ttl", "") for part in parts]
        bare = [json.dumps({name: value for name, value in part.items() if name != "cache_control"}) for part in parts]
        ends = [place for place, ttl in enumerate(marks, 1) if ttl]
        last = max(ends, default=0)
        read_to = max((end for end in range(1, last + 1) if "".join(bare[:end]) in self._kept), default=0)
        self._kept |= {"".join(bare[:end]) for end in ends}
        words = [len(one.split()) for one in bare]
        written = sum(words[read_to:last])
        hour = written if "1h" in marks else 0
        blocks = self.answers(asked)
        made = sum(len(block.get("text", block.get("json", "")).split()) for block in blocks)
        used = Usage(sum(words[last:]), sum(words[:read_to]), written - hour, made, 0, hour)
        self.served.append(used)
        usage = {
            "input_tokens": used.input,
            "cache_read_input_tokens": used.cache_read,
            "cache_creation_input_tokens": written,
        }
        by_time = {"ephemeral_5m_input_tokens": used.cache_write, "ephemeral_1h_input_tokens": hour}
        stop = "tool_use" if any(block["type"] == "tool_use" for block in blocks) else "end_turn"
        start = {**usage, "cache_creation": by_time, "output_tokens": 1}
        return told(*blocks, stop=stop, usage=start, last={**usage, "output_tokens": made})
