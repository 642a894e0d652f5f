"""A model server for this machine alone, with nothing behind it: ``python -m benchmarks.stub``; ``--help`` says more.

Its first line of output is its address. ``GET /count`` tells what it has seen, ``POST /count`` sets that to nothing.
"""

import argparse
import asyncio
import gc
import signal

from benchmarks.stub.desk import Desk, Settings
from benchmarks.stub.faults import FAULTS, parse_faults
from benchmarks.stub.protocol import Conversation


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stub", description="Serve a model that is none.")
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    parser.add_argument("--latency-ms", type=float, default=50.0, help="until an answer (default: 50)")
    parser.add_argument(
        "--faults", default="0", metavar="RATE,KINDS,SEED", help=f"such as 0.2,429+hang,7; kinds: {'+'.join(FAULTS)}"
    )
    parser.add_argument("--retry-after-s", type=float, default=1.0, help="what 429 and 529 ask for (default: 1)")
    args = parser.parse_args()
    try:
        faults = parse_faults(args.faults)
    except ValueError as error:
        parser.error(str(error))
    settings = Settings(args.latency_ms / 1000, args.retry_after_s, faults)
    # Nothing here makes cycles, and a collection would show as a pause in somebody's measurement.
    gc.freeze()
    gc.disable()
    asyncio.run(_serve(Desk(settings), args.port))


async def _serve(desk: Desk, port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Conversation(desk, loop), "127.0.0.1", port, backlog=1024)
    over = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signum, over.set)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await over.wait()
    server.close()


if __name__ == "__main__":
    main()
