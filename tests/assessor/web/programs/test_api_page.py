"""What docs/api.md tells is so: its commands are answered, and its check of signatures lets in what is ours alone."""

import datetime as dt
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from assessor.jobs.calling import sign
from assessor.settings import Settings
from tests.assessor.web.making import HOST
from tests.assessor.web.programs.calling import Program

PAGE = (Path(__file__).parents[4] / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^curl .*$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("line", "status"), list(zip(COMMANDS, (200, 201, 200), strict=True)))
def test_a_command_of_the_page_is_answered(ours_by_key: Program, line: str, status: int) -> None:
    said = line.replace("$TOPRUNG", f"http://{HOST}").replace("$KEY", ours_by_key.key)
    words = shlex.split(said)[1:]
    given = dict(zip(words[:-1:2], words[1::2], strict=True))
    headers = [header.split(": ", 1) for flag, header in zip(words[:-1:2], words[1::2], strict=True) if flag == "-H"]
    answer = ours_by_key.app.test_client().open(
        words[-1], method=given.get("-X", "GET"), headers=headers, data=given.get("-d")
    )
    assert answer.status_code == status, answer.text


def checked(secret: str, header: str, body: bytes) -> bool:
    """Check a signature as the page says."""
    known: dict[str, Any] = {}
    exec(re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1], known)  # type: ignore[index]  # noqa: S102 - it is our own page
    return bool(known["is_ours"](secret, header, body))


def test_the_pages_check_lets_in_what_is_signed_now_and_nothing_else() -> None:
    now = dt.datetime.now(dt.UTC)  # here and not on top: the page's check takes five minutes, a suite more
    header = sign("secret", now, b"{}")
    assert checked("secret", header, b"{}")
    assert not checked("secret", header, b"{ }")
    assert not checked("other", header, b"{}")
    assert not checked("secret", sign("secret", now - dt.timedelta(hours=1), b"{}"), b"{}")


def test_the_page_names_the_limit_that_is_the_default() -> None:
    assert f"at most {Settings().api_per_min} times a minute" in PAGE.replace("\n", " ")
