"""A file as bytes: what a case deals out and what an answer brings back."""

from dataclasses import dataclass
from pathlib import PurePosixPath

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".md": "text/markdown",
    ".ofx": "application/x-ofx",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class File:
    """A named file."""

    name: str
    """Path inside its folder, with forward slashes: ``receipts/R-0007.pdf``."""
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending in lower case, with its dot; empty when there is none."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def media_type(self) -> str:
        """The IANA media type that the ending stands for; ``application/octet-stream`` when it is not known."""
        return MEDIA_TYPES.get(self.suffix, "application/octet-stream")
