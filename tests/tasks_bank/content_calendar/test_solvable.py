"""A second method: whoever reads only the files, by the policy alone, arrives at the truth."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tasks_bank.case import Case
from tasks_bank.task import Task
from tasks_bank.world.month import MONTHS

CASES = [("small", seed) for seed in range(5)] + [("default", seed) for seed in range(20, 23)]
CASES += [("large", 40), ("default,noise=1,planted=16,decoys=8", 50)]
MORE = [("small", seed) for seed in range(100, 260)] + [("default", seed) for seed in range(300, 410)]
MORE += [("large", seed) for seed in range(400, 435)]
each_case = pytest.mark.parametrize(
    ("dials", "seed"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)]
)


def same(text: str) -> str:
    """Drop what makes no difference: capitals, hyphens, a plural s."""
    return re.sub(r"(\w{2}[^\Ws])s\b", r"\1", text.lower().replace("-", " "))


def said(text: str, phrase: str) -> bool:
    return re.search(rf"\b{re.escape(same(phrase))}\b", same(text)) is not None


class Planner:
    """Somebody with the files and the policy."""

    def __init__(self, papers: Any) -> None:  # noqa: ANN401 - what conftest.py reads; tests do not import each other
        self.papers = papers
        policy = papers.policy
        self.bonus, month, year = self._figures(r"plus (\d+) if it is about a launch dated in (\w+) (\d+)")
        self.month = int(year), MONTHS.index(month) + 1
        self.bounce, self.seconds = map(int, self._figures(r"bounce of (\d+) % or more and fewer than (\d+) seconds"))
        (self.posts,) = map(int, self._figures(r"until you have (\d+)"))
        (self.a_subject,) = map(int, self._figures(r"its subject has (\d+) posts already"))
        found = re.search(r"past-posts.csv on (.+?) or later", policy)
        quarter = re.search(r"published (.+?) to (.+?);", policy)
        assert found
        assert quarter
        self.covered_from = self._date(found[1])
        self.quarter = self._date(quarter[1]), self._date(quarter[2])
        self.chosen: list[dict[str, str]] = []
        self.handed_over: set[tuple[str, str]] = set()

    def plan(self) -> None:
        pages = self.papers.xlsx["analytics.xlsx"]
        bots = [page for page in pages if page["bounce"] >= self.bounce and page["seconds"] < self.seconds]
        self.handed_over |= {(page["ref"], "bot_traffic") for page in bots}
        best = {}
        for page in sorted((page for page in pages if page not in bots), key=lambda page: page["visits"]):
            best[page["subject"]] = page
        scores = {}
        for row in self.papers.csv["keywords.csv"]:
            launch = self.launch(row["keyword"])
            earns = launch is not None and self._in_month(launch["launch"])
            scores[row["ref"]] = int(row["searches"]) + best[row["subject"]]["visits"] + earns * int(self.bonus)
            row["evidence"] = [row["ref"], best[row["subject"]]["ref"], *([launch["ref"]] if launch and earns else [])]
        subjects: Counter[str] = Counter()
        for row in sorted(self.papers.csv["keywords.csv"], key=lambda row: -scores[row["ref"]]):
            if len(self.chosen) == self.posts:
                break
            if self._must_pass_over(row) or subjects[row["subject"]] == self.a_subject:
                continue
            if not self.writers(row["subject"]):
                self.handed_over.add((row["ref"], "no_writer"))
                continue
            subjects[row["subject"]] += 1
            self.chosen.append(row)
        for mail, (keyword, wanted) in self.papers.wishes.items():
            launch = self.launch(keyword)
            if launch and launch["embargo_ends"] and wanted < launch["embargo_ends"].date():
                self.handed_over.add((mail, "embargo"))

    def launch(self, keyword: str) -> dict[str, Any] | None:
        found = [row for row in self.papers.xlsx["roadmap.xlsx"] if said(keyword, row["news"])]
        assert len(found) < 2
        return found[0] if found else None

    def writers(self, subject: str) -> list[str]:
        rows = self.papers.csv["writers.csv"]
        return [row["writer"] for row in rows if subject in row["subjects"].split("+") and int(row["posts"])]

    def _must_pass_over(self, row: dict[str, str]) -> bool:
        keyword = row["keyword"]
        past = self.papers.csv["past-posts.csv"]
        covered = any(
            same(post["keyword"]) == same(keyword) and dt.date.fromisoformat(post["date"]) >= self.covered_from
            for post in past
        )
        first, last = self.quarter
        rivals = sum(
            any(said(title, keyword) and first <= when <= last for title, when in posts)
            for posts in self.papers.rivals.values()
        )
        twins = [other for other in self.papers.csv["keywords.csv"] if same(other["keyword"]) == same(keyword)]
        is_lesser = int(row["searches"]) < max(int(twin["searches"]) for twin in twins)
        launch = self.launch(keyword)
        ends = launch["embargo_ends"] if launch else None
        is_embargoed = ends is not None and (ends.year, ends.month) > self.month
        banned = any(said(keyword, word) for word in self.papers.banned)
        return covered or rivals >= 3 or banned or is_lesser or is_embargoed

    def _in_month(self, when: dt.datetime) -> bool:
        return (when.year, when.month) == self.month

    def _figures(self, pattern: str) -> tuple[str, ...]:
        found = re.search(pattern, self.papers.policy)
        assert found, pattern
        return found.groups()

    def _date(self, words: str) -> dt.date:
        number, month, year = words.split()
        return dt.date(int(year), MONTHS.index(month) + 1, int(number))

    def faults(self, rows: tuple[dict[str, str], ...]) -> list[str]:
        """Check a schedule against the files."""
        found = []
        channels = {row["channel"]: row for row in self.papers.csv["channels.csv"]}
        taken = [(row["date"], row["channel"]) for row in self.papers.csv["planner.csv"]]
        taken += [(row["date"], row["channel"]) for row in rows]
        found += [f"twice: {place}" for place, times in Counter(taken).items() if times > 1]
        for channel, times in Counter(row["channel"] for row in rows).items():
            if times > int(channels[channel]["most"]):
                found.append(f"too many on {channel}")
        posts = {row["writer"]: int(row["posts"]) for row in self.papers.csv["writers.csv"]}
        found += [
            f"too much for {n}" for n, times in Counter(row["writer"] for row in rows).items() if times > posts[n]
        ]
        subjects = {row["keyword"]: row["subject"] for row in self.papers.csv["keywords.csv"]}
        for row in rows:
            when = dt.date.fromisoformat(row["date"])
            launch = self.launch(row["keyword"])
            ends = launch["embargo_ends"] if launch else None
            is_away = any(who in {"", row["writer"]} and a <= when <= b for who, a, b in self.papers.away)
            if (
                (when.year, when.month) != self.month
                or f"{when:%A}" not in channels[row["channel"]]["days"].split("+")
                or is_away
                or (ends is not None and when < ends.date())
                or row["writer"] not in self.writers(subjects[row["keyword"]])
            ):
                found.append(f"{row['keyword']} on {when} by {row['writer']}")
        return found


@each_case
def test_whoever_reads_only_the_files_arrives_at_the_truth(
    task: Task, papers_of: Callable[[Case], Any], dials: str, seed: int
) -> None:
    case = task.deal(seed, task.dials(dials))
    planner = Planner(papers_of(case))

    planner.plan()

    topics = case.truth.tables["topics"]
    assert [row["keyword"] for row in planner.chosen] == [row["keyword"] for row in topics]
    assert ["+".join(row["evidence"]) for row in planner.chosen] == [row["evidence"] for row in topics]
    assert planner.handed_over == {(each.item, each.reason) for each in case.truth.escalations}
    assert planner.faults(topics) == []
