"""The two versions of the wire, and which of them a server speaks.

The SDK speaks 2026-10-21 with the key as a Bearer. As of 2026-11-22 Anthropic's page on versions says that its own
API serves every model by it, and that older models behind Amazon Bedrock (before Claude 4.7) still want 2023-06-01;
gateways written before October read the key from ``x-api-key`` alone. So it depends on the server and not on a list
of models that would go stale: the newer version is spoken first, and a refusal that speaks of the version or of that
header has the older one tried at once. It is kept for the provider's life if it did better. A refusal is not charged.
That such a refusal names the version or the header is assumed of Bedrock, and seen of one gateway.
"""

import re
from typing import cast

import anthropic

from harness.providers.anthropic.troubles import server_message

OLDER = "2023-06-01"

_SPEAKS_OF_IT = re.compile(r"anthropic[-_ ]version|api[-_ ]version|x-api-key", re.IGNORECASE)
_REFUSALS = frozenset({400, 401, 403, 404})


class Versions:
    """By which version of the wire one server is spoken to: the SDK's client for each, on the same connections."""

    def __init__(self, client: anthropic.AsyncAnthropic) -> None:
        self._newer = client
        # The client's own headers and not a request's: those the SDK writes into its log.
        own = {"anthropic-version": OLDER, "x-api-key": client.api_key or "", "Authorization": anthropic.Omit()}
        self._older = client.with_options(default_headers=cast("dict[str, str]", own))
        self.spoken = client

    def to_try(self, error: anthropic.APIStatusError) -> anthropic.AsyncAnthropic | None:
        """Return the client to try after a refusal; None where it is about something else."""
        about_it = error.status_code in _REFUSALS and _SPEAKS_OF_IT.search(server_message(error))
        return self._older if about_it and self.spoken is self._newer else None
