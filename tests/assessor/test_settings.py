"""What is read from the environment, and what would be unsafe."""

import dataclasses

import pytest

from assessor.settings import BadSetting, Settings


def test_without_an_environment_the_service_is_for_this_machine_alone() -> None:
    read = Settings.from_environment({})
    assert (read.is_loopback, read.is_https, read.secret_key) == (True, False, "")


def test_settings_are_read_by_their_variables() -> None:
    read = Settings.from_environment({"TOPRUNG_ADDRESS": "https://skills.example.org", "TOPRUNG_IDLE_MIN": "30"})
    assert (read.address, read.idle_min) == ("https://skills.example.org", 30)


def test_every_setting_has_its_own_variable_and_says_what_it_is_for() -> None:
    fields = dataclasses.fields(Settings)
    assert len({field.metadata["variable"] for field in fields}) == len(fields)
    assert all(field.metadata["about"] for field in fields)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("TOPRUNG_ADDRESS", "http://skills.example.org", "would send passwords in the clear"),
        ("TOPRUNG_ADDRESS", "https://skills.example.org/here", "has more than a host and a port"),
        ("TOPRUNG_ADDRESS", "https://me@skills.example.org", "has more than a host and a port"),
        ("TOPRUNG_ADDRESS", "skills.example.org", "is no address"),
        ("TOPRUNG_ADDRESS", "https://host:999999", "is no address"),
        ("TOPRUNG_SECRET_KEY", "short", "has 5 characters; it needs 32"),
        ("TOPRUNG_IDLE_MIN", "soon", "is a whole number, not 'soon'"),
        ("TOPRUNG_IDLE_MIN", "0", "is a number from 1, not 0"),
        ("TOPRUNG_PROXIES", "-1", "is a number from 0, not -1"),
        ("TOPRUNG_OIDC_DISCOVERY", "https://id.example.org", "needs TOPRUNG_OIDC_CLIENT_ID"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(variable: str, value: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        Settings.from_environment({variable: value})


def test_no_secret_is_shown() -> None:
    shown = repr(Settings(secret_key="s3cret" * 6, oidc_client_secret="hush"))  # noqa: S106 - not one
    assert "s3cret" not in shown
    assert "hush" not in shown


def test_hosts_are_those_of_the_address() -> None:
    assert Settings(address="https://skills.example.org").hosts == {"skills.example.org", "skills.example.org:443"}
    assert "localhost:8000" in Settings().hosts
    assert "localhost" not in Settings().hosts
    assert "[::1]:8000" in Settings().hosts
