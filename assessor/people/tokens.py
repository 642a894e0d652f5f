"""What is known to one side alone: links, cookies and keys made by chance, and the digests that are kept of them."""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_token() -> str:
    """Return 256 bits by chance, as they stand in a link or a cookie."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """Return what is kept of a token. It has 256 bits by chance, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_digest(key: str, purpose: str, said: str) -> str:
    """Return what is kept of something that could be guessed, such as an address: useless without the key."""
    return hmac.new(key.encode(), f"{purpose}\n{said}".encode(), hashlib.sha256).hexdigest()
