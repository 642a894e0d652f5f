"""The provider that says nothing: a design run on it shows what its tools do alone (the *tools only* row)."""

from harness.errors import UnknownModel
from harness.messages import CallLimits, Evidence, Provider, ProviderSettings, Reply, Request, Usage

_CHARACTERS_PER_TOKEN = 4


class Silent:
    """A model whose every reply is empty and uses no token."""

    name = "silent"
    model = ""
    evidence: Evidence = "silent"
    limits = CallLimits()
    base_url: str | None = None

    async def send(self, request: Request) -> Reply:
        """Say nothing."""
        del request
        return Reply(text="", stop="end", usage=Usage(), model_served=self.name)

    def count_tokens(self, text: str) -> int:
        """Estimate the tokens of a text: four characters a token."""
        return -(-len(text) // _CHARACTERS_PER_TOKEN)

    async def close(self) -> None:
        """Release nothing."""


def create(settings: ProviderSettings) -> Provider:
    """Make the silent provider. Raises UnknownModel when a model is named."""
    if settings.model:
        raise UnknownModel(f"provider 'silent' has no model '{settings.model}'; write --model silent")
    return Silent()
