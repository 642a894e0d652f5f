"""A majority over rows: each row is named by its key, and each attempt has one vote on it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from harness.orchestrators.native.controls.work import Work, by_tools, put_together
from harness.plan.job import Job
from harness.plan.tools import Rows
from tasks_bank.deliverable import Deliverable, Row

_Cells = tuple[str, ...]


def voted(job: Job, tried: Sequence[Work]) -> Work:
    """Return what most attempts have, row by row; in a tie the first attempt decides.

    Tables that the agent has made by tools are made again of the rows that were voted for.
    """
    agent = job.design.agent[0]
    made = {prepared.into for prepared in agent.prepare}
    tables: dict[str, Rows] = {}
    for deliverable in job.brief.deliverables:
        ballots = [work.tables[deliverable.name] for work in tried if deliverable.name in work.tables]
        if ballots:
            tables[deliverable.name] = majority(ballots, deliverable)
    again = by_tools(job, [agent], {name: rows for name, rows in tables.items() if name not in made})
    tables |= {name: again[name] for name in tables if name in again}
    texts: dict[str, str] = {}
    for work in tried:
        texts = {**work.texts, **texts}
    if not (tables or texts):
        return tried[0]
    return put_together(tables, texts)


def majority(ballots: Sequence[Rows], deliverable: Deliverable) -> Rows:
    """Return the rows whose key more than half of the ballots have (with half of them, the first has to be one).

    Of a key's rows the one with most votes stays; among equals the earliest. A ballot's second row of a key is passed
    over. Rows stand in the order in which they first come up.
    """
    columns = deliverable.key or deliverable.column_names
    read = [_by_key(rows, columns) for rows in ballots]
    found = []
    for key in dict.fromkeys(key for ballot in read for key in ballot):
        rows = [ballot[key] for ballot in read if key in ballot]
        if 2 * len(rows) > len(read) or (2 * len(rows) == len(read) and key in read[0]):
            votes = Counter(map(_plain, rows))
            found.append(max(rows, key=lambda row: votes[_plain(row)]))
    return tuple(found)


def _by_key(rows: Rows, columns: Sequence[str]) -> Mapping[_Cells, Row]:
    found: dict[_Cells, Row] = {}
    for row in rows:
        found.setdefault(tuple(row.get(column, "").strip().casefold() for column in columns), row)
    return found


def _plain(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((column, cell.strip().casefold()) for column, cell in row.items()))
