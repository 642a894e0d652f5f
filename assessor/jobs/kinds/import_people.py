"""Imports people of a table that was handed in, so many rows a step; a list says what was left out."""

from dataclasses import asdict
from functools import lru_cache
from typing import Any

from assessor.jobs.port import CannotDo, Work
from assessor.models.work.job import Job
from assessor.models.work.upload import Upload
from assessor.people.importing.adding import Import, add_people
from assessor.people.importing.checking import check_rows
from assessor.people.importing.columns import check_columns
from assessor.sheets import Sheet, parse_sheet

ROWS_A_STEP = 5_000
MOST_LEFT_OUT = 1_000
"""Rows that are listed; more are counted."""
_parsed = lru_cache(maxsize=1)(parse_sheet)
"""Every step asks for the whole table; it is read once."""


def steps(work: Work) -> int:
    """Return the steps of the table. Raises BadTable and BadColumns, which refuse it whole."""
    upload, sheet = _read(work)
    check_columns(upload.choices["columns"], len(sheet.columns))
    return -(-len(sheet.rows) // ROWS_A_STEP) or 1


def step(work: Work, number: int) -> str:
    """Import the rows of one step, and write down in the same transaction what came of them."""
    whose = work.job.organisation_id
    assert whose is not None, "people are an organisation's"
    upload, sheet = _read(work)
    checked = check_rows(sheet, upload.choices["columns"], number * ROWS_A_STEP, ROWS_A_STEP)
    how = Import(whose, upload.made_by, bool(upload.choices.get("makes_teams")), work.now)
    is_last = (number + 1) * ROWS_A_STEP >= len(sheet.rows)
    with work.store.session(whose, write=True) as session:
        job = session.get_one(Job, work.job.id)
        if str(number) not in job.result.get("steps", {}):
            came = add_people(session, how, checked.people)
            left_out = sorted([*checked.left_out, *came.left_out], key=lambda left: left.row)
            counts = {"new": came.new, "changed": came.changed, "unchanged": came.unchanged, "left_out": len(left_out)}
            job.result = _with(job.result, number, counts, [asdict(left) for left in left_out])
        if is_last:
            session.get_one(Upload, upload.id).content = b""
            _parsed.cache_clear()
        return _said(job.result["steps"].values())


def _read(work: Work) -> tuple[Upload, Sheet]:
    assert work.job.organisation_id is not None, "people are an organisation's"
    with work.store.session(work.job.organisation_id) as session:
        upload = session.get(Upload, work.job.arguments["upload_id"])
    if upload is None or not upload.content:
        raise CannotDo("the file is gone; hand it in again")
    return upload, _parsed(upload.content, upload.name)


def _with(result: dict[str, Any], number: int, counts: dict[str, int], left_out: list[Any]) -> dict[str, Any]:
    listed = [*result.get("left_out", []), *left_out][:MOST_LEFT_OUT]
    return {"steps": {**result.get("steps", {}), str(number): counts}, "left_out": listed}


def _said(steps: Any) -> str:  # noqa: ANN401 - counts of each step
    total = {name: sum(counts[name] for counts in steps) for name in ("new", "changed", "unchanged", "left_out")}
    return (
        f"{total['new']:,} new, {total['changed']:,} changed, {total['unchanged']:,} as they were, "
        f"{total['left_out']:,} left out"
    )
