"""Anything that speaks OpenAI's chat completions. The SDK is imported when a provider is made, not before."""

import os

from harness.errors import BadPlan, MissingPiece, UnknownModel
from harness.messages import Provider, ProviderSettings

KEY_VARIABLE = "OPENAI_API_KEY"
URL_VARIABLE = "OPENAI_BASE_URL"


def create(settings: ProviderSettings) -> Provider:
    """Make the provider. The key comes from the environment; a server at a base URL may do without.

    Raises UnknownModel without a model's name, MissingPiece without the SDK or a key, BadPlan for a bad URL.
    """
    if not settings.model:
        raise UnknownModel("provider 'openai_compatible' needs a model's name: --model openai_compatible/NAME")
    base_url = settings.base_url or os.environ.get(URL_VARIABLE) or None
    if base_url and not base_url.startswith(("http://", "https://")):
        raise BadPlan(f"the base URL '{base_url}' does not start with http:// or https://")
    key = _key(settings.api_key_env, base_url)
    try:
        from harness.providers.openai_compatible.service import OpenAICompatible  # noqa: PLC0415 - imports the SDK
    except ImportError as error:
        raise MissingPiece(
            f"the OpenAI SDK cannot be loaded ({error}); install the extra `openai`: pip install 'toprung[openai]'"
        ) from error
    return OpenAICompatible(settings, base_url, key)


def _key(variable: str | None, base_url: str | None) -> str:
    key = os.environ.get(variable or KEY_VARIABLE, "")
    if variable and not key:
        raise MissingPiece(f"the environment variable {variable}, which should hold the key, is not set")
    if not key and base_url is None:
        raise MissingPiece(f"set {KEY_VARIABLE} to use OpenAI, or give --base-url for another server")
    return key
