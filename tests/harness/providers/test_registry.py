import pytest

from harness.errors import UnknownModel
from harness.providers.registry import make_provider, provider_names


def test_the_folder_lists_the_providers_and_not_the_registry() -> None:
    names = provider_names()
    assert {"scripted", "silent"} <= set(names)
    assert "registry" not in names


def test_the_word_before_the_slash_is_the_provider() -> None:
    assert make_provider("silent").name == "silent"


def test_an_unknown_provider_is_told_the_nearest_and_all() -> None:
    with pytest.raises(UnknownModel, match=r"no provider 'scriptd'.*did you mean 'scripted'\?.*silent"):
        make_provider("scriptd/demo.toml")


def test_a_word_like_nothing_is_told_all_providers() -> None:
    with pytest.raises(UnknownModel, match=r"no provider 'zzzz'.*the providers are .*scripted, silent"):
        make_provider("zzzz")


def test_silent_has_no_models() -> None:
    with pytest.raises(UnknownModel, match="no model 'loud'"):
        make_provider("silent/loud")
