import aiohttp
import pytest

from harness.wire.hang_ups import HangUps

CLOSE = {"Connection": "close"}


def wrapped(cause: Exception) -> Exception:
    error = RuntimeError("could not send")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("error", [aiohttp.ServerDisconnectedError(), wrapped(ConnectionResetError())])
def test_a_server_that_hangs_up_is_asked_on_a_connection_of_its_own_from_then_on(error: Exception) -> None:
    hang_ups = HangUps()
    hang_ups.answered()
    assert hang_ups.headers == {}
    hang_ups.failed(error)
    assert hang_ups.headers == CLOSE


def test_another_failure_is_no_hang_up() -> None:
    hang_ups = HangUps()
    hang_ups.failed(wrapped(aiohttp.ClientPayloadError()))
    assert hang_ups.headers == {}


def test_one_in_many_answers_is_put_up_with() -> None:
    hang_ups = HangUps()
    for _ in range(21):
        hang_ups.answered()
    hang_ups.failed(aiohttp.ServerDisconnectedError())
    assert hang_ups.headers == {}
