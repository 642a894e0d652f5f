"""How the stub counts: a token is a word. Prompt caching on the messages wire is counted here as well."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

Body = dict[str, Any]


@dataclass(slots=True)
class Tokens:
    """Tokens of one request, or of all so far, by kind. The kinds do not overlap."""

    input: int = 0
    """Sent, neither read from the cache nor written to it."""
    cache_read: int = 0
    cache_write_5m: int = 0
    cache_write_1h: int = 0
    output: int = 0

    def add(self, other: "Tokens") -> None:
        """Add another count to this one."""
        self.input += other.input
        self.cache_read += other.cache_read
        self.cache_write_5m += other.cache_write_5m
        self.cache_write_1h += other.cache_write_1h
        self.output += other.output

    def to_json(self) -> dict[str, int]:
        """Return the count as JSON types."""
        return asdict(self)


def words(part: object) -> int:
    """Count the words of a text, or of a block: its own text, or the block as JSON where it has none."""
    if isinstance(part, str):
        return len(part.split())
    if not isinstance(part, dict):
        return len(json.dumps(part).split())
    text = part.get("text")
    if isinstance(text, str):
        return len(text.split())
    return len(json.dumps({key: value for key, value in part.items() if key != "cache_control"}).split())


def sent_to_chat(body: Body) -> Tokens:
    """Count what a request on the chat-completions wire sends."""
    counted = 0
    for message in body["messages"]:
        content = message.get("content") or ""
        counted += words(content) if isinstance(content, str) else sum(map(words, content))
    return Tokens(input=counted + sum(map(words, body.get("tools", ()))))


class Cache:
    """What the messages wire remembers: the digests of prefixes that ended at a mark (``cache_control``).

    As at the real service, the longest prefix that is known is read and what follows it, up to the last mark, is
    written. Unlike there, nothing is too short to be kept and nothing is forgotten.
    """

    def __init__(self) -> None:
        self._known: set[bytes] = set()

    def sent(self, body: Body, *, is_marked: bool) -> Tokens:
        """Count what a request sends; `is_marked` is false where no mark can be in it, which saves the digests."""
        if not is_marked:
            return Tokens(input=sum(words(block) for block, _ in _blocks(body)))
        upto, read, last = 0, 0, 0
        marks: list[tuple[int, str, bytes]] = []
        prefix = hashlib.sha256()
        for block, mark in _blocks(body):
            plain = {key: value for key, value in block.items() if key != "cache_control"}
            prefix.update(json.dumps(plain, sort_keys=True).encode())
            upto += words(block)
            digest = prefix.digest()
            if digest in self._known:
                read = upto
            if mark:
                marks.append((upto, str(mark.get("ttl", "5m")), digest))
                last = upto
        tokens = Tokens(input=upto - max(last, read), cache_read=read)
        before = read
        for at, ttl, digest in marks:
            written = max(0, at - before)
            before = max(before, at)
            if ttl == "1h":
                tokens.cache_write_1h += written
            else:
                tokens.cache_write_5m += written
            self._known.add(digest)
        return tokens


def _blocks(body: Body) -> Iterator[tuple[Body, Body | None]]:
    """Yield the blocks of a request in the order of the cache (tools, system, messages), each with its mark."""
    blocks: list[Body] = list(body.get("tools", ()))
    blocks += _as_blocks(body.get("system", ()))
    for message in body["messages"]:
        blocks += _as_blocks(message["content"])
    whole = body.get("cache_control")
    for place, block in enumerate(blocks, start=1):
        # A mark on the whole request stands for one on its last block.
        yield block, block.get("cache_control") or (whole if place == len(blocks) else None)


def _as_blocks(content: Any) -> list[Body]:  # noqa: ANN401 - any JSON
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content)
