"""What a measurement was made on, in words."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("anthropic", "openai", "httpx2", "aiohttp", "sqlalchemy")


def machine(packages: Sequence[str] = _PACKAGES) -> str:
    """Name the day, the processor, Python and the packages that decide."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({_processor()}), {platform.system()}, "
        f"CPython {platform.python_version()}, Toprung {version('toprung')}, {versions}"
    )


def load(shares: Sequence[float]) -> str:
    """Say how busy other programs were."""
    ordered = sorted(shares)
    middle = ordered[len(ordered) // 2]
    return (
        f"Other programs used {middle:.0%} of the processors in the median run ({ordered[0]:.0%} to {ordered[-1]:.0%})."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
