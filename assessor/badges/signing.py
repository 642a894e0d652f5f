"""The one module that knows the library of badges (extra `badges`): keys, signatures, lists of bits, pictures.

Badges are signed as JWT with RS256, which the standard has every verifier know, and carry the public key (`jwk`).
"""

import datetime as dt
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assessor.errors import MissingPiece

if TYPE_CHECKING:
    from openbadgeslib.ob3 import OB3Signer, OpenBadgeCredential

ALGORITHM = "RS256"
LIST_SIZE = 131_072
"""Bits of one list of withdrawn badges: the least that the standard allows, so that one badge hides among many."""
_BITS = 3072
"""Of an RSA key: 128 bits of strength, beyond the life of any badge."""


@dataclass(frozen=True, slots=True)
class BitList:
    """A list that says by one bit for each badge whether it is withdrawn (Bitstring Status List)."""

    issuer: str
    """The address of who issues."""
    url: str
    """Where the list is served."""
    withdrawn: frozenset[int]
    """Places of those bits that are set."""
    since: dt.datetime
    until: dt.datetime
    """After which a copy of it is stale."""


def check_there() -> None:
    """Look that badges can be signed. Raises MissingPiece."""
    if importlib.util.find_spec("openbadgeslib") is None:
        raise MissingPiece("badges need more: pip install 'toprung[badges]'")


def new_pair() -> tuple[bytes, bytes]:
    """Return a new private key and its public half, as PEM. Raises MissingPiece."""
    check_there()
    from openbadgeslib.keys import KeyRSA  # noqa: PLC0415 - an extra

    private, public = KeyRSA(_BITS).generate_keypair()
    return private, public


@lru_cache(maxsize=16)
def public_half(private: bytes) -> bytes:
    """Return the public half of a private key, both as PEM. Raises MissingPiece."""
    check_there()
    from openbadgeslib.keys import KeyRSA  # noqa: PLC0415 - an extra

    key = KeyRSA()
    key.read_private_key(private)
    key.pub_key = key.get_priv_key().public_key()
    return key.get_pub_key_pem()


def public_jwk(public: bytes) -> dict[str, Any]:
    """Return a public key as JSON Web Key, without a name. Raises MissingPiece."""
    check_there()
    from openbadgeslib.keys import public_jwk_from_pem  # noqa: PLC0415 - an extra

    return public_jwk_from_pem(public)


def sign(credential: "OpenBadgeCredential", private: bytes) -> str:
    """Return a credential, signed."""
    return _signer(private).sign(credential)


def is_signed_by(token: str, publics: Iterable[bytes]) -> bool:
    """Say whether a badge holds by itself: signed with one of these keys, whole, and within its days."""
    from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier  # noqa: PLC0415 - an extra

    for public in publics:
        try:
            OB3Verifier(public).verify(token)
        except OB3VerificationError:
            continue
        return True
    return False


def list_entry(url: str, place: int) -> dict[str, Any]:
    """Return how a credential says which bit of which list is its own."""
    from openbadgeslib.ob3 import status_entry  # noqa: PLC0415 - an extra

    return status_entry(url, "revocation", place)


def sign_list(bits: BitList, private: bytes) -> str:
    """Return the list of withdrawn badges, signed. Raises MissingPiece."""
    check_there()
    from openbadgeslib.ob3 import build_status_list_credential  # noqa: PLC0415 - an extra

    said = build_status_list_credential(
        bits.issuer, bits.url, "revocation", bits.withdrawn, LIST_SIZE, issued=bits.since, valid_until=bits.until
    )
    named = {"iss": said["issuer"], "jti": said["id"]}
    times = {"nbf": int(bits.since.timestamp()), "exp": int(bits.until.timestamp())}
    return _signer(private).sign_payload(said | named | times)


def bake(picture: bytes, token: str) -> bytes:
    """Return an SVG picture that carries a signed badge."""
    from openbadgeslib import baking  # noqa: PLC0415 - an extra

    return baking.bake_svg(picture, token, element=baking.SVG_ELEMENT_OB3, namespace=baking.SVG_NS_OB3)


@lru_cache(maxsize=4)
def _signer(private: bytes) -> "OB3Signer":
    """Return who signs with a key: reading it takes a quarter of a second, signing a hundredth of that."""
    from openbadgeslib.ob3 import OB3Signer  # noqa: PLC0415 - an extra

    return OB3Signer(private, ALGORITHM)
