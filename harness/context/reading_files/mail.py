"""Mail: the lines that a reader looks at, then the text; attachments are named."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from harness.context.reading_files import html

SUFFIXES = (".eml",)
_SHOWN = ("From", "To", "Cc", "Date", "Subject")


def read(data: bytes) -> str:
    """Return one message as text. Raises what the mail parser raises."""
    message = message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage):
        raise TypeError("the message has no body of a known kind")
    lines = [f"{name}: {message[name]}" for name in _SHOWN if message[name]]
    body = message.get_body(("plain", "html"))
    text = str(body.get_content()) if body is not None else ""
    if body is not None and body.get_content_subtype() == "html":
        text = html.read(text.encode())
    attached = [f"[attached: {part.get_filename()}]" for part in message.iter_attachments()]
    return "\n".join([*lines, "", text.replace("\r\n", "\n").strip(), *attached])
