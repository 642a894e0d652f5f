"""One reviewer at one terminal: shows, asks, and takes the time from showing to deciding."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harness.api.reviewing.deciding import LONGEST_NOTE, Decided, Decision
from harness.api.reviewing.papers import Paper, papers_about
from tasks_bank.case import Case

_RULES = "rules"


class Ended(Exception):
    """The reviewer stops here."""


Read = Callable[[str], str]
"""Takes a prompt and returns a line; EOFError at the end."""
Verdict = tuple[Decision, str]
"""What was decided, in which words."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A reviewer and a clock."""

    read: Read = input
    clock: Callable[[], float] = time.monotonic
    """Never set back."""

    def ask(
        self,
        prompt: str,
        understand: Callable[[str], Verdict | str],
        case: Case,
        texts: Mapping[str, str],
    ) -> Decided:
        """Ask until there is a decision. `understand` returns one, or says what is the matter with the words.

        ``? WORD`` shows the papers that name it, ``? rules`` the policy; ``q`` and the end of the input raise Ended.
        """
        began = self.clock()
        while True:
            said = self._line(prompt)
            if said.casefold() == "q":
                raise Ended
            if said.startswith("?"):
                print(looked_up(said[1:].strip(), case, texts))
                continue
            verdict: Verdict | str = ("skipped", "") if said.casefold() == "s" else understand(said)
            if isinstance(verdict, str):
                print(verdict)
                continue
            decision, note = verdict
            return Decided(decision, self.clock() - began, note)

    def _line(self, prompt: str) -> str:
        try:
            return " ".join(self.read(prompt).split())[:LONGEST_NOTE]
        except (EOFError, KeyboardInterrupt):
            raise Ended from None


def looked_up(words: str, case: Case, texts: Mapping[str, str]) -> str:
    """Return the papers that name a word, or the rules."""
    if words.casefold() == _RULES:
        return shown(case.brief.rules)
    found = papers_about(case, texts, [words]) if words else ()
    return "\n".join(paper_lines(found)) or f"no paper names '{shown(words)}'; they are {', '.join(texts)}"


def paper_lines(papers: tuple[Paper, ...]) -> list[str]:
    """Write papers in short."""
    return [line for paper in papers for line in (f"  {paper.name}", *(f"    | {shown(one)}" for one in paper.lines))]


def shown(text: str) -> str:
    """Return a text from outside as a terminal may have it: nothing in it can move the cursor or change colours."""
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
