"""The text of any file of a case, read once however many arms ask for it."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from harness.context.reading_files import diary, docx, html, mail, ofx, pdf, plain, xlsx
from tasks_bank.file import File

MOST_BYTES = 50_000_000
_READERS: dict[str, Callable[[bytes], str]] = {
    suffix: form.read for form in (diary, docx, html, mail, ofx, pdf, plain, xlsx) for suffix in form.SUFFIXES
}


def texts_of(files: Iterable[File]) -> dict[str, str]:
    """Return the text of each file by its name."""
    return {file.name: text_of(file) for file in files}


def text_of(file: File) -> str:
    """Return a file as text; one that cannot be read as a line in square brackets that says why."""
    if file.suffix not in _READERS:
        return f"[{file.name}: a file of this kind cannot be read as text]"
    if len(file.data) > MOST_BYTES:
        return (
            f"[{file.name}: too large to read, {len(file.data) // 1_000_000} MB; {MOST_BYTES // 1_000_000} MB are read]"
        )
    why, text = _read(file.suffix, _Content(hashlib.sha256(file.data).hexdigest(), file.data))
    return f"[{file.name}: cannot be read as {file.suffix[1:].upper()}: {why}]" if why else text


@dataclass(frozen=True, slots=True)
class _Content:
    """Bytes that are known by their digest."""

    digest: str
    data: bytes = field(compare=False, repr=False)


@lru_cache(maxsize=512)
def _read(suffix: str, content: _Content) -> tuple[str, str]:
    """Return why the bytes cannot be read, or the text."""
    try:
        return "", _READERS[suffix](content.data)
    except Exception as error:  # noqa: BLE001 a broken file makes the libraries raise nearly anything
        first_line = next(iter(str(error).splitlines()), "") or type(error).__name__
        return first_line[:120], ""
