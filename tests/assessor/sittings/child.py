"""A process of its own that takes a sitting, for tests that kill it. Prints each step once it is over."""

import sys

from assessor.db import open_store
from assessor.sittings.sitting import Question, Sittings
from tests.assessor.sittings.answering import by_lot
from tests.assessor.sittings.making import bank


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> None:
    address, sitting_id = sys.argv[1:]
    sittings = Sittings(open_store(address), bank(30))
    answering = by_lot(6)
    while isinstance(question := sittings.next_item(sitting_id), Question):
        say("asked", question.asked_id)
        sittings.record(question.asked_id, answering(question), seconds=20)
        say("recorded", question.asked_id)
    say("finished", sittings.finish(sitting_id).number)


main()
