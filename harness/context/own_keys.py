"""Checks the keys that a context source has of its own, beside its token budget."""

import difflib
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from harness.errors import BadDesign
from harness.plan.design import SourceSettings


class OwnKeys(BaseModel):
    """Base of each source's own keys; all of them have a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Keys = TypeVar("Keys", bound=OwnKeys)


def own_keys(source: str, settings: SourceSettings, keys: type[Keys]) -> Keys:
    """Read a source's own keys. Raises BadDesign, which names an unknown key's nearest known one."""
    known = ["budget_tokens", *keys.model_fields]
    for name in settings.own:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"it has {', '.join(known)}"
            raise BadDesign(f"context source '{source}' has no key '{name}'; {hint}")
    try:
        return keys.model_validate(settings.own)
    except ValidationError as error:
        mistake = error.errors()[0]
        where = ".".join(str(part) for part in mistake["loc"])
        raise BadDesign(f"context source '{source}': '{where}' is {mistake['input']!r}: {mistake['msg']}") from error
