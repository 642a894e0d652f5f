"""Who looks: the one thing that every rule of access and of release is asked about."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["owner", "manager", "trainer", "learner", "author"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in account, as one of its people; or a program with a key of the API, which is no person."""

    organisation_id: str | None = None
    """Whose rows it sees; none until one of several people is chosen."""
    organisation: str = ""
    """The organisation's name."""
    time_zone: str = "Europe/London"
    """The organisation's zone."""
    is_make_believe: bool = False
    """Whether the organisation is a demonstration."""
    person_id: str | None = None
    """As which person."""
    name: str = ""
    """The person's name."""
    roles: frozenset[Role] = frozenset()
    """What the person is."""
    teams: frozenset[str] = frozenset()
    """The teams that she manages."""
    cohorts: frozenset[str] = frozenset()
    """The cohorts that she trains."""
    account_id: str | None = None
    """By which account; none for a key of the API."""
    email: str = ""
    """The account's address."""
    sign_in_id: str | None = None
    """By which sign-in."""
    token_id: str | None = None
    """By which key of the API."""
    scopes: frozenset[str] = frozenset()
    """What the key may do."""

    @property
    def is_person(self) -> bool:
        """Whether somebody looks as one of an organisation's people."""
        return self.person_id is not None
