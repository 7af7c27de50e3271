"""Base64 as Node.js reads it: in either alphabet, padded or not, and without what is neither."""

import base64
import re

_OTHERS = re.compile(r"[^A-Za-z0-9+/]")


def decode_base64(text: str) -> bytes:
    digits = _OTHERS.sub("", text.split("=", 1)[0].replace("-", "+").replace("_", "/"))
    # One digit alone is not even a byte.
    whole = digits[:-1] if len(digits) % 4 == 1 else digits
    return base64.b64decode(whole + "=" * (-len(whole) % 4))
