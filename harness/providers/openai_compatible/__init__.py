"""Anything that speaks one of OpenAI's two APIs. The SDK is imported when a provider is made, not before."""

import os

from harness.errors import MissingPiece, UnknownModel
from harness.messages import Provider, ProviderSettings
from harness.providers.openai_compatible.place import find_place

URL_VARIABLE = "OPENAI_BASE_URL"


def create(settings: ProviderSettings) -> Provider:
    """Make the provider. The key comes from the environment or the file of keys; a server at a base URL may do without.

    Raises UnknownModel without a model's name, MissingPiece without the SDK or a key, BadPlan for a bad URL or a
    settings file that cannot be used.
    """
    if not settings.model:
        raise UnknownModel("provider 'openai_compatible' needs a model's name: --model openai_compatible/NAME")
    place = find_place(settings.base_url or os.environ.get(URL_VARIABLE) or None, settings.api_key_env)
    try:
        from harness.providers.openai_compatible.service import OpenAICompatible  # noqa: PLC0415 - imports the SDK
    except ImportError as error:
        raise MissingPiece(
            f"the OpenAI SDK cannot be loaded ({error}); install the extra `openai`: pip install 'toprung[openai]'"
        ) from error
    return OpenAICompatible(settings, place)
