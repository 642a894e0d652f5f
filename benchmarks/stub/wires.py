"""The bytes of the stub's answers on both wires, streamed or not. A streamed answer is ten events on either."""

import json
from collections.abc import Iterable

from benchmarks.stub.counting import Tokens

EVENTS = 10
"""Events of a streamed answer: on the messages wire five carry text, on the chat wire six with a usage, else seven."""
_MESSAGES_PIECES = 5
_CHAT_PIECES = 6
_STREAM_HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\n"
    b"request-id: req_stub\r\ntransfer-encoding: chunked\r\nconnection: keep-alive\r\n\r\n"
)
_END = b"0\r\n\r\n"


def whole(status: str, body: bytes, *, kind: str = "application/json", headers: str = "") -> bytes:
    """Return an answer in one piece; `headers` are lines that each end with CRLF."""
    head = f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


def error(status: str, word: str, headers: str = "") -> bytes:
    """Return a refusal that both SDKs can read."""
    told = {"type": "error", "error": {"type": word, "message": f"the stub says {status}", "code": word}}
    return whole(status, json.dumps(told).encode(), headers=headers)


def messages_stream(model: str, text: str, tokens: Tokens) -> bytes:
    """Return a streamed answer on the messages wire."""
    usage = _messages_usage(tokens)
    start = (
        f'{{"type":"message_start","message":{{"id":"msg_stub","type":"message","role":"assistant","model":"{model}",'
        f'"content":[],"stop_reason":null,"stop_sequence":null,"usage":{{{usage},"output_tokens":1}}}}}}'
    )
    delta = (
        '{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},'
        f'"usage":{{"output_tokens":{tokens.output}}}}}'
    )
    events = [
        ("message_start", start),
        (
            "content_block_start",
            '{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}',
        ),
        *(
            (
                "content_block_delta",
                f'{{"type":"content_block_delta","index":0,"delta":{{"type":"text_delta","text":{json.dumps(piece)}}}}}',
            )
            for piece in _pieces(text, _MESSAGES_PIECES)
        ),
        ("content_block_stop", '{"type":"content_block_stop","index":0}'),
        ("message_delta", delta),
        ("message_stop", '{"type":"message_stop"}'),
    ]
    return _streamed(f"event: {name}\ndata: {data}\n\n" for name, data in events)


def messages_whole(model: str, text: str, tokens: Tokens) -> bytes:
    """Return an answer in one piece on the messages wire."""
    body = (
        f'{{"id":"msg_stub","type":"message","role":"assistant","model":"{model}",'
        f'"content":[{{"type":"text","text":{json.dumps(text)}}}],"stop_reason":"end_turn","stop_sequence":null,'
        f'"usage":{{{_messages_usage(tokens)},"output_tokens":{tokens.output}}}}}'
    )
    return whole("200 OK", body.encode(), headers="request-id: req_stub\r\n")


def chat_stream(model: str, text: str, tokens: Tokens, *, with_usage: bool) -> bytes:
    """Return a streamed answer on the chat-completions wire; its last event before the end tells the usage if asked."""
    head = f'{{"id":"chatcmpl-stub","object":"chat.completion.chunk","created":1,"model":"{model}"'
    usage = '"usage":null,' if with_usage else ""

    def chunk(delta: str, finish: str = "null") -> str:
        return f'{head},{usage}"choices":[{{"index":0,"delta":{delta},"logprobs":null,"finish_reason":{finish}}}]}}'

    pieces = _pieces(text, _CHAT_PIECES if with_usage else _CHAT_PIECES + 1)
    events = [
        chunk('{"role":"assistant","content":""}'),
        *(chunk(f'{{"content":{json.dumps(piece)}}}') for piece in pieces),
        chunk("{}", '"stop"'),
    ]
    if with_usage:
        events.append(f'{head},"choices":[],"usage":{{{_chat_usage(tokens)}}}}}')
    return _streamed(f"data: {event}\n\n" for event in (*events, "[DONE]"))


def chat_whole(model: str, text: str, tokens: Tokens) -> bytes:
    """Return an answer in one piece on the chat-completions wire."""
    body = (
        f'{{"id":"chatcmpl-stub","object":"chat.completion","created":1,"model":"{model}","choices":[{{"index":0,'
        f'"message":{{"role":"assistant","content":{json.dumps(text)},"refusal":null}},"logprobs":null,'
        f'"finish_reason":"stop"}}],"usage":{{{_chat_usage(tokens)}}}}}'
    )
    return whole("200 OK", body.encode())


def cut(answer: bytes) -> bytes:
    """Return what arrives of an answer whose connection breaks."""
    return answer[: len(answer) * 2 // 3]


def _messages_usage(tokens: Tokens) -> str:
    written = tokens.cache_write_5m + tokens.cache_write_1h
    return (
        f'"input_tokens":{tokens.input},"cache_creation_input_tokens":{written},'
        f'"cache_read_input_tokens":{tokens.cache_read},"cache_creation":'
        f'{{"ephemeral_5m_input_tokens":{tokens.cache_write_5m},"ephemeral_1h_input_tokens":{tokens.cache_write_1h}}},'
        '"service_tier":"standard"'
    )


def _chat_usage(tokens: Tokens) -> str:
    return (
        f'"prompt_tokens":{tokens.input},"completion_tokens":{tokens.output},'
        f'"total_tokens":{tokens.input + tokens.output}'
    )


def _pieces(text: str, count: int) -> list[str]:
    """Cut a text into so many pieces of about one length."""
    return [text[len(text) * place // count : len(text) * (place + 1) // count] for place in range(count)]


def _streamed(events: Iterable[str]) -> bytes:
    """Return events as chunks of one HTTP answer."""
    chunks = (event.encode() for event in events)
    return b"".join((_STREAM_HEAD, *(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks), _END))
