from dataclasses import replace

import pytest

from harness.providers.registry import make_provider
from tests.harness.providers.anthropic.asking import REQUEST, ask_all
from tests.harness.providers.llama_server import llama_server


def test_llama_cpp_s_own_server_understands_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    request = replace(REQUEST, max_output_tokens=3)
    with llama_server() as server:
        monkeypatch.setenv("ENGINE_KEY", server.key)
        # A provider each: this server hangs up after a stream without having said so.
        ways = [make_provider("anthropic/any", base_url=server.base_url, api_key_env="ENGINE_KEY") for _ in range(2)]
        (plain,), (cached,) = ask_all(ways[0], [request]), ask_all(ways[1], [replace(request, cache="5m")])
    assert plain.text
    assert (plain.usage.output, plain.stop) == (3, "length")
    assert plain.usage.sent == cached.usage.sent > 3
    assert plain.first_token_s is not None
