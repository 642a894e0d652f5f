"""Ratings of a standard's codes by the learner and the employer, each with its day. None of it is measured."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.data import Cell, Column, Row, Table
from reports.programme.rows import Ksb, Rating
from reports.programme.said import codes_said

NONE = "not rated"
Find = Callable[[Ksb], Rating | None]


@dataclass(frozen=True, slots=True)
class Ask:
    """One column of ratings."""

    title: str
    of: Find
    """The rating that it shows."""
    before: Find | None = None
    """An earlier one: where it is the same rating, the column says that there is no later one."""


def columns_of(asks: Sequence[Ask], ksbs: Sequence[Ksb]) -> tuple[Column, ...]:
    """Return the heads of columns of ratings: the scale as the unit, and the day where all have the same."""
    return tuple(_column(ask, ksbs) for ask in asks)


def cells_of(ksb: Ksb, asks: Sequence[Ask], ksbs: Sequence[Ksb]) -> tuple[Cell, ...]:
    """Return the ratings of one code."""
    return tuple(_cell(ksb, ask, ksbs) for ask in asks)


def has_wording(ksbs: Sequence[Ksb]) -> bool:
    """Say whether any code has its official wording."""
    return any(ksb.words for ksb in ksbs)


def name_cells(ksb: Ksb, ksbs: Sequence[Ksb]) -> tuple[Cell, ...]:
    """Return a code, with its wording where any of them has one."""
    return (Cell(ksb.code), Cell(ksb.words or "not imported")) if has_wording(ksbs) else (Cell(ksb.code),)


def name_columns(ksbs: Sequence[Ksb]) -> tuple[Column, ...]:
    """Return the heads of what names a code."""
    return (Column("Code"), Column("Wording")) if has_wording(ksbs) else (Column("Code"),)


def without_wording(ksbs: Sequence[Ksb]) -> str:
    """Say that codes stand alone where the wording is not there; empty where it is."""
    return "" if has_wording(ksbs) else "The official wording has not been imported, so codes stand alone."


def silent(ksbs: Sequence[Ksb], is_silent: Callable[[Ksb], bool], what: str) -> str:
    """Name the codes of which nothing is kept; empty where there are none."""
    codes = [ksb.code for ksb in ksbs if is_silent(ksb)]
    return f"{what}: {codes_said(codes)}." if codes else ""


def table_of(name: tuple[str, str], asks: Sequence[Ask], ksbs: Sequence[Ksb], note: str) -> Table:
    """Return a table of ratings alone; `name` is its id and its caption."""
    rows = tuple(Row((*name_cells(ksb, ksbs), *cells_of(ksb, asks, ksbs))) for ksb in ksbs)
    return Table(*name, (*name_columns(ksbs), *columns_of(asks, ksbs)), rows, note=note)


def _later(ksb: Ksb, ask: Ask) -> Rating | None:
    rating = ask.of(ksb)
    return None if ask.before is not None and rating == ask.before(ksb) else rating


def _ratings(ask: Ask, ksbs: Sequence[Ksb]) -> list[Rating]:
    return [rating for ksb in ksbs if (rating := _later(ksb, ask))]


def _column(ask: Ask, ksbs: Sequence[Ksb]) -> Column:
    ratings = _ratings(ask, ksbs)
    days, scales = {rating.on for rating in ratings}, {rating.most for rating in ratings}
    unit = f"0 to {scales.pop()}" if len(scales) == 1 else "rating"
    return Column(f"{ask.title}, {_short(days.pop())}" if len(days) == 1 else ask.title, unit)


def _cell(ksb: Ksb, ask: Ask, ksbs: Sequence[Ksb]) -> Cell:
    rating = _later(ksb, ask)
    if rating is None:
        return Cell(NONE if ask.of(ksb) is None else "no later one")
    ratings = _ratings(ask, ksbs)
    is_one_scale = len({one.most for one in ratings}) == 1
    is_one_day = len({one.on for one in ratings}) == 1
    text = str(rating.rating) if is_one_scale else f"{rating.rating} of {rating.most}"
    value = float(rating.rating) if is_one_scale else None
    return Cell(text if is_one_day else f"{text} ({_short(rating.on)})", value, day=rating.on)


def _short(on: dt.date) -> str:
    """Say a date in little room: ``3 Oct 2026``."""
    return f"{on.day} {on:%b %Y}"
