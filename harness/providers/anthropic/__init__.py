"""Claude, by Anthropic's messages API. The SDK is imported when a provider is made, not before."""

import os

from harness.errors import BadPlan, MissingPiece, UnknownModel
from harness.messages import Provider, ProviderSettings
from harness.wire.keys import find_key

KEY_VARIABLE = "ANTHROPIC_API_KEY"
URL_VARIABLE = "ANTHROPIC_BASE_URL"


def create(settings: ProviderSettings) -> Provider:
    """Make the provider. A server at a base URL may do without a key.

    Raises UnknownModel without a model's name, MissingPiece without the SDK or a key, BadPlan for a bad URL.
    """
    if not settings.model:
        raise UnknownModel("provider 'anthropic' needs a model's name: --model anthropic/NAME, such as claude-opus-5-5")
    base_url = settings.base_url or os.environ.get(URL_VARIABLE) or None
    if base_url and not base_url.startswith(("http://", "https://")):
        raise BadPlan(f"the base URL '{base_url}' does not start with http:// or https://")
    variable = settings.api_key_env or KEY_VARIABLE
    key = find_key(variable, asked_for=base_url is None or settings.api_key_env is not None)
    try:
        from harness.providers.anthropic.service import Anthropic  # noqa: PLC0415 - imports the SDK
    except ImportError as error:
        raise MissingPiece(f"the Anthropic SDK cannot be loaded ({error}); install toprung again") from error
    return Anthropic(settings, base_url, key, variable)
