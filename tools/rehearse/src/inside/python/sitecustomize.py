"""Loaded into functions in Python: what ../aws-names.ts is for Node.js."""

import os
import re
import urllib.request

_POOLS = re.compile(r"^https://cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?=/)")
_open = urllib.request.OpenerDirector.open


def _open_here(self, fullurl, *args, **kwargs):
    here = os.environ.get("AWS_ENDPOINT_URL", "")
    if isinstance(fullurl, str):
        fullurl = _POOLS.sub(here, fullurl)
    else:
        fullurl.full_url = _POOLS.sub(here, fullurl.full_url)
    return _open(self, fullurl, *args, **kwargs)


urllib.request.OpenerDirector.open = _open_here
