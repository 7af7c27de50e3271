from collections.abc import Iterator

import pytest

from .action_world import ActionWorld, action_world


@pytest.fixture(scope="session")
def world() -> Iterator[ActionWorld]:
    with action_world() as it:
        yield it
