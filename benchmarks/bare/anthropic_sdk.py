"""The bare loop over Anthropic's SDK, streamed as its documentation shows: ``python -m benchmarks.bare.anthropic_sdk``.

Of its two ways to read a stream this is the one that costs less, ``create(stream=True)``.
"""

import asyncio
from typing import cast

import anthropic
from anthropic.types import MessageParam

from benchmarks.bare.pool import MOST_TOKENS, Turns, Unfinished, ask_all, words


async def main() -> None:
    """Ask all prompts."""
    args = words()
    http = anthropic.DefaultAioHttpClient() if args.client == "aiohttp" else None
    async with anthropic.AsyncAnthropic(
        base_url=args.base_url, api_key="none", max_retries=0, http_client=http
    ) as client:

        async def ask(prompt: Turns) -> str:
            said, is_whole = [], False
            async with asyncio.timeout(args.first_token_timeout_s) as limit:
                stream = await client.messages.create(
                    model="stub",
                    max_tokens=MOST_TOKENS,
                    messages=cast("list[MessageParam]", prompt),
                    stream=True,
                )
                async for event in stream:
                    limit.reschedule(None)
                    if event.type == "content_block_delta" and event.delta.type == "text_delta":
                        said.append(event.delta.text)
                    is_whole |= event.type == "message_stop"
            if not is_whole:
                raise Unfinished
            return "".join(said)

        await ask_all(ask, args)


if __name__ == "__main__":
    asyncio.run(main())
