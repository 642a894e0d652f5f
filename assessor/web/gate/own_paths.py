"""Where a log-in leads afterwards: to a path of ours, never to another site."""

from urllib.parse import urlsplit


def own_path(said: str | None) -> str:
    """Return a path of ours that a request asks to be led to, and the start for anything else."""
    if not said or not said.startswith("/") or said.startswith(("//", "/\\")):
        return "/"
    if "\\" in said or any(ord(character) < ord(" ") for character in said):  # browsers mend these into other sites
        return "/"
    try:
        parts = urlsplit(said)
    except ValueError:
        return "/"
    return said if not parts.scheme and not parts.netloc else "/"
