"""Targets by job role: the share at the level that is hoped for, or above."""

from reports import words
from reports.data import Cell, Column, Paragraph, Row, Section, Table
from reports.groups.rows import Group, RoleTarget
from reports.groups.wording import IN_HUNDRED, NOT_SHOWN, based_on, count_cell, in_words, share_cell

TITLE = "Targets by job role"
_NONE = "No share at a target is shown: no level is hoped for these roles, or too few people have one."


def build(group: Group) -> Section:
    """Tell the group's own share, and for owners that of each role in the organisation."""
    told, own = group.told, _NONE
    assert told is not None, "targets are told beside figures"
    if told.target is not None:
        own = (
            f"In {group.name}, {in_words(told.target)} are at the level that is hoped for their role, or above: of "
            f"{words.count(told.with_target or 0, 'person', 'people')} whose role has such a level "
            f"({based_on(told.when)})."
        )
    return Section("targets", TITLE, (Paragraph(own), *_roles(group)))


def _roles(group: Group) -> tuple[Table | Paragraph, ...]:
    if group.roles is None:
        return (Paragraph("Shares by role in the whole organisation are for its owners."),)
    if not group.roles:
        return ()
    assert group.told is not None, "roles are told beside the group's own share"
    table = Table(
        "role-targets",
        f"Each role in the whole organisation ({group.told.when.campaign})",
        (
            Column("Job role"),
            Column("Level hoped for"),
            Column("At that level or above", IN_HUNDRED),
            Column("People with that role who count", "people"),
        ),
        tuple(map(_row, group.roles)),
        note=f"Not shown: roles of fewer than {group.minimum} people who count, and what would give one away.",
    )
    return (table,)


def _row(one: RoleTarget) -> Row:
    return Row((Cell(one.role), Cell(one.level), share_cell(one.share), count_cell(one.people, NOT_SHOWN)))
