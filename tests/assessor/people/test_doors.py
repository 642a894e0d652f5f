"""Accounts, links, sign-ins and second factors, below the pages."""

import datetime as dt

import pyotp
import pytest
from sqlmodel import select

from assessor.models.access.account import Account
from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.sign_in import SignIn
from assessor.people.doors import accounts, links, second_factor, sign_ins
from assessor.people.doors.accounts import Doors
from assessor.people.doors.by_provider import Vouched, account_of
from assessor.people.doors.passwords import Passwords
from assessor.people.doors.sign_ins import Lasting
from assessor.people.refusals import LinkGone, Refused, Wait

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
WORDS = "four words of mine"
OTHER = "quite other words now"
LASTING = Lasting(dt.timedelta(hours=2), dt.timedelta(hours=12))
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def account(doors: Doors) -> Account:
    with doors.store.session(write=True) as session:
        return accounts.open_account(session, doors, "ada@example.org", WORDS, NOW)


def seen(doors: Doors, token: str, at: dt.datetime) -> sign_ins.Seen | None:
    with doors.store.reading() as connection:
        return sign_ins.read(connection, token, LASTING, at)


def signed_in(doors: Doors, account: Account) -> str:
    with doors.store.session_across(write=True) as session:
        return sign_ins.start(session, session.get_one(Account, account.id), "a browser", NOW)


def with_second_factor(doors: Doors, account: Account) -> pyotp.TOTP:
    with doors.store.session(write=True) as session:
        second_factor.begin(session, account.id)
    with doors.store.session() as session:
        secret = session.get_one(Account, account.id).totp_secret
    assert secret is not None
    return pyotp.TOTP(secret)


class Counted(Passwords):
    """Counts how often a password was checked."""

    checks = 0

    def is_right(self, kept: str | None, password: str) -> bool:
        self.checks += 1
        return super().is_right(kept, password)


def test_the_right_password_opens_the_account(doors: Doors, account: Account) -> None:
    assert accounts.log_in(doors, " ADA@example.org ", WORDS, "n", NOW).id == account.id


def test_wrong_passwords_and_unknown_addresses_get_the_same_words(doors: Doors, account: Account) -> None:
    said = set()
    for email, password in ((account.email, "wrong"), ("nobody@example.org", WORDS), ("not an address", "")):
        with pytest.raises(Refused) as refused:
            accounts.log_in(doors, email, password, "n", NOW)
        said.add((str(refused.value), refused.value.field))
    assert len(said) == 1


def test_a_wrong_password_and_an_unknown_address_cost_one_check_each(doors: Doors, account: Account) -> None:
    counting = Counted(memory_kib=8, passes=1)
    counted = Doors(doors.store, counting, doors.key)
    for email in (account.email, "nobody@example.org"):
        before = counting.checks
        with pytest.raises(Refused):
            accounts.log_in(counted, email, "wrong", "n", NOW)
        assert counting.checks == before + 1


def test_who_waits_costs_no_check_and_the_right_password_does_not_help(doors: Doors, account: Account) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            accounts.log_in(doors, account.email, "wrong", "n", NOW)
    counting = Counted(memory_kib=8, passes=1)
    with pytest.raises(Wait, match="Wait 15 seconds"):
        accounts.log_in(Doors(doors.store, counting, doors.key), account.email, WORDS, "n", NOW)
    assert counting.checks == 0


def test_a_locked_account_says_why_to_whoever_knows_the_password_alone(doors: Doors, account: Account) -> None:
    with doors.store.session(write=True) as session:
        kept = session.get_one(Account, account.id)
        kept.locked_at, kept.locked_why = NOW, "Its password was found on the web."
        session.add(kept)
    with pytest.raises(Refused, match="is not right"):
        accounts.log_in(doors, account.email, "wrong", "n", NOW)
    with pytest.raises(Refused, match="found on the web"):
        accounts.log_in(doors, account.email, WORDS, "n", NOW)


def test_a_password_of_older_settings_is_hashed_anew_at_log_in(doors: Doors, account: Account) -> None:
    newer = Doors(doors.store, Passwords(memory_kib=16, passes=1), doors.key)
    accounts.log_in(newer, account.email, WORDS, "n", NOW)
    with doors.store.session() as session:
        kept = session.get_one(Account, account.id).password_hash
    assert kept is not None
    assert "m=16," in kept


def reset_link(doors: Doors, account: Account) -> str:
    with doors.store.session(write=True) as session:
        return accounts.make_reset(session, account.id, NOW + HOUR, NOW)


def test_a_reset_link_works_once_and_ends_all_sign_ins(doors: Doors, account: Account) -> None:
    cookie, link = signed_in(doors, account), reset_link(doors, account)
    accounts.reset(doors, link, (OTHER, OTHER), NOW)
    assert seen(doors, cookie, NOW) is None
    accounts.log_in(doors, account.email, OTHER, "n", NOW)
    with pytest.raises(LinkGone):
        accounts.reset(doors, link, (WORDS, WORDS), NOW)


def test_a_refused_password_does_not_use_the_link(doors: Doors, account: Account) -> None:
    link = reset_link(doors, account)
    with pytest.raises(Refused):
        accounts.reset(doors, link, ("short", "short"), NOW)
    accounts.reset(doors, link, (OTHER, OTHER), NOW)


def test_a_reset_ends_the_waits_on_the_address(doors: Doors, account: Account) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            accounts.log_in(doors, account.email, "wrong", "n", NOW)
    accounts.reset(doors, reset_link(doors, account), (OTHER, OTHER), NOW)
    accounts.log_in(doors, account.email, OTHER, "n", NOW)


@pytest.mark.parametrize("at", [NOW + HOUR, NOW + dt.timedelta(days=400)])
def test_a_link_runs_out(doors: Doors, account: Account, at: dt.datetime) -> None:
    link = reset_link(doors, account)
    with doors.store.session() as session, pytest.raises(LinkGone):
        links.look_at(session, PasswordReset, link, at)


def test_a_new_link_ends_the_one_before(doors: Doors, account: Account) -> None:
    first, second = reset_link(doors, account), reset_link(doors, account)
    with doors.store.session() as session:
        with pytest.raises(LinkGone):
            links.look_at(session, PasswordReset, first, NOW)
        links.look_at(session, PasswordReset, second, NOW)


def test_no_link_and_no_cookie_is_kept_as_it_is(doors: Doors, account: Account) -> None:
    link, cookie = reset_link(doors, account), signed_in(doors, account)
    with doors.store.session() as session:
        kept = [*session.exec(select(PasswordReset)).all(), *session.exec(select(SignIn)).all()]
    assert all(link not in str(row.model_dump()) and cookie not in str(row.model_dump()) for row in kept)


def test_a_sign_in_ends_when_it_is_not_used_and_in_any_case(doors: Doors, account: Account) -> None:
    cookie = signed_in(doors, account)
    assert seen(doors, cookie, NOW + HOUR) is not None
    assert seen(doors, cookie, NOW + 2 * HOUR) is None
    for hour in range(1, 12):
        found = seen(doors, cookie, NOW + hour * HOUR)
        assert found is not None
        with doors.store.session(write=True) as session:
            sign_ins.touch(session, found.sign_in_id, NOW + hour * HOUR)
    assert seen(doors, cookie, NOW + 12 * HOUR) is None


def test_nothing_is_open_before_the_second_factor(doors: Doors, account: Account) -> None:
    code = with_second_factor(doors, account).at(NOW)
    second_factor.finish(doors, account.id, code, "n", NOW)
    cookie = signed_in(doors, account)
    found = seen(doors, cookie, NOW)
    assert found is not None
    assert (found.viewer, found.waiting_for) == (None, account.id)
    late = seen(doors, cookie, NOW + dt.timedelta(minutes=11))
    assert late is not None
    assert late.waiting_for is None
    with doors.store.session(write=True) as session:
        renewed = sign_ins.confirm(session, found.sign_in_id, NOW)
    assert seen(doors, cookie, NOW) is None, "the cookie of before is worth nothing"
    opened = seen(doors, renewed, NOW)
    assert opened is not None
    assert opened.viewer is not None


def test_a_code_is_taken_once(doors: Doors, account: Account) -> None:
    maker = with_second_factor(doors, account)
    second_factor.finish(doors, account.id, maker.at(NOW), "n", NOW)
    with pytest.raises(Refused, match="used already"):
        second_factor.check(doors, account.id, maker.at(NOW), "n", NOW)
    later = NOW + dt.timedelta(seconds=30)
    second_factor.check(doors, account.id, maker.at(later), "n", later)
    with pytest.raises(Refused):
        second_factor.check(doors, account.id, maker.at(NOW), "n", later)


def test_codes_of_a_clock_that_is_half_a_minute_off_are_taken_and_no_others(doors: Doors, account: Account) -> None:
    maker = with_second_factor(doors, account)
    with pytest.raises(Refused):
        second_factor.check(doors, account.id, maker.at(NOW + dt.timedelta(seconds=90)), "n", NOW)
    second_factor.check(doors, account.id, maker.at(NOW + dt.timedelta(seconds=30)), "n", NOW)


def test_codes_are_slowed_down_like_passwords(doors: Doors, account: Account) -> None:
    with_second_factor(doors, account)
    for _ in range(5):
        with pytest.raises(Refused):
            second_factor.check(doors, account.id, "000000x", "n", NOW)
    with pytest.raises(Wait):
        second_factor.check(doors, account.id, "000000x", "n", NOW)


def test_a_recovery_code_is_taken_once_and_only_at_log_in(doors: Doors, account: Account) -> None:
    codes = second_factor.finish(doors, account.id, with_second_factor(doors, account).at(NOW), "n", NOW)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    second_factor.check(doors, account.id, codes[0].upper(), "n", NOW)
    with pytest.raises(Refused):
        second_factor.check(doors, account.id, codes[0], "n", NOW)
    with doors.store.session() as session:
        assert second_factor.codes_left(session, account.id) == second_factor.RECOVERY_CODES - 1


def test_a_secret_counts_for_nothing_before_its_first_code(doors: Doors, account: Account) -> None:
    with_second_factor(doors, account)
    found = seen(doors, signed_in(doors, account), NOW)
    assert found is not None
    assert found.viewer is not None


@pytest.mark.parametrize(
    ("vouched", "said"),
    [
        (Vouched("iss new", "ada@example.org", is_verified=False), "has not verified"),
        (Vouched("iss new", "", is_verified=True), "has not verified"),
        (Vouched("iss new", "stranger@example.org", is_verified=True), "is not invited"),
    ],
)
def test_a_provider_opens_nothing_to_who_is_not_verified_or_not_invited(
    doors: Doors, account: Account, vouched: Vouched, said: str
) -> None:
    assert account.email == "ada@example.org"
    with doors.store.session_across(write=True) as session, pytest.raises(Refused, match=said):
        account_of(session, vouched, NOW)


def test_a_provider_opens_the_account_of_a_verified_address_and_of_nobody_else_later(
    doors: Doors, account: Account
) -> None:
    with doors.store.session_across(write=True) as session:
        assert account_of(session, Vouched("iss ada", "Ada@example.org", is_verified=True), NOW).id == account.id
        assert account_of(session, Vouched("iss ada", "moved@example.org", is_verified=False), NOW).id == account.id
        with pytest.raises(Refused, match="another account of your provider"):
            account_of(session, Vouched("iss mallory", "ada@example.org", is_verified=True), NOW)
