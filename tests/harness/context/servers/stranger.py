"""A small MCP server without an SDK, which behaves as a tool's name says. Started by its path, with Python alone."""

import json
import os
import sys
import time
from typing import Any

TOOLS = ("echo", "env", "fail", "die", "hang", "garbage", "malformed", "big")


def say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def result_of(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    match tool:
        case "env":
            return text(" ".join(sorted(os.environ)))
        case "fail":
            return text("no customer of that name") | {"isError": True}
        case "die":
            os._exit(3)
        case "hang":
            time.sleep(60)
        case "garbage":
            sys.stdout.write('\x00\xff no JSON {"jsonrpc\n[]\n{}\n{"jsonrpc": "2.0", "id": 99999, "result": {}}\n')
        case "malformed":
            return {"content": "this should have been a list"}
        case "big":
            return text("y" * 10_000_000)
    return text(json.dumps(arguments))


def text(said: str) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": said}]}


def answer(message: dict[str, Any]) -> None:
    number, asked = message["id"], message.get("params", {})
    match message["method"]:
        case "initialize":
            about = {"name": "stranger", "version": "1"}
            told = {"protocolVersion": asked["protocolVersion"], "capabilities": {"tools": {}}, "serverInfo": about}
            say({"id": number, "result": told | {"instructions": "Ask me about customers."}})
        case "tools/list":
            schema = {"type": "object", "properties": {"x": {"type": "string"}}}
            tools = [{"name": name, "description": f"It can {name}.", "inputSchema": schema} for name in TOOLS]
            say({"id": number, "result": {"tools": tools}})
        case "tools/call":
            say({"id": number, "result": result_of(asked["name"], asked.get("arguments", {}))})
        case other:
            say({"id": number, "error": {"code": -32601, "message": f"no method {other}"}})


for line in sys.stdin:
    message = json.loads(line)
    if "id" in message:
        answer(message)
