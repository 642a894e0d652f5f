"""Finds providers: the listing of this folder is the registry. No provider is imported before it is asked for."""

import difflib
import importlib
import pkgutil
from pathlib import Path

from harness.errors import UnknownModel
from harness.messages import Api, Provider, ProviderSettings, Timeouts

FOLDER = Path(__file__).parent


def provider_names() -> list[str]:
    """Return the names of the providers, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]) if module.name != Path(__file__).stem)


def make_provider(
    spec: str,
    *,
    base_url: str | None = None,
    api: Api = "chat",
    api_key_env: str | None = None,
    ledger_url: str | None = None,
    max_connections: int = 8,
    timeouts: Timeouts | None = None,
) -> Provider:
    """Make the provider that a ``--model`` word names: ``local``, ``openai_compatible/NAME``, ``scripted/FILE.toml``.

    Raises UnknownModel, or MissingPiece where a key, a package or the weights are not there.
    """
    name, _, model = spec.partition("/")
    known = provider_names()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'? The" if near else "the"
        raise UnknownModel(
            f"there is no provider '{name}' (from --model {spec}); {hint} providers are {', '.join(known)}"
        )
    settings = ProviderSettings(
        model=model,
        base_url=base_url,
        api=api,
        api_key_env=api_key_env,
        ledger_url=ledger_url,
        max_connections=max_connections,
        timeouts=timeouts or Timeouts(),
    )
    provider: Provider = importlib.import_module(f"harness.providers.{name}").create(settings)
    return provider
