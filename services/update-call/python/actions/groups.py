"""The claim `cognito:groups`: a list, or what API Gateway makes of one, the text `[a b]`."""

import re

# Everything but line ends, as "." is in JavaScript.
_IN_BRACKETS = re.compile(r"\[([^\n\r\u2028\u2029]*)\]")


def read_groups(claim: object) -> tuple[str, ...]:
    if isinstance(claim, list):
        return tuple(group for group in claim if isinstance(group, str))
    if not isinstance(claim, str):
        return ()
    found = _IN_BRACKETS.fullmatch(claim)
    # No name of a group has a space in it.
    return tuple(group for group in (found[1] if found else claim).split(" ") if group != "")
