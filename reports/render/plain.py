"""A report as plain data: dictionaries, lists, texts and numbers, for JSON and for what sets pages. Knows no format."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reports.data import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Facts,
    Fold,
    Headline,
    Note,
    Paragraph,
    Passage,
    Picture,
    Report,
    Table,
)

Say = Callable[[str], str]
"""What becomes of every text."""


def report_of(report: Report, say: Say = str) -> dict[str, Any]:
    """Return a report; of charts and pictures, the words and numbers."""
    return {
        "kind": say(report.kicker),
        "title": say(report.title),
        "lead": say(report.lead),
        "evidence": _block(report.evidence, say),
        "evidence_label": say(report.evidence_label),
        "sections": [
            {"id": section.id, "title": say(section.title), "blocks": blocks_of(section.blocks, say)}
            for section in report.sections
        ],
    }


def blocks_in(report: Report) -> Iterator[Block]:
    """Walk all blocks of a report, those in folds included."""
    waiting = [block for section in report.sections for block in section.blocks]
    while waiting:
        block = waiting.pop(0)
        yield block
        if isinstance(block, Fold):
            waiting.extend(block.blocks)


def tables_in(report: Report) -> Iterator[Table]:
    """Walk all tables of a report, those beside charts included."""
    for block in blocks_in(report):
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Chart):
            yield block.table


def blocks_of(blocks: Sequence[Block], say: Say) -> list[dict[str, Any]]:
    """Return blocks, each with what it is."""
    return [_block(block, say) for block in blocks]


def _block(block: Block, say: Say) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            said: dict[str, Any] = {"text": say(text)}
        case Headline(items) | Bullets(items):
            said = {"items": [say(item) for item in items]}
        case Note(title, text, tone):
            said = {"title": say(title), "text": say(text), "tone": tone}
        case Facts(facts):
            said = {"items": [{"name": say(fact.name), "text": say(fact.text)} for fact in facts]}
        case Passage(title, text, cut_chars):
            said = {"title": say(title), "text": say(text), "cut_chars": cut_chars}
        case Table():
            said = table_of(block, say)
        case Chart(name, title, sentence):
            said = {"name": name, "title": say(title), "sentence": say(sentence), "table": table_of(block.table, say)}
        case Picture(title, sentence):
            said = {"title": say(title), "sentence": say(sentence)}
        case Fold(title, blocks):
            said = {"title": say(title), "blocks": blocks_of(blocks, say)}
    return {"block": type(block).__name__.lower(), **said}


def table_of(table: Table, say: Say) -> dict[str, Any]:
    """Return a table, its rows as lists of cells."""
    return {
        "id": table.id,
        "caption": say(table.caption),
        "note": say(table.note),
        "quoted": table.quoted,
        "by_hand": table.by_hand,
        "columns": [_column(column, say) for column in table.columns],
        "rows": [{"minor": row.minor, "cells": [_cell(cell, say) for cell in row.cells]} for row in table.rows],
    }


def _column(column: Column, say: Say) -> dict[str, Any]:
    return {"title": say(column.title), "unit": say(column.unit), "drawn": column.drawn}


def _cell(cell: Cell, say: Say) -> dict[str, Any]:
    """Return a cell; what it does not have is left out."""
    ends = {"value": cell.value, "low": cell.low, "high": cell.high}
    known: dict[str, Any] = {name: end for name, end in ends.items() if end is not None}
    if cell.day:
        known["day"] = cell.day.isoformat()
    if cell.aside:
        known["aside"] = say(cell.aside)
    return {"text": say(cell.text), **known}
