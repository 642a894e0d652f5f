"""The drive hands out files: text as text in bounded parts, any other file whole up to a size."""

import pytest

from tasks_bank.file import File
from tasks_bank.serving.drive import MOST_BYTES, MOST_CHARACTERS, Drive
from tasks_bank.serving.schema import Mistake
from tasks_bank.serving.tool import Reply

LONG = File("long.txt", b"x" * (MOST_CHARACTERS + 5))


def read(file: File, offset: int = 0) -> Reply:
    return next(t for t in Drive([file]).tools() if t.name == "drive_read").call({"name": file.name, "offset": offset})


def test_a_text_comes_as_text() -> None:
    reply = read(File("mail/ä 1.eml", "Grüße".encode()))
    assert reply.data["text"] == reply.text == "Grüße"
    assert (reply.data["media_type"], reply.data["uri"]) == ("message/rfc822", "case://drive/mail/%C3%A4%201.eml")
    assert reply.file is None


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"%PDF"), ("a.txt", b"\xff\xfe"), ("a.bin", b"a\0b")])
def test_what_is_no_text_comes_as_it_is(name: str, data: bytes) -> None:
    reply = read(File(name, data))
    assert reply.data["text"] is None
    assert reply.file == File(name, data)


def test_a_long_text_is_read_on() -> None:
    first = read(LONG)
    assert first.data["next_offset"] == MOST_CHARACTERS
    assert first.text.endswith("\n[characters 0 to 100,000 of 100,005; go on with offset 100000]")
    last = read(LONG, MOST_CHARACTERS)
    assert (last.data["text"], last.data["next_offset"]) == ("xxxxx", None)


def test_a_file_that_is_too_large_is_not_sent() -> None:
    with pytest.raises(Mistake, match=r"a.pdf has 5,000,001 bytes; up to 5,000,000 of a file that is no text are sent"):
        read(File("a.pdf", b"x" * (MOST_BYTES + 1)))


def test_a_file_that_is_not_there_is_a_mistake() -> None:
    drive = Drive([File("policy.md", b"")])
    with pytest.raises(Mistake, match=r"there is no file '\.\./policy' on the drive; did you mean 'policy.md'"):
        drive.file("../policy")
