"""Numbers and tables for a terminal."""

from collections.abc import Sequence

_NANO_PER_USD = 1_000_000_000


def share(value: float | None) -> str:
    """Write a score from 0 to 1."""
    return "-" if value is None else f"{value:.2f}"


def money(nano_usd: int | None) -> str:
    """Write an amount; what is not known is never written as nothing."""
    if nano_usd is None:
        return "unknown"
    return "no charge" if nano_usd == 0 else f"${nano_usd / _NANO_PER_USD:,.4f}"


def count(many: int, one: str) -> str:
    """Write how many: ``1 case``, ``1,200 cases``."""
    return f"{many:,} {one if many == 1 else one + 's'}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write rows in columns; the first column to the left, figures to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    figures = [all(not cell or cell[0] in "0123456789-$+" for cell in column) for column in zip(*rows, strict=True)]
    lines = []
    for row in (head, *rows):
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, figures or [False] * len(head), strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
