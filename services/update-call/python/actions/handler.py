"""The function that is deployed."""

import os
import random
import time
import uuid

from .app import World, create_handler
from .environment import read_environment

handler = create_handler(
    read_environment(os.environ),
    World(
        now=lambda: time.time_ns() // 1_000_000,
        elapsed=lambda: time.perf_counter() * 1000,
        uuid=lambda: str(uuid.uuid4()),
        pause=lambda most: time.sleep(random.uniform(0, most)),  # noqa: S311 -- it keeps nothing safe
        write=lambda line: print(line, flush=True),
    ),
)
