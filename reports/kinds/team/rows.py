"""What the report on a team is given: a group's published figures, and no person's."""

from dataclasses import dataclass

from reports.groups.rows import Group


@dataclass(frozen=True, slots=True)
class Team:
    """All that the report tells."""

    group: Group
