"""What else may be said when a report on a group is asked for."""

from collections.abc import Mapping

UNTIL, SINCE = "until", "since"
WISHES: Mapping[str, str] = {
    UNTIL: "which figures: a campaign's id, or a day by which it was closed; default: the newest that show it",
    SINCE: "movement since which figures: a campaign's id, or a day by which it was closed; default: those before",
}
