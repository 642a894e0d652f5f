"""The files of a case as a drive: which there are, and what is in one."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from tasks_bank.file import File
from tasks_bank.serving.schema import Mistake, Schema, did_you_mean, object_of, or_null
from tasks_bank.serving.tool import PAGING, CaseTool, Page, Reply, paged

MOST_CHARACTERS = 100_000
"""Of a text, in one reply."""
MOST_BYTES = 5_000_000
"""Of a file that is no text; it goes whole or not at all."""
_TEXTS = {"application/json", "application/x-ofx", "message/rfc822"}
_UNKNOWN = "application/octet-stream"
_FILE: dict[str, Schema] = {
    "name": {"type": "string"},
    "media_type": {"type": "string"},
    "size_bytes": {"type": "integer"},
    "uri": {"type": "string", "description": "under which the file is a resource"},
}
_READ: dict[str, Schema] = {
    **_FILE,
    "text": or_null("string", "null where the file is no text and comes beside this"),
    "offset": {"type": "integer", "description": "with which character the text begins"},
    "characters": or_null("integer", "of the whole text"),
    "next_offset": or_null("integer", "where to go on; null at the end"),
}


class Drive:
    """The files of one case."""

    def __init__(self, files: Sequence[File]) -> None:
        self.files = {file.name: file for file in files}

    def tools(self) -> list[CaseTool]:
        """Return the two tools of the drive."""
        listed = "the files of the case: names, media types, sizes"
        read = (
            f"what is in a file: text as text, up to {MOST_CHARACTERS:,} characters a call; "
            f"any other file whole, up to {MOST_BYTES:,} bytes"
        )
        which: dict[str, Schema] = {
            "name": {"type": "string", "minLength": 1, "maxLength": 1000, "description": "as drive_list tells it"},
            "offset": {"type": "integer", "minimum": 0, "default": 0, "description": "characters to pass over"},
        }
        found = paged("files", object_of(_FILE, _FILE))
        return [
            CaseTool("drive_list", "List the drive", listed, object_of(PAGING), found, writes=False, do=self._list),
            CaseTool(
                "drive_read",
                "Read a file",
                read,
                object_of(which, ["name"]),
                object_of(_READ, _READ),
                writes=False,
                do=self._read,
            ),
        ]

    def file(self, name: str) -> File:
        """Return a file. Raises Mistake when there is none of that name, or it is too large to be sent."""
        if name not in self.files:
            raise Mistake(f"there is no file '{name}' on the drive; {did_you_mean(name, self.files)}")
        file = self.files[name]
        if len(file.data) > MOST_BYTES and text_of(file) is None:
            raise Mistake(
                f"{name} has {len(file.data):,} bytes; up to {MOST_BYTES:,} of a file that is no text are sent"
            )
        return file

    def _list(self, arguments: Mapping[str, Any]) -> Reply:
        page = Page.of(arguments, len(self.files))
        shown = [_told(file) for file in self.files.values()][page.start : page.end]
        lines = [f"{file['name']} ({file['media_type']}, {file['size_bytes']:,} bytes)" for file in shown]
        return Reply({"files": shown} | page.to_json(), "\n".join([page.words("file"), "", *lines]))

    def _read(self, arguments: Mapping[str, Any]) -> Reply:
        file = self.file(arguments["name"])
        text = text_of(file)
        if text is None:
            data = _told(file) | {"text": None, "offset": 0, "characters": None, "next_offset": None}
            return Reply(data, f"{file.name} ({file.media_type}, {len(file.data):,} bytes) comes with this", file)
        start = min(int(arguments["offset"]), len(text))
        part = text[start : start + MOST_CHARACTERS]
        end = start + len(part)
        place = {"offset": start, "characters": len(text), "next_offset": end if end < len(text) else None}
        cut = (
            f"\n[characters {start:,} to {end:,} of {len(text):,}; go on with offset {end}]" if end < len(text) else ""
        )
        return Reply(_told(file) | {"text": part} | place, part + cut)


def uri_of(file: File) -> str:
    """Return the address of a file's resource."""
    return f"case://drive/{quote(file.name)}"


def text_of(file: File) -> str | None:
    """Return the text of a file; None when it is none: its type says so, or it is not UTF-8."""
    if not (file.media_type.startswith("text/") or file.media_type in {*_TEXTS, _UNKNOWN}):
        return None
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def blob_of(file: File) -> str:
    """Return the bytes of a file in base64."""
    return base64.b64encode(file.data).decode("ascii")


def _told(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "media_type": file.media_type,
        "size_bytes": len(file.data),
        "uri": uri_of(file),
    }
