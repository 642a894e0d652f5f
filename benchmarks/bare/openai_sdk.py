"""The bare loop over OpenAI's SDK, streamed as its documentation shows: ``python -m benchmarks.bare.openai_sdk``."""

import asyncio
from typing import cast

import openai
from openai.types.chat import ChatCompletionMessageParam

from benchmarks.bare.pool import MOST_TOKENS, Turns, Unfinished, ask_all, words


async def main() -> None:
    """Ask all prompts."""
    args = words()
    http = openai.DefaultAioHttpClient() if args.client == "aiohttp" else None
    async with openai.AsyncOpenAI(
        base_url=f"{args.base_url}/v1", api_key="none", max_retries=0, http_client=http
    ) as client:

        async def ask(prompt: Turns) -> str:
            said: list[str] = []
            is_whole = False
            async with asyncio.timeout(args.first_token_timeout_s) as limit:
                stream = await client.chat.completions.create(
                    model="stub",
                    max_tokens=MOST_TOKENS,
                    messages=cast("list[ChatCompletionMessageParam]", prompt),
                    stream=True,
                    stream_options={"include_usage": True},
                )
                async for chunk in stream:
                    limit.reschedule(None)
                    said += [choice.delta.content or "" for choice in chunk.choices]
                    is_whole |= chunk.usage is not None
            if not is_whole:
                raise Unfinished
            return "".join(said)

        await ask_all(ask, args)


if __name__ == "__main__":
    asyncio.run(main())
