"""Which e-mail addresses are at the domain; the cases of both twins are in libs/lambda/fixtures."""

import re

# The local part is as Cognito takes it, without quotes and comments: what a mail server may read in
# another way than we do is refused. The domain is host labels in ASCII; an international one is
# written in punycode (xn--…).
_ADDRESS = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}"
    r"@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9]))",
    re.ASCII | re.IGNORECASE,
)
_MAX_LENGTH = 254


def email_domain_allowed(email: str, allowed_domain: str) -> bool:
    """At this very domain, in upper or lower case; "" allows every well-formed address."""
    found = _ADDRESS.fullmatch(email) if len(email) <= _MAX_LENGTH else None
    if found is None:
        return False
    return allowed_domain == "" or found[1].lower() == allowed_domain.lower()
