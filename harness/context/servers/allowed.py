"""Which MCP servers a design may use beside the case's own: those that the user's own file names and allows.

The file is ``$TOPRUNG_HOME/mcp.toml``::

    [server.crm]
    command = ["python", "/srv/crm.py"]   # a list: no shell reads it
    allowed = true                        # without this line it is off
    pass_env = ["CRM_TOKEN"]              # what it gets of the environment beside PATH and the like
    timeout_s = 20

    [server.tickets]
    url = "http://127.0.0.1:9000/mcp"
    allowed = true
"""

import difflib
import os
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from harness.errors import BadDesign

FILE_NAME = "mcp.toml"
CASE = "case"
"""The name under which a design finds the case's own systems."""


class Server(BaseModel):
    """One server of the user's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    url: str = ""
    allowed: bool = False
    pass_env: tuple[str, ...] = ()
    timeout_s: float = Field(default=20.0, gt=0, le=600)
    """For one call."""
    start_s: float = Field(default=20.0, gt=0, le=600)
    """For starting it and hearing what tools it has."""

    @model_validator(mode="after")
    def _is_one_of_two(self) -> "Server":
        if bool(self.command) == bool(self.url):
            raise ValueError("give either a command or a url")
        if self.url and not self.url.startswith(("http://", "https://")):
            raise ValueError(f"the url '{self.url}' does not start with http:// or https://")
        return self

    def environment(self) -> dict[str, str]:
        """Return the variables that are passed on."""
        return {name: os.environ[name] for name in self.pass_env if name in os.environ}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    server: dict[str, Server] = Field(default_factory=dict)


def allowed_server(name: str) -> Server:
    """Return a server that the user has allowed. Raises BadDesign for one that is not there or is off."""
    path = _path()
    servers = _read(path)
    if name not in servers:
        near = difflib.get_close_matches(name, [CASE, *servers], n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join([CASE, *servers])}"
        raise BadDesign(
            f"context source 'mcp': there is no server '{name}' in {path or f'$TOPRUNG_HOME/{FILE_NAME}'}; {hint}"
        )
    if not servers[name].allowed:
        raise BadDesign(
            f"context source 'mcp': server '{name}' is off; it runs a program of somebody else's with your rights, "
            f"so write allowed = true under [server.{name}] in {path} if you trust it"
        )
    return servers[name]


def _path() -> Path | None:
    home = os.environ.get("TOPRUNG_HOME")
    return Path(home) / FILE_NAME if home else None


def _read(path: Path | None) -> dict[str, Server]:
    if path is None or not path.is_file():
        return {}
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).server
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadDesign(f"{path}: '{where}' cannot be used: {first['msg'].removeprefix('Value error, ')}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadDesign(f"cannot read {path}: {error}") from None
