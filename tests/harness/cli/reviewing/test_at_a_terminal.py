"""A person at a pseudo-terminal reviews ten escalations and ten planted defects; the next report knows of it."""

from harness import api
from harness.api.reviewing.pieces import Piece, pieces_for
from harness.api.reviewing.reviewer import reviewer_named
from harness.store.ledger import open_ledger
from harness.store.records import ReviewRecord
from reports.data import Page
from reports.kinds.benchmark import overview
from reports.render import html
from tests.harness.benching import Bench
from tests.harness.cli.reviewing.terminal import Terminal, at_terminal

CAUGHT = 6


def reviews(bench: Bench) -> list[ReviewRecord]:
    with open_ledger(bench.ledger) as ledger:
        return ledger.reviews.of_run(ledger.run("latest").id)


def said_of(piece: Piece, planted: int) -> str:
    """Say what a reviewer says who catches the first six defects and calls nothing else wrong."""
    defect = piece.defect
    if defect is None or planted > CAUGHT:
        return "ok"
    return f"missing {defect.key[0]}" if defect.name == "row dropped" else f"{defect.place + 1} {defect.column}"


def decide_ten(bench: Bench) -> None:
    """Decide four things, be killed, and decide the rest in another session."""
    with at_terminal("review", "latest", "--as", "anna", "--ledger", bench.ledger) as terminal:
        assert "10 things to decide, as person-" in terminal.until_asked()
        for words in ("a", "n", "d asked the office", "a"):
            terminal.type(words)
            shown = terminal.until_asked()
        assert "5 of 10" in shown
        terminal.process.kill()
    assert [each.decision for each in reviews(bench)] == ["agreed", "needless", "acted", "agreed"]
    with at_terminal("review", "latest", "--as", "Anna ", "--ledger", bench.ledger) as terminal:
        assert "6 things to decide" in terminal.until_asked()
        for _ in range(6):
            terminal.type("a")
            shown = terminal.until_asked()
        assert "6 shown and kept" in shown
        assert terminal.process.wait() == 0


def look_through(bench: Bench, terminal: Terminal) -> None:
    """Look through the pieces; the test knows them beforehand, since they hang on run and reviewer alone."""
    with open_ledger(bench.ledger) as ledger:
        pieces = pieces_for(ledger, "latest", reviewer_named("anna"), of="truth")
    assert sum(piece.defect is not None for piece in pieces) == 10
    assert "20 things to decide" in terminal.until_asked()
    planted = 0
    for piece in pieces:
        planted += piece.defect is not None
        terminal.type(said_of(piece, planted))
        shown = terminal.until_asked()
    assert "20 shown and kept" in shown
    assert terminal.process.wait() == 0


def test_ten_escalations_and_ten_defects_reach_the_ledger_and_the_report(ten: Bench) -> None:
    decide_ten(ten)
    words = ("review", "latest", "--seeded", "--of", "truth", "--as", "anna", "--ledger", ten.ledger)
    with at_terminal(*words) as terminal:
        look_through(ten, terminal)
    kept = reviews(ten)
    assert [each.kind for each in kept] == ["escalation"] * 10 + ["seeded"] * 20
    assert {(each.reviewer_kind, each.cut) for each in kept} == {("person", False)}
    assert len({each.reviewer for each in kept}) == 1
    assert "anna" not in repr(kept).casefold()
    assert all(each.seconds > 0 for each in kept)
    assert all(each.warranted for each in kept[:10])
    assert sum(each.found is True for each in kept) == CAUGHT
    view = ten.view()
    done = view["person"]["reviewed"]
    assert (done["by"], done["decided"], done["needless"]) == ("people", 10, 1)
    assert (done["pieces"], done["of_truth"], done["false_alarms"], done["untouched"]) == (20, 20, 0, 10)
    (everything,) = [each for each in done["catches"] if each["name"] == "all"]
    assert (everything["planted"], everything["found"], everything["tau_min"] > 0) == (10, CAUGHT, True)
    page = " ".join(html.render(Page("index", overview.build(api.open_view(ten.ledger, "latest")))).split())
    assert "Reviewed by people (1 reviewer): 10 things handed over, 1 needlessly" in page
    assert f"{CAUGHT} of 10 planted defects found by people" in page
    assert done["reviewers"] == 1
    assert kept[0].reviewer not in page
