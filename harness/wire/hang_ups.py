"""Servers that close a connection after an answer without having said so, as llama.cpp's does after a stream.

The next request on that connection is then lost. No list says which do: it is learnt from the requests that are lost,
and those stay attempts of the gateway's, since what a server has made of them is not known.
"""

from collections.abc import Mapping

import aiohttp

_ANSWERS_A_HANG_UP = 20
_ONCE: Mapping[str, str] = {"Connection": "close"}
_AGAIN: Mapping[str, str] = {}


class HangUps:
    """How often one server has hung up; shared by all requests to it."""

    __slots__ = ("_answers", "_hang_ups")

    def __init__(self) -> None:
        self._answers = 0
        self._hang_ups = 0

    @property
    def headers(self) -> Mapping[str, str]:
        """What a request says, so that its connection is not used again where that would go wrong too often.

        It is a share and not a first time: any server closes one that was idle, now and then at the wrong moment.
        """
        return _ONCE if self._hang_ups * _ANSWERS_A_HANG_UP > self._answers else _AGAIN

    def answered(self) -> None:
        """Note that a request was answered, in whatever words."""
        self._answers += 1

    def failed(self, error: BaseException) -> None:
        """Note a request that failed, if it was because the server closed the connection instead of answering."""
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, aiohttp.ServerDisconnectedError | ConnectionResetError):
            cause = cause.__cause__
        self._hang_ups += cause is not None
