"""Attempts to get around the wall between organisations: each sees nothing of the other, or is refused."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, exists, func, insert, inspect, literal_column, select, text, true, union, update
from sqlalchemy.dialects.sqlite import insert as insert_or
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload, relationship, selectinload

from assessor.db import Store, TenantBreach, TenantSession, open_store
from assessor.models.access import account
from assessor.models.every import METADATA
from assessor.models.people import organisation, team, team_member
from assessor.models.people import person as people
from tests.architecture.house import modules, name
from tests.assessor.storing.filling import NOON, fill, person

# SQLModel's annotations are of rows; as columns of statements they are anything.
Account: Any = account.Account
Organisation: Any = organisation.Organisation
Person: Any = people.Person
Team: Any = team.Team
TeamMember: Any = team_member.TeamMember
PERSON = METADATA.tables["person"]
ROW = {"id": "new", "organisation_id": "ours", "name": "Bo", "joined_at": NOON}
ACROSS = {
    "assessor/badges/registry.py": "whoever checks a badge is in no organisation; one list tells which are withdrawn",
    "assessor/cli/organisations.py": "whoever runs the service says by its name which organisation is meant",
    "assessor/db.py": "offers it",
    "assessor/jobs": "a worker works for all",
    "assessor/people/doors": "an account may stand behind people of several organisations",
    "assessor/people/api_tokens.py": "a token says of which organisation it is",
    "assessor/people/invitations.py": "a link says of which organisation it is",
    "assessor/people/signing_up.py": "there is no organisation yet",
    "assessor/web/gate/signing_in.py": "the same",
    "assessor/web/pages/account.py": "an account belongs to no organisation",
    "assessor/web/pages/invitation.py": "who takes one up is in no organisation yet",
    "assessor/web/pages/log_in.py": "nobody is in yet",
    "assessor/web/pages/organisation.py": "an account may choose among its organisations",
    "assessor/web/pages/password.py": "nobody is in yet",
    "assessor/web/pages/person_access.py": "a reset is of an account",
    "assessor/web/pages/second_factor.py": "an account belongs to no organisation",
    "assessor/web/pages/sign_up.py": "there is no organisation yet",
}
"""Modules and folders that may look over all organisations, and why."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("filled") / "s.db"
    store = open_store(f"sqlite:///{file}")
    fill(store)
    store.close()
    return file


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{shutil.copy(filled, tmp_path)}")
    yield store
    store.close()


@pytest.fixture(scope="module")
def people_of() -> InstrumentedAttribute[Any]:
    """A relationship that leads from what is shared to rows of both organisations."""
    if "people" not in inspect(Account).relationships:
        inspect(Account).add_property("people", relationship(Person, viewonly=True))
    found: InstrumentedAttribute[Any] = Account.people
    return found


def column(session: TenantSession, statement: Any) -> list[str]:  # noqa: ANN401 - any way of asking
    return sorted(str(each) for each in session.scalars(statement))


SEEN: dict[str, Callable[[TenantSession], list[str]]] = {
    "a class": lambda s: [each.id for each in s.scalars(select(Person))],
    "a column": lambda s: column(s, select(Person.id)),
    "a condition that names the other": lambda s: column(
        s, select(Person.id).where((Person.organisation_id == "theirs") | (Person.name == "Ada"))
    ),
    "an alias": lambda s: column(s, select(aliased(Person).id)),
    "a join": lambda s: column(s, select(Person.id).join(TeamMember, TeamMember.person_id == Person.id)),
    "a join from what is shared": lambda s: column(s, select(Person.id).select_from(Account).join(Person)),
    "a product": lambda s: column(s, select(Person.id).where(Team.name == "Sales")),
    "a subquery": lambda s: column(s, select(select(Person.id).subquery().c.id)),
    "a table expression": lambda s: column(s, select(select(Person.id).cte().c.id)),
    "an alias of a subquery": lambda s: column(s, select(aliased(Person, select(Person).subquery()).id)),
    "a union": lambda s: column(s, union(select(Person.id), select(Person.id))),
    "an order and a limit": lambda s: column(s, select(Person.id).order_by(Person.id.desc()).limit(1)),
    "the older way of asking": lambda s: [each.id for each in s.query(Person).all()],
}


@pytest.mark.parametrize("way", SEEN)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # a product is asked for on purpose
def test_a_session_sees_its_own_rows_only(store: Store, way: str) -> None:
    with store.session("ours") as session:
        assert SEEN[way](session) == ["ours-p"]
    with store.session("theirs") as session:
        assert SEEN[way](session) == ["theirs-p"]


def test_counts_and_conditions_on_existence_see_own_rows_only(store: Store) -> None:
    with store.session("ours") as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(select(func.count(Person.id)).scalar_subquery())) == 1
        assert column(session, select(Account.id).where(exists().where(Person.id == "theirs-p"))) == []
        there = select(Person.id).where(Person.id == "theirs-p")
        assert column(session, select(Account.id).where(there.exists())) == []
        assert column(session, select(Account.id).where(Account.id.in_(select(Person.account_id)))) == ["both"]


def test_a_row_of_another_is_not_there_by_its_key(store: Store) -> None:
    with store.session("ours") as session:
        assert session.get(Person, "theirs-p") is None
        assert session.get(Person, "ours-p") is not None
        assert session.get(Organisation, "theirs") is None
        assert column(session, select(Organisation.id)) == ["ours"]


def test_a_relationship_loads_own_rows_only(store: Store, people_of: InstrumentedAttribute[Any]) -> None:
    for how in ([], [joinedload(people_of)], [selectinload(people_of)]):
        with store.session("ours") as session:
            account = session.scalars(select(Account).options(*how)).unique().one()
            assert [each.id for each in account.people] == ["ours-p"]


def test_changes_in_bulk_touch_own_rows_only(store: Store) -> None:
    with store.session("ours", write=True) as session:
        session.execute(update(Person).values(name="Changed"))
        session.execute(delete(TeamMember))
        session.execute(delete(Team).where(Team.id.in_(["ours-t", "theirs-t"])))
    with store.session_across() as session:
        assert {each.id: each.name for each in session.scalars(select(Person))} == {
            "ours-p": "Changed",
            "theirs-p": "Ada",
        }
        assert column(session, select(Team.id)) == ["theirs-t"]
        assert column(session, select(TeamMember.team_id)) == ["theirs-t"]


def test_rows_may_be_inserted_as_a_list(store: Store) -> None:
    with store.session("ours", write=True) as session:
        session.execute(insert(Person), [ROW, ROW | {"id": "newer"}])
        assert session.scalar(select(func.count()).select_from(Person)) == 3


REFUSED: dict[str, Callable[[TenantSession], object]] = {
    "words of SQL": lambda s: s.execute(text("SELECT id FROM person")),
    "words in a condition": lambda s: s.execute(select(Person.id).where(text("1 = 1 OR 1 = 1"))),
    "words as a column": lambda s: s.execute(select(literal_column("(SELECT max(id) FROM person)"))),
    "a bare table": lambda s: s.execute(select(PERSON)),
    "a bare table beside a class": lambda s: s.execute(select(Team.id, PERSON.c.id)),
    "a bare table in a subquery": lambda s: s.execute(select(Team.id).where(Team.id.in_(select(PERSON.c.id)))),
    "a bare table as an alias": lambda s: s.execute(select(PERSON.alias().c.id)),
    "a bare table counted": lambda s: s.execute(select(func.count()).select_from(PERSON)),
    "a bare table counted within": lambda s: s.execute(
        select(Person.id, select(func.count()).select_from(PERSON).scalar_subquery())
    ),
    "a bare table joined": lambda s: s.execute(select(Team.id).join(PERSON, true())),
    "a bare table changed": lambda s: s.execute(update(PERSON).values(name="x")),
    "a bare table emptied": lambda s: s.execute(delete(PERSON)),
    "a bare connection": lambda s: s.connection(),
    "a change that looks at another table": lambda s: s.execute(
        update(Account).where(Account.id == Person.account_id).values(locked_why="x")
    ),
    "a deletion that looks at another table": lambda s: s.execute(delete(Team).where(Team.id == TeamMember.team_id)),
    "a change of whose rows are": lambda s: s.execute(update(Person).values(organisation_id="theirs")),
    "changes as a list": lambda s: s.execute(update(Person), [{"id": "theirs-p", "name": "x"}]),
    "rows of another as a list": lambda s: s.execute(insert(Person), [ROW, ROW | {"organisation_id": "theirs"}]),
    "rows that do not say whose": lambda s: s.execute(insert(Person), [{"id": "new", "name": "Bo", "joined_at": NOON}]),
    "a row by values": lambda s: s.execute(insert(Person).values(**ROW)),
    "rows from a query": lambda s: s.execute(insert(Person).from_select(["id"], select(Team.id))),
    "a change on conflict": lambda s: s.execute(
        insert_or(Person).on_conflict_do_update(index_elements=["id"], set_={"name": "x"}), [ROW]
    ),
    "a new row of another": lambda s: s.add(person("new", "theirs")),
    "objects in bulk": lambda s: s.bulk_save_objects([person("new", "theirs")]),
}


@pytest.mark.parametrize("way", REFUSED)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_no_criterion_reaches_is_refused(store: Store, way: str) -> None:
    with pytest.raises(TenantBreach), store.session("ours", write=True) as session:
        REFUSED[way](session)
    with store.session_across() as session:
        assert column(session, select(Person.id)) == ["ours-p", "theirs-p"]


def test_a_row_cannot_be_given_to_another(store: Store) -> None:
    with pytest.raises(TenantBreach, match="another organisation"), store.session("ours", write=True) as session:
        session.get_one(Person, "ours-p").organisation_id = "theirs"


def test_an_object_of_another_session_cannot_be_brought_in(store: Store) -> None:
    with store.session("theirs") as session:
        foreign = session.get_one(Person, "theirs-p")
    with store.session("ours", write=True) as session:
        with pytest.raises(TenantBreach, match="another organisation"):
            session.add(foreign)
        assert session.get(Person, "theirs-p") is None
    with pytest.raises(TenantBreach, match="another organisation"), store.session("ours", write=True) as session:
        session.merge(foreign)


def test_a_row_that_was_given_away_underneath_is_noticed(store: Store) -> None:
    with store.session("ours", write=True) as session:
        own = session.get_one(Person, "ours-p")
        with store.session_across(write=True) as other:
            other.execute(delete(TeamMember))
            other.execute(update(Person).where(Person.id == "theirs-p").values(account_id=None))
            other.execute(update(Person).where(Person.id == "ours-p").values(organisation_id="theirs"))
        with pytest.raises(TenantBreach):
            session.refresh(own)


def test_without_an_organisation_only_shared_tables_are_read(store: Store) -> None:
    with store.session() as session:
        assert column(session, select(Account.id)) == ["both"]
        for asked in (select(Person), select(Account).join(Person), select(Organisation), select(aliased(Team).id)):
            with pytest.raises(TenantBreach, match="belongs to organisations"):
                session.execute(asked)
        with pytest.raises(TenantBreach):
            session.get(Person, "ours-p")


def test_an_eager_load_brings_nothing_without_an_organisation(
    store: Store, people_of: InstrumentedAttribute[Any]
) -> None:
    with store.session() as session, pytest.raises(TenantBreach):
        session.scalars(select(Account).options(joinedload(people_of))).unique().all()


def test_only_named_modules_look_over_all_organisations() -> None:
    asking = [name(path) for path in modules("assessor") if "session_across(" in path.read_text(encoding="utf-8")]
    assert not [path for path in asking if not path.startswith(tuple(ACROSS))]
