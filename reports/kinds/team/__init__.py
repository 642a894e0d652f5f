"""The report on a team, for the owners and for who manages it: published figures of the group, and nobody's result."""
