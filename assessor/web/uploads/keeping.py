"""Tables that a page is handed: looked at, and kept until they are used or a day has gone by. What is in them, no."""

from typing import Any

from flask import request
from sqlmodel import col, delete

from assessor.errors import BadTable
from assessor.models.declared import new_id
from assessor.models.work.upload import Upload
from assessor.people.refusals import Refused
from assessor.sheets import parse_sheet
from assessor.web.service import now, own_rows, viewer

_NAME_MOST = 200


def keep_upload(choices: dict[str, Any] | None = None, *, most_rows: int | None = None, more_by: str = "") -> str:
    """Keep the table that a form brings in its field *file*, and return its id. Raises Refused.

    `choices` is kept beside it; `more_by` says what reads a table of more than `most_rows` rows.
    """
    file = request.files.get("file")
    raw, name = file.read() if file else b"", ((file.filename if file else "") or "the file")[:_NAME_MOST]
    try:
        sheet = parse_sheet(raw, f"the file {name}" if file and file.filename else name)
    except BadTable as error:
        raise Refused(sentence(error), "file") from None
    if most_rows is not None and len(sheet.rows) > most_rows:
        raise Refused(f"It has {len(sheet.rows):,} rows; more than {most_rows:,} are read by {more_by}.", "file")
    who, upload_id = viewer(), new_id()
    with own_rows(write=True) as session:
        # Tables that nobody used are not kept: those of the same person go with her next one.
        session.exec(delete(Upload).where(col(Upload.made_by) == who.person_id))
        session.add(
            Upload(
                id=upload_id,
                organisation_id=who.organisation_id or "",
                name=name,
                content=raw,
                choices=choices or {},
                made_by=who.person_id or "",
                made_at=now(),
            )
        )
    return upload_id


def sentence(error: Exception) -> str:
    """Return what an error says as a sentence."""
    said = str(error)
    return f"{said[0].upper()}{said[1:].rstrip('.')}."
