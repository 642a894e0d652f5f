"""Reports as PDF to hand over and keep: tagged, readable by screen readers (PDF/UA-1), without a browser."""

import os
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reports import charts
from reports.data import Block, Chart, Fold, Page, Picture, Report, Table
from reports.errors import CannotWrite
from reports.render import grid, plain
from reports.render.drawing.ours import in_our_fonts
from reports.render.drawing.svg import svg
from reports.render.setting import letters
from reports.render.setting.press import pressed
from reports.shortening import shortened

MOST_WAITING = 8
"""Pages that wait to be set; so many are held in memory, and no more."""
COLUMNS_WIDE = 104
"""Letters that fit beside one another in a table, gaps between columns included."""


def write(pages: Iterable[Page], folder: Path) -> Path:
    """Write each page as a PDF file and return the path of the index. Raises CannotWrite."""
    waiting: deque[Future[None]] = deque()
    try:
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
            for page in pages:
                waiting.append(threads.submit(_write, page, folder / f"{page.path}.pdf"))
                if len(waiting) > MOST_WAITING:
                    waiting.popleft().result()
            for each in waiting:
                each.result()
    except OSError as error:
        raise CannotWrite(folder, error) from error
    return (folder / "index.pdf").resolve()


def _write(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render(page))


def render(page: Page) -> bytes:
    """Return one page as a PDF document."""
    report = shortened(page.report)
    data = plain.report_of(report, _say)
    for section, said in zip(report.sections, data["sections"], strict=True):
        _complete(section.blocks, said["blocks"], report)
    return pressed(data)


def _say(text: str) -> str:
    return letters.breakable(letters.shown(text))


def _complete(blocks: Sequence[Block], said: Sequence[dict[str, Any]], report: Report) -> None:
    """Add what only pages need: pictures, with words for who does not see them, and tables in bands that fit."""
    for block, each in zip(blocks, said, strict=True):
        if isinstance(block, Fold):
            _complete(block.blocks, each["blocks"], report)
        elif isinstance(block, Table):
            each["bands"] = _bands(block)
        elif isinstance(block, Chart):
            each["svg"] = svg(charts.draw(block.name, block.rows))
            each["table"]["bands"] = _bands(block.table)
            each["alt"] = letters.shown(f"{block.title}. {block.sentence} {report.evidence_label}")
        elif isinstance(block, Picture):
            each["svg"] = in_our_fonts(block.svg)
            each["alt"] = letters.shown(f"{block.title}. {block.sentence}")


def _bands(table: Table) -> list[dict[str, Any]]:
    return [asdict(band) for band in grid.bands(table, COLUMNS_WIDE, letters.shown)]
