"""The provider that reads its replies from a TOML file: for tests, demonstrations and trying a design at no cost.

A script (every key may be left out)::

    latency_s = 0.05            # how long every reply takes
    default = "Nothing to say." # when no reply below fits; {last_user} stands for the last user message
    timeout_s = 180             # how long an answer is waited for
    tally = "requests.txt"      # one line is added for each request received, also by a program that is killed later:
                                # its digest, the agent, what comes of it, and the tokens of its answer, in and out

    [[reply]]                   # the first that fits is given
    agent = "matching"          # only to this agent
    contains = "INV-7"          # only when the last user message holds this text
    times = 2                   # only the first two times
    text = "..."
    stop = "end"                # end, length, tools or refusal
    tool_calls = [{ name = "sum", arguments = { table = "bank" } }]

    [faults]                    # some requests come to something else
    rate = 0.1
    kinds = ["overloaded", "timeout", "bad", "hang", "garbage", "repeat"]
    seed = 1

The first three are errors. A request that hangs is never answered. Garbage is the reply with its letters in another
order. A repeat is the last thing said in the conversation once more, or the reply itself, and stands as cut off.
"""

import asyncio
import hashlib
import json
import os
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harness.errors import BadPlan, BadReply, Overloaded, ProviderError, TimedOut, UnknownModel
from harness.messages import (
    CallLimits,
    Evidence,
    Provider,
    ProviderSettings,
    Reply,
    Request,
    Stop,
    ToolCall,
    Usage,
)

FIXED_SENTENCE = "This is a scripted reply."
"""What ``--model scripted`` says to everything."""

Fault = Literal["overloaded", "timeout", "bad", "hang", "garbage", "repeat"]


_ERRORS: Mapping[Fault | None, Callable[[], ProviderError]] = {
    "overloaded": lambda: Overloaded("the script says: overloaded", retry_after_s=0.0),
    "timeout": lambda: TimedOut("the script says: timed out"),
    "bad": lambda: BadReply("the script says: bad reply"),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScriptedCall(_Strict):
    """A tool that the scripted model asks for."""

    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)


class ScriptedReply(_Strict):
    """One ``[[reply]]`` of a script."""

    agent: str = ""
    contains: str = ""
    times: int | None = Field(default=None, ge=1)
    text: str = ""
    stop: Stop | None = None
    """None means ``tools`` when tools are asked for, ``end`` otherwise."""
    tool_calls: tuple[ScriptedCall, ...] = ()

    def fits(self, request: Request, last_user: str) -> bool:
        """Tell whether the reply is meant for the request."""
        return self.agent in {"", request.agent} and self.contains in last_user


class Faults(_Strict):
    """How often requests fail, and how."""

    rate: float = Field(default=0.0, ge=0, le=1)
    kinds: tuple[Fault, ...] = Field(default=("overloaded",), min_length=1)
    seed: int = 0


class Script(_Strict):
    """A script as it stands in its file."""

    latency_s: float = Field(default=0.0, ge=0)
    default: str = FIXED_SENTENCE
    timeout_s: float = Field(default=180.0, gt=0)
    tally: Path | None = None
    """Relative to the script's folder."""
    reply: tuple[ScriptedReply, ...] = ()
    faults: Faults = Faults()


class Scripted:
    """A model that reads from a script. A token is a word, so that totals can be checked by hand."""

    name = "scripted"
    evidence: Evidence = "scripted"
    base_url: str | None = None

    def __init__(self, model: str, script: Script, served: str) -> None:
        self.model = model
        self.limits = CallLimits(timeout_s=script.timeout_s)
        self._script = script
        self._served = served
        self._used: Counter[int] = Counter()
        self._seen: Counter[str] = Counter()

    async def send(self, request: Request) -> Reply:
        """Give the first reply that fits, or fail as the script says."""
        # Chosen and counted before the wait, so that neither depends on how long other requests take.
        fault = self._fault(request)
        is_lost = fault == "hang" or fault in _ERRORS
        reply = None if is_lost else _spoilt(self._reply(request), request, fault)
        if self._script.tally:
            usage = reply.usage if reply else Usage()
            said = f"{request.agent} {fault or 'answer'} {usage.sent} {usage.output}"
            _add_line(self._script.tally, f"{request.digest} {said}\n")
        if self._script.latency_s:
            await asyncio.sleep(self._script.latency_s)
        if fault in _ERRORS:
            failure = _ERRORS[fault]()
            raise failure
        return reply or await asyncio.get_running_loop().create_future()

    def count_tokens(self, text: str) -> int:
        """Count the words of a text."""
        return len(text.split())

    async def close(self) -> None:
        """Release nothing."""

    def _reply(self, request: Request) -> Reply:
        last_user = next((m.text for m in reversed(request.messages) if m.role == "user"), "")
        chosen = self._chosen(request, last_user)
        whole = chosen.text.replace("{last_user}", last_user)
        text = _first_words(whole, request.max_output_tokens)
        turn = len(request.messages)
        calls = tuple(
            ToolCall(f"call-{turn}-{place}", call.name, call.arguments) for place, call in enumerate(chosen.tool_calls)
        )
        stop = "length" if text != whole else chosen.stop or ("tools" if calls else "end")
        sent = sum(self.count_tokens(message.text) for message in request.messages)
        said = self.count_tokens(text) + sum(self.count_tokens(json.dumps(dict(c.arguments))) + 1 for c in calls)
        return Reply(text, stop, Usage(input=sent, output=said), self._served, calls)

    def _chosen(self, request: Request, last_user: str) -> ScriptedReply:
        for place, reply in enumerate(self._script.reply):
            left = reply.times is None or self._used[place] < reply.times
            if left and reply.fits(request, last_user):
                self._used[place] += 1
                return reply
        return ScriptedReply(text=self._script.default)

    def _fault(self, request: Request) -> Fault | None:
        """Draw from the request and the number of times it was seen, so that timing changes nothing."""
        faults = self._script.faults
        key = f"{request.digest} {request.agent}"
        self._seen[key] += 1
        draw = random.Random(f"{faults.seed} {key} {self._seen[key]}")
        if draw.random() >= faults.rate:
            return None
        return draw.choice(faults.kinds)


def create(settings: ProviderSettings) -> Provider:
    """Make a scripted provider; the model is a path, a name in ``$TOPRUNG_HOME/scripts``, or empty for one sentence.

    Raises UnknownModel when there is no such file and BadPlan when it is not a script.
    """
    if not settings.model:
        return Scripted("", Script(), "scripted")
    path = _find(settings.model)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPlan(f"cannot read the script {path}: {error}") from error
    # The digest tells apart what two states of one file have said.
    served = f"{path.stem}#{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    return Scripted(settings.model, _parse(text, path), served)


def _find(word: str) -> Path:
    places = [Path(word)]
    if home := os.environ.get("TOPRUNG_HOME"):
        scripts = Path(home) / "scripts"
        places += [scripts / word, scripts / f"{word}.toml"]
    for place in places:
        if place.is_file():
            return place
    looked = ", ".join(str(place) for place in places)
    raise UnknownModel(f"there is no script '{word}' for the scripted provider; looked for {looked}")


def _parse(text: str, path: Path) -> Script:
    try:
        script = Script.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadPlan(f"script {path} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadPlan(f"script {path}: '{where}' is {first['input']!r}: {first['msg']}") from error
    return script.model_copy(update={"tally": path.parent / script.tally}) if script.tally else script


def _spoilt(reply: Reply, request: Request, fault: Fault | None) -> Reply:
    """Return a reply as the fault leaves it; its tokens are those of what was meant."""
    if fault == "garbage":
        letters = list(reply.text)
        random.Random(reply.text).shuffle(letters)
        return replace(reply, text="".join(letters))
    if fault == "repeat":
        said = next((m.text for m in reversed(request.messages) if m.role == "assistant"), reply.text)
        return replace(reply, text=said, stop="length", tool_calls=())
    return reply


def _first_words(text: str, most: int) -> str:
    """Cut a text after so many words, keeping the white space between them."""
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    return text if len(ends) <= most else text[: ends[most - 1]]


def _add_line(path: Path, line: str) -> None:
    """Append in one write, so that lines of several processes do not mix."""
    with path.open("ab", buffering=0) as file:
        file.write(line.encode())
