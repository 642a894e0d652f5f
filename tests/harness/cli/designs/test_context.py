"""What `bench context` prints."""

import json

import pytest

import toprung
from tests.harness.benching import SMALL

pytestmark = pytest.mark.usefixtures("home")
TASK, *DIALS = SMALL
WORDS = (TASK, *DIALS, "--model", "scripted/petty_cash.toml")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = toprung.main(["bench", "context", *words])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_text_holds_every_turn_and_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "orchestration", *WORDS)
    assert (code, err) == (0, "")
    assert "asked 6 times at once, once for each item; this is the first" in out
    assert "# Petty cash rules" in out
    assert "--- form of the reply (JSON schema)" in out
    assert "sent: 117 tokens, no limit of a call; the reply may have 200" in out
    assert "none was asked" in out


def test_the_limit_of_a_call_stands_beside_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "orchestration", *WORDS, "--agent", "sorter", "--call-in-tokens", "100")
    assert "of 100 that a call may send; the trial would end here, with the outcome limit" in out
    assert "=== coordinator" not in out


def test_json_is_the_row_that_the_page_names(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "context", *WORDS, "--json")
    view = json.loads(out)
    assert code == 0
    assert view["design_name"] == "petty_cash-context"
    assert (view["seed"], view["evidence"], view["agents"][0]["agent"]) == (7, "scripted", "clerk")


def test_a_design_that_is_not_there_ends_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "contxt", *WORDS)
    assert (code, out) == (2, "")
    assert err.startswith("toprung: there is no design 'contxt'")
