import asyncio
from pathlib import Path

import pytest

from harness.errors import BadPlan, ProviderError, UnknownModel
from harness.messages import Message, Provider, Reply, Request
from harness.providers.registry import make_provider

SCRIPT = """
default = "You said: {last_user}"

[[reply]]
agent = "matching"
contains = "INV-7"
times = 1
tool_calls = [{ name = "sum", arguments = { table = "bank" } }]

[[reply]]
agent = "matching"
text = "one two three"

[[reply]]
contains = "forbidden"
stop = "refusal"
"""


def scripted(folder: Path, script: str) -> Provider:
    path = folder / "demo.toml"
    path.write_text(script, encoding="utf-8")
    return make_provider(f"scripted/{path}")


def ask(provider: Provider, text: str, agent: str = "", most: int = 100) -> Reply:
    messages = (Message("system", "be brief"), Message("user", text))
    return asyncio.run(provider.send(Request("", messages, most, agent=agent)))


def outcomes(provider: Provider, texts: list[str], *, together: bool) -> list[str]:
    async def one(text: str) -> str:
        try:
            reply = await provider.send(Request("", (Message("user", text),), 100))
        except ProviderError as error:
            return type(error).__name__
        return reply.text

    async def go() -> list[str]:
        if together:
            return list(await asyncio.gather(*map(one, texts)))
        return [await one(text) for text in texts]

    return asyncio.run(go())


def test_the_first_reply_that_fits_is_given(tmp_path: Path) -> None:
    provider = scripted(tmp_path, SCRIPT)
    first = ask(provider, "look at INV-7", agent="matching")
    assert (first.stop, first.tool_calls[0].name, dict(first.tool_calls[0].arguments)) == (
        "tools",
        "sum",
        {"table": "bank"},
    )


def test_a_reply_is_given_only_so_many_times(tmp_path: Path) -> None:
    provider = scripted(tmp_path, SCRIPT)
    replies = [ask(provider, "look at INV-7", agent="matching") for _ in range(2)]
    assert [bool(reply.tool_calls) for reply in replies] == [True, False]
    assert replies[1].text == "one two three"


def test_the_default_may_repeat_what_was_said(tmp_path: Path) -> None:
    assert ask(scripted(tmp_path, SCRIPT), "hello there").text == "You said: hello there"


def test_a_script_can_refuse(tmp_path: Path) -> None:
    assert ask(scripted(tmp_path, SCRIPT), "something forbidden").stop == "refusal"


def test_a_token_is_a_word(tmp_path: Path) -> None:
    reply = ask(scripted(tmp_path, SCRIPT), "to you", agent="matching")
    assert (reply.usage.input, reply.usage.output) == (4, 3)  # "be brief to you"; "one two three"


def test_a_reply_stops_at_the_most_words_asked_for(tmp_path: Path) -> None:
    reply = ask(scripted(tmp_path, SCRIPT), "to you", agent="matching", most=2)
    assert (reply.text, reply.stop, reply.usage.output) == ("one two", "length", 2)


def test_without_a_file_one_sentence_is_said() -> None:
    assert ask(make_provider("scripted"), "anything").text == "This is a scripted reply."


def test_faults_do_not_depend_on_timing(tmp_path: Path) -> None:
    script = '[faults]\nrate = 0.5\nkinds = ["overloaded", "timeout", "bad"]\nseed = 3\n'
    texts = [f"question {number % 20}" for number in range(60)]
    alone = outcomes(scripted(tmp_path, script), texts, together=False)
    beside = outcomes(scripted(tmp_path, "latency_s = 0.001\n" + script), texts, together=True)
    assert alone == beside
    assert {"Overloaded", "TimedOut", "BadReply"} < set(alone)


def test_faults_come_as_often_as_asked(tmp_path: Path) -> None:
    texts = [f"question {number}" for number in range(1000)]
    failed = outcomes(scripted(tmp_path, "[faults]\nrate = 0.2\n"), texts, together=True).count("Overloaded")
    assert abs(failed - 200) < 51  # four standard deviations of a binomial: 4 * sqrt(1000 * 0.2 * 0.8) = 50.6


def test_another_attempt_at_a_request_draws_again(tmp_path: Path) -> None:
    drawn = outcomes(scripted(tmp_path, "[faults]\nrate = 0.5\n"), ["the same"] * 20, together=False)
    assert len(set(drawn)) == 2


def test_a_tally_has_a_line_for_each_request_received(tmp_path: Path) -> None:
    provider = scripted(tmp_path, 'tally = "seen.txt"\n[faults]\nrate = 1.0\n')
    outcomes(provider, ["a", "b", "a"], together=True)
    assert len((tmp_path / "seen.txt").read_text().splitlines()) == 3


def test_a_script_in_the_home_folder_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPRUNG_HOME", str(tmp_path))
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "calm.toml").write_text('default = "calm"')
    assert ask(make_provider("scripted/calm"), "x").text == "calm"


def test_a_changed_script_is_another_served_model(tmp_path: Path) -> None:
    served = [ask(scripted(tmp_path, f'default = "{word}"'), "x").model_served for word in ("one", "two", "one")]
    assert served[0] == served[2] != served[1]


def test_a_missing_script_says_where_it_was_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOPRUNG_HOME", raising=False)
    with pytest.raises(UnknownModel, match=r"no script 'nowhere\.toml'.*looked for nowhere\.toml"):
        make_provider("scripted/nowhere.toml")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("default = ", "is not TOML"),
        ("defualt = 'x'", "'defualt' is 'x'"),
        ("[faults]\nrate = 2", r"'faults\.rate' is 2"),
    ],
)
def test_a_bad_script_is_one_sentence(tmp_path: Path, script: str, said: str) -> None:
    with pytest.raises(BadPlan, match=said):
        scripted(tmp_path, script)


def spoilt(folder: Path, kind: str, more: str = "") -> Provider:
    return scripted(folder, f'default = "one two three"\n{more}[faults]\nrate = 1.0\nkinds = ["{kind}"]\n')


def test_garbage_is_the_reply_with_its_letters_in_another_order_each_time_the_same(tmp_path: Path) -> None:
    first, second = (ask(spoilt(tmp_path, "garbage"), "x").text for _ in range(2))
    assert first == second != "one two three"
    assert sorted(first) == sorted("one two three")


def test_a_repeat_stands_as_cut_off_and_says_again_what_was_said_last(tmp_path: Path) -> None:
    reply = ask(spoilt(tmp_path, "repeat"), "x")
    assert (reply.text, reply.stop) == ("one two three", "length")


def test_a_request_that_hangs_is_not_answered(tmp_path: Path) -> None:
    provider = spoilt(tmp_path, "hang", "timeout_s = 3\n")
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(provider.send(Request("", (Message("user", "x"),), 10)), 0.02))
    assert provider.limits.timeout_s == 3


def test_a_tally_tells_what_came_of_each_request_and_the_tokens_of_its_answer(tmp_path: Path) -> None:
    ask(spoilt(tmp_path, "garbage", 'tally = "seen.txt"\n'), "say something", agent="a")
    (line,) = (tmp_path / "seen.txt").read_text().splitlines()
    assert line.split()[1:] == ["a", "garbage", "4", "3"]
