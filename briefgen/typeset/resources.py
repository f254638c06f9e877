"""What a document carries in itself: pictures as data: URLs (RFC 2397). Nothing is read for them."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_to_bytes


def picture(url: str) -> tuple[bytes, dict[str, str]]:
    """The bytes of a picture that stands in an URL, and their type as a header. Raises `ValueError`."""
    head, comma, body = url.partition(",")
    if not comma:
        raise ValueError("a data: URL without a comma")
    media_type, *parameters = head[5:].split(";")
    data = unquote_to_bytes(body)
    if parameters and parameters[-1].strip().lower() == "base64":
        try:
            data = base64.b64decode(b"".join(data.split()), validate=True)
        except binascii.Error as error:
            raise ValueError("a data: URL that is no base64") from error
    return data, {"Content-Type": media_type}
